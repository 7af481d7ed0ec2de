/** What the codes of problems mean and what to do, for docs/errors.md and whoever looks a code up. `BRIDGE_…` are settings. */
import type { ErrorCode } from '../errors.ts';

export interface Words {
  readonly about: string;
  readonly cure: string;
}

const words = (about: string, cure: string): Words => ({ about, cure });

const LATER = 'Wait as long as `Retry-After` says, then send the same request again.';

export const PROBLEM_WORDS: Readonly<Record<ErrorCode, Words>> = {
  'malformed-body': words(
    'The body cannot be read: not UTF-8, not JSON, or with a key twice.',
    '`detail` names the place. Let a library write the JSON.',
  ),
  'invalid-request': words(
    'The request is not as the contract describes it.',
    '`errors` has each fault with its JSON pointer. `/docs` shows what is accepted.',
  ),
  'invalid-address': words(
    'An address is not a JID, or is obviously a mistake.',
    '`detail` has a suggestion. Write `local@domain`, such as `juliet@example.org`.',
  ),
  'invalid-stanza': words(
    'The stanza cannot be sent: XML cannot carry it, it is over a limit, or the XMPP server ends the stream because of it.',
    '`detail` names the place or the limit and its setting (`BRIDGE_MAX_STANZA_OUT`, `BRIDGE_MAX_ELEMENTS_OUT`, `BRIDGE_MAX_DEPTH_OUT`). `POST /v1/stanzas/echo` shows what would be sent.',
  ),
  'payload-too-large': words(
    'The body, or one message in it, is over a limit.',
    'Send less, or raise `BRIDGE_MAX_BODY`, `BRIDGE_MAX_BATCH_BODY` or `BRIDGE_MAX_BATCH`. An IQ may also be over what the XMPP server accepts from components.',
  ),
  'unsupported-media-type': words(
    'The `Content-Type` is not one that this operation takes.',
    'Send `Content-Type: application/json`, or what `detail` names.',
  ),
  'not-acceptable': words(
    'The response is not available in a type that `Accept` allows.',
    'Leave out `Accept`, or name one of the types in `detail`.',
  ),
  'not-found': words(
    'There is no such path, or nothing of that id that belongs to this key.',
    'Check the id and the key: a key sees only what is its own. Records are kept for `BRIDGE_RETENTION` after their last change.',
  ),
  'method-not-allowed': words(
    'The path exists, the method does not.',
    'The header `Allow` has the methods of the path.',
  ),
  'request-timeout': words(
    'The request did not arrive whole within `BRIDGE_REQUEST_TIMEOUT`.',
    'Send it again. Behind a slow network, raise the setting.',
  ),
  'headers-too-large': words(
    'The headers are larger than `BRIDGE_MAX_HEADERS`.',
    'Send fewer or shorter headers; cookies are often the cause.',
  ),
  conflict: words(
    'What is there already does not go with the request: an id is taken, a limit on a number is reached, another connection reads.',
    '`detail` says which. Choose another id, delete what is not needed, or close the other connection.',
  ),
  'idempotency-key-reused': words(
    'The `Idempotency-Key` was used before, with another request.',
    'Use a new key for each new request, and the old one only for retries of the same.',
  ),
  'history-lost': words(
    'Events after that cursor are no longer kept, so some may have been missed.',
    'Go on without a cursor, or from `oldest`, and fetch what you may have missed another way. Read more often, or keep events longer (`BRIDGE_RETENTION`, `BRIDGE_MAX_EVENT_LOG`).',
  ),
  'loop-detected': words(
    'The bridge would only be answering its own answers.',
    'Do not react to events with `self` or `history`, and not to everything that bots say.',
  ),
  unauthorized: words(
    'There is no valid key or token with the request.',
    'Send `Authorization: Bearer` and the key. It may have been revoked or have expired; why a token is refused is in the log at debug level.',
  ),
  forbidden: words(
    'The key is valid, and lacks the right for this.',
    '`detail` names the scope or the element. Use another key, or change this one: `stanza-bridge keys change`.',
  ),
  'identity-forbidden': words(
    'The key may not send as that identity (`from`).',
    'Use an identity of the key, or add this one to it: `stanza-bridge keys change ID --identities …`.',
  ),
  'recipient-forbidden': words(
    'The key may not send to that address.',
    'Add it to the recipients of the key: `stanza-bridge keys change ID --recipients …`.',
  ),
  'too-many-requests': words(
    'The key, or an address without a key, sends more requests per second than it may; or it has too many streams open.',
    `${LATER} \`RateLimit\` shows what is left. An administrator can raise the rate of the key, \`BRIDGE_KEY_RATE\` or \`BRIDGE_MAX_STREAMS_PER_KEY\`.`,
  ),
  'quota-exceeded': words(
    'The key has sent as many stanzas as it may in a day.',
    'Wait until midnight UTC, or let an administrator raise the quota of the key.',
  ),
  'too-many-pending-iqs': words(
    'Too many IQs wait for their answers.',
    `${LATER} The limits are \`BRIDGE_MAX_PENDING_IQS_PER_KEY\` and \`BRIDGE_MAX_PENDING_IQS\`.`,
  ),
  'outbox-full': words(
    'As many stanzas as `BRIDGE_MAX_OUTBOX` wait for the XMPP server.',
    `${LATER} There is no link, or the XMPP server is slow: see \`GET /v1/status\`.`,
  ),
  overloaded: words(
    'The replica has more work than it can do in time, or too many streams in all.',
    `${LATER} If it goes on, add replicas or CPU; the limits are \`BRIDGE_MAX_LAG\` and \`BRIDGE_MAX_STREAMS\`.`,
  ),
  'stanza-error': words(
    'The other side answered the IQ with an error. The status of the response follows from its condition.',
    '`detail` has the likely causes, `stanzaError` the error itself. See its condition below.',
  ),
  'room-refused': words(
    'The room, or the service that it would be on, does not let the identity in, or lets it make no room.',
    '`detail` says why and what to configure, `stanzaError` is what it answered. `stanza-bridge doctor` tries whether identities may create rooms.',
  ),
  'not-in-room': words(
    'Only occupants of the room may do this, and the identity is not in it.',
    'Let the identity join first, or use one that is in the room (`?as=`).',
  ),
  'feature-missing': words(
    'A service lacks what this takes. `feature` is what it lacks, `service` its JID.',
    '`detail` has the lines of the configuration of the server that add it.',
  ),
  'form-invalid': words(
    'What is to be filled in does not fit the form of the command.',
    '`errors` has each field with its JSON pointer. Look at `form` for the fields, their types and what may be chosen.',
  ),
  'answer-too-large': words(
    'The answer to the IQ is over a limit of the bridge.',
    'Ask for less at once, for example by pages (XEP-0059), or raise `BRIDGE_MAX_ANSWER` or `BRIDGE_MAX_ANSWER_ELEMENTS`.',
  ),
  'iq-timeout': words(
    'The one who was asked did not answer in time.',
    'Wait longer (`Prefer: wait=30`), or ask later. With `Prefer: respond-async` the call returns at once.',
  ),
  'link-down': words(
    'There is no link to the XMPP server. Messages are accepted meanwhile, IQs are not.',
    `${LATER} Why there is no link is in \`GET /v1/status\` and \`GET :9090/readyz\`; \`stanza-bridge doctor\` looks for the cause.`,
  ),
  'link-lost': words(
    'The link was lost while an IQ was on its way: the other side may have it.',
    'Send it again if it may arrive twice; otherwise ask first what became of it.',
  ),
  'store-unavailable': words(
    'The bridge cannot store: Redis is away, or did not answer in time.',
    `${LATER} With an \`Idempotency-Key\` nothing is sent twice. \`GET :9090/readyz\` has the reason.`,
  ),
  'store-full': words(
    'The memory of Redis is nearly used up; what is left is kept for what was accepted.',
    `${LATER} See docs/capacity.md: a webhook that does not accept its events is the usual cause.`,
  ),
  'issuer-unavailable': words(
    'The keys of the token issuer cannot be fetched, so the token cannot be checked.',
    `${LATER} Check \`BRIDGE_JWT_JWKS_URL\` with \`stanza-bridge doctor\`.`,
  ),
  'shutting-down': words(
    'This replica stops.',
    'Send the request again: another replica, or this one after its start, takes it.',
  ),
  internal: words(
    'The bridge failed. This is a fault of the bridge.',
    'Find the lines with this `x-request-id` in its log, and report it.',
  ),
};
