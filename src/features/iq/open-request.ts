import type { KeyedRequest } from '../../core/idempotency.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Change, Space } from '../../store/store.ts';

/** An IQ request that a user sent to an identity and that the bridge does not answer itself, as it is stored. */
export interface OpenRequest {
  readonly iq: XmlElement;
  /** Until when it may be answered, ms since 1970. At that time it is refused. */
  readonly deadline: number;
  /** The replica that received it. */
  readonly owner: string;
  /** The answer that it got, where it came with an `Idempotency-Key`. */
  readonly answer?: KeyedRequest | undefined;
  /** Another feature reads it and writes its answer; the stanza that is sent where that does not come in time. */
  readonly otherwise?: XmlElement | undefined;
}

/** A stored request. The first version is open, any later one was answered or refused. */
export interface StoredRequest extends OpenRequest {
  readonly id: string;
  readonly version: number;
}

/** A request that another feature reads: its event is one of that feature, and so is its answer. */
export interface ReadRequest {
  readonly event: { readonly id: string; readonly change: Change };
  /** At most `MAX_ANSWER_MS`. */
  readonly answerWithinMs: number;
  /** Sent where no answer comes in time. */
  readonly otherwise: XmlElement;
  /** Stored together with it, or neither is. */
  readonly also: readonly Change[];
}

/** The longest that a request may wait for its answer: the server of who asks does not wait for ever. */
export const MAX_ANSWER_MS = 30_000;

/** How long a request and its end are kept beyond the deadline: an answer is sent as soon as there is a link. */
export const GRACE_MS = 60_000;

export const REQUESTS: Space = { name: 'iq-request', ttl: MAX_ANSWER_MS + GRACE_MS };

/**
 * The deadlines of all requests that are or were open, in the order in which they came in: whoever runs finds those that the
 * replica which received them does not end any more. An entry goes when its request ends, at its deadline at the latest.
 */
export const DEADLINES = 'iq-deadlines';

export interface Deadline {
  readonly id: string;
  readonly deadline: number;
}

export function encodeDeadline({ id, deadline }: Deadline): string {
  return `${deadline} ${id}`;
}

export function decodeDeadline(value: string): Deadline {
  const space = value.indexOf(' ');
  return { deadline: Number(value.slice(0, space)), id: value.slice(space + 1) };
}
