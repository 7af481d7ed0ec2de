import type { Space, Store } from '../../../store/store.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import type { XmlElement } from '../../../core/element.ts';
import {
  decodeRecord,
  encodeRecord,
  stanzaKey,
  STANZA_IDS,
  withNews,
  type FailureReason,
  type LedgerRecord,
} from './ledger.ts';
import type { MessageNews } from './message-state.ts';
import type { StatusEvent } from './status-news.ts';
import type { Runtime } from '../../runtime.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';

export interface FeedbackDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
  readonly statusEvent: StatusEvent;
}

/** What came back about a stanza of ours. */
export interface Feedback {
  /** The id it speaks of. */
  readonly id: string;
  readonly news: MessageNews;
  /** The stanza that brought it. */
  readonly carrier: XmlElement;
  readonly error?: FailureReason;
}

/** A record changes rarely and by few: more rounds than this means that the store is at fault. */
const MAX_ROUNDS = 5;

/** Writes it into the ledger, as soon as the store answers. False when no record of that id was sent to whom this came from. */
export async function applyFeedback(deps: FeedbackDeps, feedback: Feedback): Promise<boolean> {
  return (
    (await applyTo(deps, feedback, feedback.id)) ||
    (await applyTo(deps, feedback, await ledgerIdOf(deps.store, feedback)))
  );
}

async function ledgerIdOf(store: Store, { id, carrier }: Feedback): Promise<string | undefined> {
  const { from = '', to = '' } = carrier.attributes;
  const stored = await retryUntilAnswered(() => store.get(STANZA_IDS, stanzaKey(to, from, id)));
  return stored?.value;
}

async function applyTo(
  deps: FeedbackDeps,
  feedback: Feedback,
  ledgerId: string | undefined,
): Promise<boolean> {
  if (ledgerId === undefined) return false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const stored = await retryUntilAnswered(() => deps.store.get(deps.ledger, ledgerId));
    if (stored === undefined) return false;
    const record = decodeRecord(stored.value);
    if (!mayTellOf(record, feedback.carrier)) return false;
    const next = withNews(record, [feedback.news], deps.now(), feedback.error);
    if (next === undefined) return true;
    const told = deps.statusEvent(next);
    const replace = {
      do: 'replace',
      space: deps.ledger,
      id: record.id,
      value: encodeRecord(next),
      version: stored.version,
    } as const;
    const changes = told === undefined ? [replace] : [replace, told.change];
    const written = await deps.store.commit(changes, { untilKnown: true });
    if (!written.ok) continue;
    told?.stored();
    return true;
  }
  return false;
}

/**
 * News of a stanza is believed from the bare JID it was sent to, and from that JID's server, which speaks for an
 * account or a room that is not there.
 */
function mayTellOf(record: LedgerRecord, carrier: XmlElement): boolean {
  const from = carrier.attributes['from'] ?? '';
  const to = carrier.attributes['to'] ?? '';
  if (bare(to) !== bare(record.from)) return false;
  return bare(from) === bare(record.to) || from === domainOf(record.to);
}
