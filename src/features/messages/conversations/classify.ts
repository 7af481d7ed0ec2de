import { createHash } from 'node:crypto';
import { roomStanzaIdOf } from './reflection.ts';
import { childElements, childNamed, type XmlElement } from '../../../core/element.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { childText } from '../../../stanza/element-helpers.ts';

const NS_DELAY = 'urn:xmpp:delay';
const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';

/** How a message may have come from the bridge itself; undefined for everything that cannot. */
export type Way =
  /** Told by a room to its occupants. */
  | 'room'
  /** A private message in a room (XEP-0045 §7.5). */
  | 'private'
  /** From an identity of the bridge. */
  | 'bridge';

/** On the path of every stanza: it asks the store for nothing. */
export function wayOf(stanza: XmlElement, domain: string): Way | undefined {
  const { type, from = '' } = stanza.attributes;
  if (stanza.name !== 'message' || type === 'error') return undefined;
  if (type === 'groupchat') return 'room';
  if (domainOf(from) === domain) return 'bridge';
  return isPrivate(stanza, from) ? 'private' : undefined;
}

/** Whether a message is for a room or for an occupant of one, as far as it says so itself (XEP-0045 §7.4, §7.5). */
export function isInRoom(message: XmlElement): boolean {
  if (message.name !== 'message') return false;
  const { type, to = '' } = message.attributes;
  return type === 'groupchat' || isPrivate(message, to);
}

function isPrivate(message: XmlElement, occupant: string): boolean {
  return occupant.includes('/') && childNamed(message, 'x', NS_MUC_USER) !== undefined;
}

/** Told by a room of the time before: stamped by the room itself (XEP-0045 §7.2.14), not by a sender of old news. */
export function isHistory(message: XmlElement): boolean {
  const { type, from = '' } = message.attributes;
  if (type !== 'groupchat') return false;
  return childElements(message).some(({ name, namespace, attributes }) => {
    if (name !== 'delay' || namespace !== NS_DELAY) return false;
    const stampedBy = attributes['from'];
    return stampedBy === undefined || bare(stampedBy) === bare(from);
  });
}

/** Names one message of a room to one identity, so that a copy of it is known. */
export interface CopyKey {
  readonly key: string;
  /** The room made sure that no other message has it. */
  readonly isUnique: boolean;
}

export function copyKeyOf(message: XmlElement): CopyKey {
  const { id = '', from = '', to = '' } = message.attributes;
  const between = `${bare(to)} ${bare(from)}`;
  const roomStanzaId = roomStanzaIdOf(message);
  if (roomStanzaId !== undefined) {
    return { key: `${between} ${digest(roomStanzaId)}`, isUnique: true };
  }
  // Some clients use an id twice, so what was said belongs to it.
  const body = childText(message, 'body', NS_CLIENT) ?? '';
  return { key: `${between} ${digest(`${from}\n${id}\n${body}`)}`, isUnique: false };
}

/** Of a length that no occupant decides. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
