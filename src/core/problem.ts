/** The one place where a refusal becomes HTTP: the status and title of each code, and of each stanza condition. */
import type { ProblemBody, StanzaErrorCondition } from '../contract/schemas.ts';
import type { BridgeError, ErrorCode } from './errors.ts';
import { rateLimitHeaders } from './rate-limit.ts';

export interface Kind {
  readonly status: number;
  readonly title: string;
}

const kind = (status: number, title: string): Kind => ({ status, title });

const KINDS: Readonly<Record<ErrorCode, Kind>> = {
  'malformed-body': kind(400, 'Malformed body'),
  'invalid-request': kind(400, 'Invalid request'),
  'invalid-address': kind(422, 'Invalid address'),
  'invalid-stanza': kind(422, 'Invalid stanza'),
  'payload-too-large': kind(413, 'Too large'),
  'unsupported-media-type': kind(415, 'Unsupported media type'),
  'not-acceptable': kind(406, 'Not acceptable'),
  'not-found': kind(404, 'Not found'),
  'method-not-allowed': kind(405, 'Method not allowed'),
  'request-timeout': kind(408, 'Request arrived too slowly'),
  'headers-too-large': kind(431, 'Headers too large'),
  conflict: kind(409, 'Conflict'),
  'idempotency-key-reused': kind(422, 'Idempotency-Key used for another request'),
  'history-lost': kind(410, 'Events were lost'),
  'loop-detected': kind(409, 'Loop detected'),
  unauthorized: kind(401, 'Unauthorized'),
  forbidden: kind(403, 'Forbidden'),
  'identity-forbidden': kind(403, 'Identity not allowed'),
  'recipient-forbidden': kind(403, 'Recipient not allowed'),
  'too-many-requests': kind(429, 'Too many requests'),
  'quota-exceeded': kind(429, 'Quota used up'),
  'too-many-pending-iqs': kind(429, 'Too many pending IQs'),
  'outbox-full': kind(503, 'Outbox full'),
  overloaded: kind(503, 'Overloaded'),
  // The status of a stanza error is that of its condition; this one is for an error that came without.
  'stanza-error': kind(502, 'Refused by the remote entity'),
  'room-refused': kind(403, 'Refused by the room'),
  'not-in-room': kind(409, 'Not in the room'),
  'feature-missing': kind(501, 'Feature missing'),
  'form-invalid': kind(422, 'Does not fit the form'),
  'answer-too-large': kind(502, 'Response too large'),
  'iq-timeout': kind(504, 'No response in time'),
  'link-down': kind(503, 'No link to the XMPP server'),
  'link-lost': kind(503, 'The link to the XMPP server was lost'),
  'store-unavailable': kind(503, 'Storage unavailable'),
  'store-full': kind(503, 'Storage full'),
  'issuer-unavailable': kind(503, 'Token issuer unavailable'),
  'shutting-down': kind(503, 'Shutting down'),
  internal: kind(500, 'Internal error'),
};

/**
 * What the other side said, for a caller that speaks HTTP (RFC 6120 §8.3.3). Never 401: the caller's key is good.
 * Never 405 or 406: method and `Accept` are good too. Conditions that servers give for an absent, unknown or deaf
 * address are all 404, because servers do not tell these apart for reasons of privacy.
 */
const CONDITION_STATUS: Readonly<Record<StanzaErrorCondition, number>> = {
  'bad-request': 422,
  conflict: 409,
  'feature-not-implemented': 501,
  forbidden: 403,
  gone: 410,
  'internal-server-error': 502,
  'item-not-found': 404,
  'jid-malformed': 422,
  'not-acceptable': 422,
  'not-allowed': 403,
  'not-authorized': 403,
  'policy-violation': 403,
  'recipient-unavailable': 404,
  redirect: 404,
  'registration-required': 403,
  'remote-server-not-found': 404,
  'remote-server-timeout': 504,
  'resource-constraint': 503,
  'service-unavailable': 404,
  'subscription-required': 403,
  'undefined-condition': 502,
  'unexpected-request': 409,
};

const DEFAULT_RETRY_SECONDS = 2;

/** The `type` of problems of this code: a name that does not change, to be looked up with its last part. */
export function problemType(code: ErrorCode): string {
  return PROBLEM_TYPE + code;
}

export const PROBLEM_TYPE = 'urn:stanza-bridge:problem:';

export function problemKind(code: ErrorCode): Kind {
  return KINDS[code];
}

/** Of the problem that an IQ gets for an error of this condition, unless its type is `wait`. */
export function conditionStatus(condition: StanzaErrorCondition): number {
  return CONDITION_STATUS[condition];
}

/** `instance` is the path of the request, without its query. */
export function problemOf(error: BridgeError, instance: string): ProblemBody {
  const { code, facts, retryable } = error;
  const { title } = KINDS[code];
  return {
    type: problemType(code),
    title,
    status: statusOf(error),
    detail: error.message,
    instance,
    code,
    retryable,
    ...(facts.errors !== undefined && { errors: facts.errors }),
    ...(facts.feature !== undefined && { feature: facts.feature }),
    ...(facts.service !== undefined && { service: facts.service }),
    ...(facts.stanzaError !== undefined && { stanzaError: facts.stanzaError }),
  };
}

/** Headers that go with the status of a problem. */
export function problemHeaders(error: BridgeError, status: number): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer realm="stanza-bridge"' };
  if (status !== 429 && status !== 503) return {};
  const { rate, retryAfter = DEFAULT_RETRY_SECONDS } = error.facts;
  const seconds = Math.max(Math.ceil(retryAfter), 1);
  const limit = rate === undefined ? {} : rateLimitHeaders({ rate, left: 0, seconds });
  return { ...limit, 'retry-after': String(seconds) };
}

function statusOf({ code, facts, retryable }: BridgeError): number {
  if (code !== 'stanza-error' || facts.stanzaError === undefined) return KINDS[code].status;
  const status = CONDITION_STATUS[facts.stanzaError.condition];
  return retryable && status !== 504 ? 503 : status;
}
