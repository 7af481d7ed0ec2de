import type { StanzaError } from '../contract/schemas.ts';

/**
 * Every way in which the bridge says no, and whether the same request may succeed later. Closed: the HTTP status of
 * each is in `problem.ts`, what to do about it in `words/problem-words.ts`.
 */
const RETRYABLE = {
  // the request
  'malformed-body': false,
  'invalid-request': false,
  'invalid-address': false,
  'invalid-stanza': false,
  'payload-too-large': false,
  'unsupported-media-type': false,
  'not-acceptable': false,
  'not-found': false,
  'method-not-allowed': false,
  'request-timeout': true,
  'headers-too-large': false,
  conflict: false,
  'idempotency-key-reused': false,
  'history-lost': false,
  'loop-detected': false,
  // the caller
  unauthorized: false,
  forbidden: false,
  'identity-forbidden': false,
  'recipient-forbidden': false,
  // limits
  'too-many-requests': true,
  'quota-exceeded': true,
  'too-many-pending-iqs': true,
  'outbox-full': true,
  overloaded: true,
  // the other side
  // That of an error that came without its condition; see `retryable` below.
  'stanza-error': false,
  'room-refused': false,
  'not-in-room': false,
  'feature-missing': false,
  'form-invalid': false,
  'answer-too-large': false,
  'iq-timeout': true,
  'link-down': true,
  'link-lost': true,
  'store-unavailable': true,
  'store-full': true,
  'issuer-unavailable': true,
  'shutting-down': true,
  // us
  internal: false,
} as const satisfies Record<string, boolean>;

export type ErrorCode = keyof typeof RETRYABLE;

/** Whether a request that got this code may succeed later; of a stanza error its type says so. */
export function mayRetry(code: ErrorCode): boolean {
  return RETRYABLE[code];
}

/** Conditions that pass by themselves, whatever type the other side gave them. */
const PASSING_CONDITIONS: ReadonlySet<string> = new Set<StanzaError['condition']>([
  'remote-server-timeout',
  'resource-constraint',
]);

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
  /** Requests per second of a key that has used them up. */
  readonly rate?: number;
  readonly stanzaError?: StanzaError;
  /** What a service lacks, and the JID of who lacks it. */
  readonly feature?: string;
  readonly service?: string;
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

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    const { stanzaError } = this.facts;
    if (this.code !== 'stanza-error' || stanzaError === undefined) return RETRYABLE[this.code];
    return stanzaError.type === 'wait' || PASSING_CONDITIONS.has(stanzaError.condition);
  }
}

/** A caller's own text in a sentence: quoted, and short. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
