import type { StanzaErrorData } from './stanza/stanza-error.ts';

/** Every way in which the bridge says no. Closed: the HTTP status of each is in `api/problem.ts`. */
export type ErrorCode =
  // the request
  | 'malformed-body'
  | 'invalid-request'
  | 'invalid-stanza'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'not-acceptable'
  | 'not-found'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'headers-too-large'
  | 'conflict'
  | 'idempotency-key-reused'
  | 'history-lost'
  | 'loop-detected'
  // the caller
  | 'unauthorized'
  | 'forbidden'
  | 'identity-forbidden'
  | 'recipient-forbidden'
  // limits
  | 'too-many-requests'
  | 'quota-exceeded'
  | 'too-many-pending-iqs'
  | 'outbox-full'
  | 'overloaded'
  // the other side
  | 'stanza-error'
  | 'iq-timeout'
  | 'link-down'
  | 'link-lost'
  | 'store-unavailable'
  | 'issuer-unavailable'
  | 'shutting-down'
  // us
  | 'internal';

/** One thing wrong with an input: where (RFC 6901 JSON pointer, `''` is the whole body) and what to do. */
export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
}

/** Facts that go with a code; all optional, none is prose that a program would need to parse. */
export interface ErrorFacts {
  readonly errors?: readonly InputFault[];
  /** Seconds after which the same call may succeed. */
  readonly retryAfter?: number;
  readonly stanzaError?: StanzaErrorData;
  readonly cause?: unknown;
}

/** The one error class. `detail` is a sentence for a person that says what to do. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, detail: string, facts: ErrorFacts = {}) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'BridgeError';
    this.code = code;
    this.facts = facts;
  }
}
