import type { XmlElement } from '../../../core/element.ts';
import { bare } from '../../../core/jid/jid.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';
import type { Space, StoredRecord } from '../../../store/store.ts';
import { ledgerWhileQueued, STANZA_IDS, stanzaKey } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { withNews } from '../ledger/record-changes.ts';
import { decodeRecord, encodeRecord } from '../ledger/record-form.ts';
import { encodeEntry } from '../outbox/queue-entry.ts';
import { MAX_ID } from '../../../stanza/gate/stanza.ts';
import type { Runtime } from '../../runtime.ts';

export interface RequeueDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
  readonly appending: <T>(to: string, commit: (log: string) => Promise<T>) => Promise<T>;
}

/**
 * Puts a message back that a room did not take because its sender was not in the room. False: the error is not about such
 * a message, or its time is over.
 */
export type Requeue = (bounce: XmlElement) => Promise<boolean>;

/** A room that lets somebody in and takes nothing of him is not asked for ever. */
const MAX_TRIES = 20;
/** A record changes rarely and by few. */
const MAX_ROUNDS = 8;

export function createRequeue(deps: RequeueDeps): Requeue {
  return async (bounce) => {
    const { name, attributes } = bounce;
    if (name !== 'message' || attributes['type'] !== 'error') return false;
    if (stanzaErrorOf(bounce).condition !== 'not-acceptable') return false;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = await retryUntilAnswered(() => find(deps, bounce));
      const next = found && requeued(decodeRecord(found.value), bounce, deps.now());
      if (found === undefined || next === undefined) return false;
      if (await retryUntilAnswered(() => write(deps, found, next))) return true;
    }
    return false;
  };
}

async function find(
  { store, ledger }: RequeueDeps,
  { attributes }: XmlElement,
): Promise<StoredRecord | undefined> {
  const { id, from = '', to = '' } = attributes;
  if (id === undefined || id.length > MAX_ID) return undefined;
  const [plain, alias] = await Promise.all([
    store.get(ledger, id),
    store.get(STANZA_IDS, stanzaKey(to, from, id)),
  ]);
  if (plain !== undefined || alias === undefined) return plain;
  return store.get(ledger, alias.value);
}

/** The record of a message that waits again; undefined where it does not. Pure. */
function requeued(record: LedgerRecord, bounce: XmlElement, now: number): LedgerRecord | undefined {
  const { from = '', to = '' } = bounce.attributes;
  const isOfIt = bare(record.from) === bare(to) && bare(record.to) === bare(from);
  const { tries = 0, xml, held } = record;
  if (!isOfIt || held !== true || xml === undefined) return undefined;
  if (record.expiresAt <= now || tries >= MAX_TRIES) return undefined;
  const next = withNews(record, ['requeued'], now);
  return next && { ...next, tries: tries + 1 };
}

/** False when another was faster. */
async function write(
  { store, ledger, now, appending }: RequeueDeps,
  found: StoredRecord,
  record: LedgerRecord,
): Promise<boolean> {
  const { id, to, expiresAt } = record;
  const space = ledgerWhileQueued(ledger, Math.max(0, expiresAt - now()), id);
  const { xml = '', ...queued } = record;
  const entry = encodeEntry(encodeRecord({ ...queued, version: found.version + 1 }), xml);
  const value = encodeRecord(record);
  const result = await appending(to, (log) =>
    store.commit(
      [
        { do: 'replace', space, id, value, version: found.version },
        { do: 'append', log, value: entry },
      ],
      { untilKnown: true },
    ),
  );
  return result.ok;
}
