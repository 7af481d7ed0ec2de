/** The one place where a refusal becomes HTTP: the status and title of each code, and of each stanza condition. */
import type { ProblemBody } from '../contract/schemas.ts';
import type { BridgeError, ErrorCode } from '../errors.ts';
import type { StanzaErrorCondition, StanzaErrorData } from '../stanza/stanza-error.ts';

interface Kind {
  readonly status: number;
  readonly title: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

const never = (status: number, title: string): Kind => ({ status, title, retryable: false });
const later = (status: number, title: string): Kind => ({ status, title, retryable: true });

const KINDS: Readonly<Record<ErrorCode, Kind>> = {
  'malformed-body': never(400, 'Malformed body'),
  'invalid-request': never(400, 'Invalid request'),
  'invalid-stanza': never(422, 'Invalid stanza'),
  'payload-too-large': never(413, 'Too large'),
  'unsupported-media-type': never(415, 'Unsupported media type'),
  'not-acceptable': never(406, 'Not acceptable'),
  'not-found': never(404, 'Not found'),
  'method-not-allowed': never(405, 'Method not allowed'),
  'request-timeout': later(408, 'The request came too slowly'),
  'headers-too-large': never(431, 'Headers too large'),
  conflict: never(409, 'Conflict'),
  'idempotency-key-reused': never(422, 'Idempotency-Key used for another request'),
  'history-lost': never(410, 'Events were lost'),
  'loop-detected': never(409, 'The bridge would answer itself'),
  unauthorized: never(401, 'Unauthorized'),
  forbidden: never(403, 'Forbidden'),
  'identity-forbidden': never(403, 'Identity not allowed'),
  'recipient-forbidden': never(403, 'Recipient not allowed'),
  'too-many-requests': later(429, 'Too many requests'),
  'quota-exceeded': later(429, 'Quota used up'),
  'too-many-pending-iqs': later(429, 'Too many iqs wait for an answer'),
  'outbox-full': later(503, 'Outbox full'),
  overloaded: later(503, 'Overloaded'),
  // The status of a stanza error is that of its condition; this one is for an error that came without.
  'stanza-error': never(502, 'The other side refused'),
  'iq-timeout': later(504, 'No answer in time'),
  'link-down': later(503, 'No link to the XMPP server'),
  'link-lost': later(503, 'The link to the XMPP server was lost'),
  'store-unavailable': later(503, 'Storage unavailable'),
  'issuer-unavailable': later(503, 'Issuer of tokens unavailable'),
  'shutting-down': later(503, 'Shutting down'),
  internal: never(500, 'Internal error'),
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

/** `instance` is the path of the request, without its query. */
export function problemOf(error: BridgeError, instance: string): ProblemBody {
  const { code, facts } = error;
  const { status, title, retryable } = kindOf(code, facts.stanzaError);
  return {
    type: `urn:stanza-bridge:problem:${code}`,
    title,
    status,
    detail: error.message,
    instance,
    code,
    retryable,
    ...(facts.errors !== undefined && { errors: facts.errors }),
    ...(facts.stanzaError !== undefined && { stanzaError: facts.stanzaError }),
  };
}

/** Headers that go with the status of a problem. */
export function problemHeaders(error: BridgeError, status: number): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer realm="stanza-bridge"' };
  if (status !== 429 && status !== 503) return {};
  const seconds = Math.ceil(error.facts.retryAfter ?? DEFAULT_RETRY_SECONDS);
  return { 'retry-after': String(Math.max(seconds, 1)) };
}

function kindOf(code: ErrorCode, refusal: StanzaErrorData | undefined): Kind {
  const kind = KINDS[code];
  if (code !== 'stanza-error' || refusal === undefined) return kind;
  const status = CONDITION_STATUS[refusal.condition];
  const retryable = refusal.type === 'wait' || status === 503 || status === 504;
  return { title: kind.title, retryable, status: retryable && status !== 504 ? 503 : status };
}
