import { defaultType, refuseEmpty } from './message-content.ts';
import type { IqToSend, MessageToSend, PresenceToSend } from '../contract/schemas.ts';
import { element, type XmlElement } from '../core/element.ts';
import { passGate, type GateRules } from './gate/gate.ts';
import { iqToXml } from './json/iq.ts';
import { prepareJid } from '../core/jid/jid.ts';
import { messageToXml } from './json/message.ts';
import { presenceToXml } from './json/presence.ts';
import type { StanzaStamp } from './json/stanza-mapping.ts';

/** A stanza that passed the gate. */
export interface Composed {
  readonly kind: 'message' | 'presence' | 'iq';
  /** Prepared JIDs. */
  readonly from: string;
  readonly to: string;
  readonly xml: string;
  readonly element: XmlElement;
  /** JSON pointer of each child, where it was JSON. */
  readonly pointers: readonly string[] | undefined;
}

/** What is stamped on every stanza. */
export interface Stamp extends StanzaStamp {
  readonly id: string;
  /** Prepared JID of an identity. */
  readonly from: string;
  /** Prepared JID of whom it is for; left out, what the stanza says. */
  readonly to?: string | undefined;
}

/** A message always carries an origin id (XEP-0359 §3.1), so that a receiver can tell a repeat after a crash. */
export function composeMessage(message: MessageToSend, stamp: Stamp, rules: GateRules): Composed {
  refuseEmpty(message);
  const { id, from, to = message.to } = stamp;
  const { type = defaultType(message) } = message;
  const stamped = hasOriginId(message)
    ? { id, from, to, type }
    : { id, from, to, type, originId: id };
  return through(messageToXml(message, stamped), rules);
}

function hasOriginId({ originId, extensions }: MessageToSend): boolean {
  return originId !== undefined || (extensions?.some(isOriginId) ?? false);
}

function isOriginId({ name, namespace }: { name: string; namespace: string }): boolean {
  return name === 'origin-id' && namespace === 'urn:xmpp:sid:0';
}

export function composePresence(
  presence: PresenceToSend,
  stamp: Stamp,
  rules: GateRules,
): Composed {
  return through(presenceToXml(presence, stamp), rules);
}

export function composeIq(iq: IqToSend, stamp: Stamp, rules: GateRules): Composed {
  return through(iqToXml(iq, stamp), rules);
}

/** A raw stanza keeps everything but its id, where it has none, and the form of its `from`. */
export function composeRaw(stanza: XmlElement, stamp: Stamp, rules: GateRules): Composed {
  const attributes = { ...stanza.attributes, ...stamp };
  const stamped = element(stanza.name, stanza.namespace, attributes, stanza.children);
  return through({ element: stamped }, rules);
}

interface Mapped {
  readonly element: XmlElement;
  /** JSON pointer of each child. */
  readonly pointers?: readonly string[];
}

function through({ element: given, pointers }: Mapped, rules: GateRules): Composed {
  const stanza = rules.dress?.(given) ?? given;
  const xml = passGate(stanza, rules, pointers);
  const { from = '', to: text = '' } = stanza.attributes;
  const to = prepareJid(text);
  if (to === undefined) throw new Error('The gate let a stanza through without a valid to.');
  return { kind: stanza.name as Composed['kind'], from, to, xml, element: stanza, pointers };
}
