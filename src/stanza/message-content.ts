/** What the bridge expects of a message that a caller writes as JSON. */
import type { MessageToSend } from '../contract/schemas.ts';
import { BridgeError } from '../core/errors.ts';

/** Keys that say where a message goes and how it is treated, but mean nothing to the recipient. */
const NOT_CONTENT: ReadonlySet<string> = new Set([
  'id',
  'from',
  'to',
  'type',
  'lang',
  'ttl',
  'expectOccupantId',
  'join',
  'body',
  'bodyLang',
  'thread',
  'originId',
  'stanzaIds',
  'hints',
  'nick',
  'delay',
]);

/** Throws `invalid-stanza` for a message that would show nothing and tell nothing. */
export function refuseEmpty(message: MessageToSend): void {
  if (message.body !== undefined && message.body !== '') return;
  for (const [key, value] of Object.entries(message)) {
    const isEmptyList = Array.isArray(value) && value.length === 0;
    if (!NOT_CONTENT.has(key) && !isEmptyList) return;
  }
  const what =
    message.body === undefined ? 'has no content' : 'has an empty body and no other content';
  const detail = `The message ${what}; add "body", or one of "subject", "chatState", "receipt", "marker", "reactions", "oob", "json", "geoloc", "extensions".`;
  throw new BridgeError('invalid-stanza', detail, { errors: [{ pointer: '/body', detail }] });
}

const FOR_ROOMS: ReadonlySet<string> = new Set([
  'http://jabber.org/protocol/muc#user',
  'jabber:x:data',
]);

/**
 * Of a message that does not say its type. One for which a room is to be joined is said in that room. Rooms take invitations (XEP-0045 §7.8) and forms (§8.6) as `normal` only.
 */
export function defaultType(message: MessageToSend): 'chat' | 'groupchat' | 'normal' {
  const { body, mucUser, form, extensions, join } = message;
  if (join === true) return 'groupchat';
  if (body !== undefined) return 'chat';
  const isForRoom =
    mucUser !== undefined ||
    form !== undefined ||
    extensions?.some(({ namespace }) => FOR_ROOMS.has(namespace)) === true;
  return isForRoom ? 'normal' : 'chat';
}
