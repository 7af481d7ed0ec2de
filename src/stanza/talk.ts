import type { XmlElement } from './element.ts';

/** What goes along with a message, or says only where its sender or the message is; servers and rooms add some of it. */
const PASSIVE: ReadonlySet<string> = new Set([
  'http://jabber.org/protocol/chatstates',
  'http://jabber.org/protocol/muc#user',
  'http://jabber.org/protocol/nick',
  'jabber:x:delay',
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:delay',
  'urn:xmpp:hints',
  'urn:xmpp:occupant-id:0',
  'urn:xmpp:receipts',
  'urn:xmpp:sid:0',
]);

/** Whether a message says something that could be answered: not a chat state, a receipt, or the subject of a room. */
export function isTalk({ name, attributes, children }: XmlElement): boolean {
  if (name !== 'message' || attributes['type'] === 'error') return false;
  return children.some(
    (child) =>
      typeof child !== 'string' &&
      child.name !== 'subject' &&
      child.name !== 'thread' &&
      !PASSIVE.has(child.namespace),
  );
}
