import type { Space } from '../../../store/store.ts';
import type { SendRecord, StanzaError } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { bare } from '../../../core/jid/jid.ts';
import {
  isFinal,
  isUnsettled,
  nextState,
  type MessageNews,
  type MessageState,
} from './message-state.ts';

/** What is known of one accepted stanza. Stored as JSON under its id, which is also the stanza's id. */
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
  readonly status: MessageState;
  readonly history: readonly HistoryEntry[];
  readonly error?: FailureReason;
  /** Digest of the request; kept where the caller chose the id or gave an `Idempotency-Key`. */
  readonly fingerprint?: string;
  /** W3C `traceparent` of the request, where traces are on. */
  readonly trace?: string;
  /** An answer to something that was heard: the loop guard lets nobody of the bridge answer it in turn. */
  readonly answer?: true;
  /** The room's name for its sender, `room/nick`, as the first copy that the room sent back has it. */
  readonly occupant?: string;
  /** The id that the room gave it (XEP-0359). */
  readonly roomStanzaId?: string;
}

export interface HistoryEntry {
  readonly status: MessageState;
  readonly at: number;
}

export interface FailureReason {
  readonly code: 'stanza-error' | 'expired';
  readonly detail: string;
  readonly stanzaError?: StanzaError;
  /** It was written to a link and never acknowledged, so the recipient may have it all the same. */
  readonly mayHaveArrived?: true;
}

export function ledgerSpace(keepMs: number): Space {
  return {
    name: 'message',
    ttl: keepMs,
    mayForget: (value) => !isUnsettled(decodeRecord(value).status),
  };
}

/** How long a record that waits in the outbox outlives its time to live: its end has to be written into it. */
const OUTLIVES_MS = 60 * 60_000;

/** The ledger for a record that is accepted now. From its settlement on it is kept as long as any other. */
export function ledgerWhileQueued(ledger: Space, ttlMs: number): Space {
  const { name, ttl } = ledger;
  const needed = ttlMs + OUTLIVES_MS;
  return ttl === 'forever' || ttl >= needed ? ledger : { name, ttl: needed };
}

/** Ledger ids by the id on the wire, for stanzas that came with an id of their own. News of them comes soon or never. */
export const STANZA_IDS: Space = { name: 'stanza-id', ttl: 60 * 60_000 };

/** Such an id is unique among the stanzas from one address to another at best. */
export function stanzaKey(from: string, to: string, stanzaId: string): string {
  return `${bare(from)} ${bare(to)} ${stanzaId}`;
}

/** In a room the id is what is known; which of the identities sent it is not. */
export function roomKey(room: string, stanzaId: string): string {
  return stanzaKey('', room, stanzaId);
}

export function encodeRecord(record: LedgerRecord): string {
  return JSON.stringify(record);
}

export function decodeRecord(value: string): LedgerRecord {
  return JSON.parse(value) as LedgerRecord;
}

/** Something that happened to a stanza, and when, ms since 1970. */
export interface Step {
  readonly news: MessageNews;
  readonly at: number;
}

/** The record after some news, or `undefined` when none of it changes anything. */
export function withNews(
  record: LedgerRecord,
  news: readonly MessageNews[],
  at: number,
  error?: FailureReason,
): LedgerRecord | undefined {
  return withSteps(
    record,
    news.map((item) => ({ news: item, at })),
    error,
  );
}

/** As `withNews`, for news of different times. */
export function withSteps(
  record: LedgerRecord,
  steps: readonly Step[],
  error?: FailureReason,
): LedgerRecord | undefined {
  let { status } = record;
  const history = [...record.history];
  for (const { news, at } of steps) {
    const next = nextState(status, news);
    if (next === undefined) continue;
    status = next;
    history.push({ status, at });
  }
  if (history.length === record.history.length) return undefined;
  const changed = { ...record, status, history };
  return error === undefined ? changed : { ...changed, error };
}

/** The record as the contract shows it. */
export function toSendRecord(record: Omit<LedgerRecord, 'keyId' | 'fingerprint'>): SendRecord {
  const { id, kind, status, from, to, error, roomStanzaId } = record;
  const createdAt = instant(record.createdAt);
  const history = record.history.map(({ status: was, at }) => ({ status: was, at: instant(at) }));
  const expiresAt = instant(record.expiresAt);
  const final = isFinal(status);
  const shown = { id, kind, status, final, createdAt, expiresAt, from, to, history };
  if (error === undefined && roomStanzaId === undefined) return shown;
  return {
    ...shown,
    ...(error !== undefined && { error }),
    ...(roomStanzaId !== undefined && { roomStanzaId }),
  };
}
