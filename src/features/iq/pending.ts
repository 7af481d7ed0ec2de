import type { Space } from '../../store/store.ts';
import type { Excess } from '../../stanza/bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import { domainOf, parseJid, formatJid } from '../../core/jid/jid.ts';

/** An IQ request that was sent. Stored under its id until some minutes after its deadline. */
export interface PendingIq {
  readonly id: string;
  readonly keyId: string;
  /** The replica that is told when the answer arrives. */
  readonly owner: string;
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly deadline: number;
  /** Whether the outcome is kept so that it can be read later; otherwise the record goes with the answer. */
  readonly kept: boolean;
  readonly outcome?: IqOutcome;
  /** Digest of the request; there where an `Idempotency-Key` chose the id. */
  readonly fingerprint?: string;
}

/** How it ended. An answer of type error is an answer. */
export type IqOutcome =
  | { readonly answer: XmlElement }
  | { readonly failed: 'link-lost' | 'iq-timeout' }
  | Refused
  | AnswerTooLarge;

/** The server ended the stream because of the request. */
export interface Refused {
  readonly failed: 'refused';
  readonly detail: string;
}

/** There was an answer, and the bridge did not read it to its end. */
export interface AnswerTooLarge {
  readonly failed: 'answer-too-large';
  readonly from: string;
  readonly excess: Excess;
}

/** The outcome as of now: a request past its deadline has timed out, whether or not its replica lives to say so. */
export function outcomeAt(pending: PendingIq, now: number): IqOutcome | undefined {
  if (pending.outcome !== undefined) return pending.outcome;
  return now > pending.deadline ? { failed: 'iq-timeout' } : undefined;
}

export function decodePending(value: string): PendingIq {
  return JSON.parse(value) as PendingIq;
}

/** Longer than any deadline: an answer can be read for a while after it came. */
export const PENDING_IQS: Space = { name: 'iq', ttl: 10 * 60_000 };

/**
 * Whether an answer from this address is the answer to a request (RFC 6120 §8.1.2.1): it comes from the JID that
 * was asked. A request to an address of our own may also be answered by our domain, or by the server with no
 * `from` at all (RFC 6120 §10.3.3).
 */
export function mayAnswer(
  asked: Pick<PendingIq, 'to' | 'from'>,
  answerFrom: string | undefined,
): boolean {
  const ownDomain = domainOf(asked.from);
  const toOurselves = domainOf(asked.to) === ownDomain;
  if (answerFrom === undefined) return toOurselves;
  if (answerFrom === asked.to) return true;
  const jid = parseJid(answerFrom);
  if (jid === undefined) return false;
  const from = formatJid(jid);
  return from === asked.to || (toOurselves && from === ownDomain);
}
