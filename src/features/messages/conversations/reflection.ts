import { childNamed, type XmlElement } from '../../../core/element.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { Space, StoredRecord } from '../../../store/store.ts';
import { roomKey, settledSpace, stanzaKey, STANZA_IDS } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { withNews } from '../ledger/record-changes.ts';
import { decodeRecord, encodeRecord } from '../ledger/record-form.ts';
import type { StatusEvent } from '../ledger/status-news.ts';
import { MAX_ID } from '../../../stanza/gate/stanza.ts';
import type { Runtime } from '../../runtime.ts';

const NS_SID = 'urn:xmpp:sid:0';

export interface ReflectionDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
  readonly statusEvent: StatusEvent;
}

/** Whose message came in. */
export type Origin =
  | { readonly from: 'foreign' }
  /** The identity that hears it sent it. */
  | { readonly from: 'own' }
  /** Another identity of the bridge sent it; `isAnswer` where it was itself an answer. */
  | { readonly from: 'self'; readonly isAnswer: boolean };

const FOREIGN: Origin = { from: 'foreign' };

/** A record changes rarely and by few: more rounds than this means that the store is at fault. */
const MAX_ROUNDS = 8;

/**
 * Recognises by the ledger what comes back from a room. Ids are public there, so an occupant may send a message with an id of
 * ours. A room tells everybody in the same order, so the first copy is the true one: its occupant is kept on the record,
 * and a copy from another occupant is a message of that occupant.
 */
export async function originInRoom(deps: ReflectionDeps, message: XmlElement): Promise<Origin> {
  const found = await findSent(deps, message);
  if (found === undefined) return FOREIGN;
  return believe(deps, message, found);
}

/** A private message in a room is told to nobody else, so its id is not public. */
export async function originOfPrivate(deps: ReflectionDeps, message: XmlElement): Promise<Origin> {
  const found = await findSent(deps, message);
  if (found === undefined) return FOREIGN;
  const { answer } = decodeRecord(found.value);
  return { from: 'self', isAnswer: answer === true };
}

/** Nobody else can send from the bridge's domain. */
export async function originInBridge(deps: ReflectionDeps, message: XmlElement): Promise<Origin> {
  const { from = '', to = '', id } = message.attributes;
  const stored = isOfOurs(id) ? await findById(deps, [from, to, id]) : undefined;
  const isAnswer = stored !== undefined && decodeRecord(stored.value).answer === true;
  return { from: 'self', isAnswer };
}

/** The record that a message from a room names, if it was sent to that room. All is asked for in one round trip. */
async function findSent(
  deps: ReflectionDeps,
  message: XmlElement,
): Promise<StoredRecord | undefined> {
  const { from = '', to = '', id } = message.attributes;
  const originId = childNamed(message, 'origin-id', NS_SID)?.attributes['id'];
  const ids = [...new Set([id, originId])].filter(isOfOurs);
  const found = await Promise.all(
    ids.flatMap((one) => [
      deps.store.get(deps.ledger, one),
      // Sent with an id of its own: by the one who hears it, or by whichever identity used that id last in this room.
      aliased(deps, stanzaKey(to, from, one)),
      aliased(deps, roomKey(from, one)),
    ]),
  );
  return found.find(
    (stored) => stored !== undefined && wasSentTo(decodeRecord(stored.value), from),
  );
}

/** A longer one would be a key that the store looks for in vain. */
function isOfOurs(id: string | undefined): id is string {
  return id !== undefined && id.length <= MAX_ID;
}

async function findById(deps: ReflectionDeps, [from, to, id]: readonly [string, string, string]) {
  const found = await Promise.all([
    deps.store.get(deps.ledger, id),
    aliased(deps, stanzaKey(from, to, id)),
  ]);
  return found.find((stored) => {
    if (stored === undefined) return false;
    const record = decodeRecord(stored.value);
    return bare(record.from) === bare(from) && bare(record.to) === bare(to);
  });
}

async function aliased(deps: ReflectionDeps, key: string): Promise<StoredRecord | undefined> {
  const ledgerId = (await deps.store.get(STANZA_IDS, key))?.value;
  return ledgerId === undefined ? undefined : deps.store.get(deps.ledger, ledgerId);
}

function wasSentTo({ kind, to }: LedgerRecord, occupant: string): boolean {
  return kind === 'message' && bare(to) === bare(occupant);
}

/** Keeps what the first copy says, unless another copy was faster. */
async function believe(
  deps: ReflectionDeps,
  message: XmlElement,
  found: StoredRecord,
): Promise<Origin> {
  let stored: StoredRecord | undefined = found;
  const { id } = decodeRecord(found.value);
  for (let round = 0; round < MAX_ROUNDS && stored !== undefined; round += 1) {
    const record = decodeRecord(stored.value);
    if (record.occupant !== undefined) return originOf(record, message);
    const next = reflected(record, message, deps.now());
    const told = next.status === record.status ? undefined : deps.statusEvent(next);
    const { version } = stored;
    const space = settledSpace(deps.ledger, id);
    const value = encodeRecord(next);
    const replace = { do: 'replace', space, id, value, version } as const;
    const changes = told === undefined ? [replace] : [replace, told.change];
    const written = await deps.store.commit(changes, { untilKnown: true });
    if (written.ok) {
      told?.stored();
      return originOf(next, message);
    }
    stored = await deps.store.get(deps.ledger, id);
  }
  return FOREIGN;
}

function originOf(record: LedgerRecord, { attributes }: XmlElement): Origin {
  if (record.occupant !== attributes['from']) return FOREIGN;
  if (bare(record.from) === bare(attributes['to'] ?? '')) return { from: 'own' };
  return { from: 'self', isAnswer: record.answer === true };
}

/** That the room told it means that it was delivered, whichever of our identities hears it first. */
function reflected(record: LedgerRecord, message: XmlElement, at: number): LedgerRecord {
  const { from: occupant = '' } = message.attributes;
  const roomStanzaId = roomStanzaIdOf(message);
  const { xml: _, ...next } = withNews(record, ['receipt'], at) ?? record;
  return { ...next, occupant, ...(roomStanzaId !== undefined && { roomStanzaId }) };
}

/** The id that the room gave the message (XEP-0359 §3.2): only what is said to be by the room is the room's. */
export function roomStanzaIdOf(message: XmlElement): string | undefined {
  const room = bare(message.attributes['from'] ?? '');
  for (const child of message.children) {
    if (typeof child === 'string' || child.name !== 'stanza-id') continue;
    const { id, by } = child.attributes;
    if (child.namespace === NS_SID && by === room) return id;
  }
  return undefined;
}
