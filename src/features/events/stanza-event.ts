import { iqToJson, iqToXml } from '../../stanza/json/iq.ts';
import type { Iq, Message, Presence } from '../../contract/schemas.ts';
import { bareOf, parseJid } from '../../core/jid/jid.ts';
import type { XmlElement } from '../../core/element.ts';
import { messageToJson, messageToXml } from '../../stanza/json/message.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { presenceToJson, presenceToXml } from '../../stanza/json/presence.ts';
import { writeXml } from '../../stanza/xml/writer.ts';
import { conversationEvent, type Event, type EventStamp, type EventType } from './event.ts';

const TYPES: Readonly<Record<string, EventType>> = {
  message: 'message.received',
  presence: 'presence.received',
  iq: 'iq.received',
};

/**
 * The event of a stanza that came in; undefined if it is not a stanza or has no address. `marks`: what the bridge knows of
 * it besides, for its `data`.
 */
export function stanzaEvent(
  stamp: EventStamp,
  stanza: XmlElement,
  marks?: object,
): Event | undefined {
  const type = TYPES[stanza.name];
  const identity = bareAddress(stanza.attributes['to']);
  const remote = bareAddress(stanza.attributes['from']);
  if (type === undefined || identity === undefined || remote === undefined) return undefined;
  const json = stanzaJson(stanza);
  const data = marks === undefined ? json : { ...json, ...marks };
  return conversationEvent(stamp, type, { identity, remote }, data);
}

/** The stanza of an event as XML; undefined for an event without one. */
export function eventXml(event: Event): string | undefined {
  const stanza = eventStanza(event);
  return stanza && writeXml(stanza, NS_CLIENT);
}

/** The stanza of an event as it came in; undefined for an event without one. */
export function eventStanza({ type, data }: Event): XmlElement | undefined {
  switch (type) {
    case 'message.received':
      return messageToXml(data).element;
    case 'presence.received':
      return presenceToXml(data).element;
    case 'iq.received':
      return iqToXml(data).element;
    case 'message.status':
    case 'message.moderated':
    case 'room.invited':
    case 'contact.requested':
    case 'contact.changed':
    case 'presence.changed':
    case 'command.requested':
    case 'room.joined':
    case 'room.left':
    case 'room.occupant':
    case 'room.subject':
    case 'room.configured':
    case 'room.gap':
    case 'pubsub.item':
    case 'pubsub.retracted':
    case 'pubsub.purged':
    case 'pubsub.deleted':
    case 'pubsub.configured':
    case 'pubsub.subscription':
    case 'webhook.disabled':
    case 'webhook.test':
    case 'hook.failed':
    case 'link.up':
    case 'link.down':
    case 'history.lost':
      return undefined;
  }
}

function stanzaJson(stanza: XmlElement): Message | Presence | Iq {
  if (stanza.name === 'message') return messageToJson(stanza);
  return stanza.name === 'presence' ? presenceToJson(stanza) : iqToJson(stanza);
}

function bareAddress(text: string | undefined): string | undefined {
  const jid = text === undefined ? undefined : parseJid(text);
  return jid && bareOf(jid);
}
