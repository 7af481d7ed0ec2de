import type { StanzaError } from '../../../contract/schemas.ts';
import type { MessageState } from './message-state.ts';

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
  /** It leaves when its sender is in the room. */
  readonly held?: true;
  /** How often it was sent in vain, because its sender was not in the room. */
  readonly tries?: number;
  /** Where it stood in the queue at first, while it may have to go again. */
  readonly place?: string;
  /** Only in the queue: the version of the ledger record, where it is not the first. */
  readonly version?: number;
  /** Only in the ledger, until it is known what became of it: the stanza, in case it has to be sent again. */
  readonly xml?: string;
}

export interface HistoryEntry {
  readonly status: MessageState;
  readonly at: number;
}

export interface FailureReason {
  readonly code:
    'stanza-error' | 'stream-error' | 'expired' | 'cancelled' | 'not-in-room' | 'not-reflected';
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
