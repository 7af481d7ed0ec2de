/** Stanzas as Prosody and ejabberd send them, read from text. */
import type { XmlElement } from '../../../../src/core/element.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { parseXml, type XmlNode } from '../../../support/xml-tree.ts';
import type { Seen, Wish } from '../../../../src/features/rooms/membership/membership.ts';

export const ROOM = 'balcony@rooms.example.org';
export const US = 'alerts@bridge.example.org/bridge';
export const NOW = Date.UTC(2026, 0, 31, 12);

export const WISH: Wish = {
  nick: 'alerts',
  nickConflict: 'suffix',
  history: { catchUp: true, maxStanzas: 0 },
  hear: 'all',
  create: 'ifMissing',
  onKick: 'stayOut',
  follow: false,
};

export const JOINED: Seen = {
  ...{ state: 'joined', since: NOW - 60_000, nick: 'alerts', wasIn: true, stay: 1 },
  applied: '["alerts",null,null]',
  self: { nick: 'alerts', role: 'participant', affiliation: 'none' },
};

export function stanza(text: string): XmlElement {
  return toElement(parseXml(text, NS_CLIENT));
}

function toElement({ name, namespace, attributes, children }: XmlNode): XmlElement {
  const inside = children.map((child) => (typeof child === 'string' ? child : toElement(child)));
  return { name, namespace, attributes, children: inside };
}

/** A presence of an occupant with what stands in `muc#user`. */
export function occupant(nick: string, inside: string, type = ''): XmlElement {
  const kind = type === '' ? '' : ` type='${type}'`;
  return stanza(
    `<presence from='${ROOM}/${nick}' to='${US}'${kind}>` +
      `<x xmlns='http://jabber.org/protocol/muc#user'>${inside}</x></presence>`,
  );
}

export function refusal(condition: string, type: string, from = `${ROOM}/alerts`): XmlElement {
  return stanza(
    `<presence from='${from}' to='${US}' type='error'><error type='${type}'>` +
      `<${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`,
  );
}
