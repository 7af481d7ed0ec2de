import type { Space } from '../../../store/store.ts';
import type { SendRecord, StanzaError } from '../../../contract/schemas.ts';
import { KEY_LIFE_MS, isDerivedId } from '../../../core/idempotency.ts';
import { instant } from '../../../core/instant.ts';
import { bare } from '../../../core/jid/jid.ts';
import { isFinal, isUnsettled, shownStatus, type MessageState } from './message-state.ts';
import { decodeRecord } from './record-form.ts';

/** What is known of one accepted stanza. Stored under its id, which is also the stanza's id; see `record-form.ts`. */
export interface LedgerRecord {
  readonly id: string;
  /** The key that sent it: only a repeat by the same key is a repeat. */
  readonly keyId: string;
  readonly kind: 'message' | 'presence' | 'iq';
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** That of the last entry of the history. */
  readonly status: MessageState;
  readonly history: readonly HistoryEntry[];
  readonly error?: FailureReason;
  /** Errors that did not decide what became of it, oldest first: the first few. */
  readonly refusals?: readonly Refusal[];
  /** Digest of the request; kept where the caller chose the id or gave an `Idempotency-Key`. */
  readonly fingerprint?: string;
  /** The id that the `Idempotency-Key` stands for, where the caller also chose an id: a copy of the record is there. */
  readonly claim?: string;
  /** W3C `traceparent` of the request, where traces are on. */
  readonly trace?: string;
  /** Said in a room, or to an occupant of one: the other occupants have addresses of the room, and know its id. */
  readonly room?: true;
  /** An answer to something that was heard: the loop guard lets nobody of the bridge answer it in turn. */
  readonly answer?: true;
  /** The room's name for its sender, `room/nick`, as the first copy that the room sent back has it. */
  readonly occupant?: string;
  /** Nobody asks what becomes of it: it only waits in the outbox, and has no record in the ledger. */
  readonly untracked?: true;
  /** The id that the room gave it (XEP-0359). */
  readonly roomStanzaId?: string;
}

export interface HistoryEntry {
  readonly status: MessageState;
  readonly at: number;
}

export interface FailureReason {
  readonly code: 'stanza-error' | 'stream-error' | 'expired';
  readonly detail: string;
  /** Of the stream error, where the server sent one (RFC 6120 §4.9.3). */
  readonly condition?: string;
  readonly stanzaError?: StanzaError;
  /** The recipient may have it all the same: news of that is still taken in. */
  readonly mayHaveArrived?: true;
}

export interface Refusal {
  /** Ms since 1970. */
  readonly at: number;
  /** Who refused it. */
  readonly by: string;
  readonly stanzaError: StanzaError;
}

export function ledgerSpace(keepMs: number): Space {
  return {
    name: 'message',
    ttl: keepMs,
    mayForget: (value) => !isUnsettled(decodeRecord(value).status),
  };
}

/**
 * Where a settled record is kept. One that an `Idempotency-Key` stands for also answers retries, which may come for a day.
 */
export function settledSpace(ledger: Space, id: string): Space {
  return isDerivedId(id) ? lasting(ledger, KEY_LIFE_MS) : ledger;
}

/**
 * Where a record is kept that is accepted now. It outlives its time to live by as long as it is kept once it is settled: its
 * end has to be written into it, and what an `Idempotency-Key` stands for is not sent again meanwhile.
 */
export function ledgerWhileQueued(ledger: Space, ttlMs: number, id: string): Space {
  const { ttl } = settledSpace(ledger, id);
  return ttl === 'forever' ? ledger : lasting(ledger, ttlMs + Math.max(ttl, OUTLIVES_MS));
}

/** Also where the retention is shorter: until some replica is there to write it. */
const OUTLIVES_MS = 60 * 60_000;

function lasting(space: Space, ms: number): Space {
  return space.ttl === 'forever' || space.ttl >= ms ? space : { name: space.name, ttl: ms };
}

/**
 * Ledger ids by the id on the wire, for stanzas that came with an id of their own. News of them comes within an hour or
 * never, once they are sent: they may wait for as long as their time to live.
 */
export function stanzaIds(ttlMs: number): Space {
  return { ...STANZA_IDS, ttl: ttlMs + OUTLIVES_MS };
}

/** To read them. */
export const STANZA_IDS: Space = { name: 'stanza-id', ttl: OUTLIVES_MS };

/** Such an id is unique among the stanzas from one address to another at best. */
export function stanzaKey(from: string, to: string, stanzaId: string): string {
  return `${bare(from)} ${bare(to)} ${stanzaId}`;
}

/** In a room the id is what is known; which of the identities sent it is not. */
export function roomKey(room: string, stanzaId: string): string {
  return stanzaKey('', room, stanzaId);
}

/** The record as the contract shows it. */
export function toSendRecord(record: Omit<LedgerRecord, 'keyId' | 'fingerprint'>): SendRecord {
  const { id, kind, status, from, to, error, roomStanzaId, refusals } = record;
  const createdAt = instant(record.createdAt);
  const history = shownHistory(record.history);
  const expiresAt = instant(record.expiresAt);
  const known = { id, kind, status: shownStatus(status), final: isFinal(status) };
  const shown = { ...known, createdAt, expiresAt, from, to, history };
  if (error === undefined && roomStanzaId === undefined && refusals === undefined) return shown;
  return {
    ...shown,
    ...(error !== undefined && { error }),
    ...(refusals !== undefined && {
      refusals: refusals.map((one) => ({ ...one, at: instant(one.at) })),
    }),
    ...(roomStanzaId !== undefined && { roomStanzaId }),
  };
}

/** A failure that proves to be final was shown as one before. */
function shownHistory(history: readonly HistoryEntry[]): SendRecord['history'] {
  const shown: SendRecord['history'][number][] = [];
  for (const { status, at } of history) {
    const next = shownStatus(status);
    if (shown.at(-1)?.status !== next) shown.push({ status: next, at: instant(at) });
  }
  return shown;
}
