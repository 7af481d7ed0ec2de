/** What is said to a room for a membership. Pure. */
import { fullJid } from '../../../core/addresses/identity.ts';
import { element, type XmlElement } from '../../../core/element.ts';
import { form } from '../../../extensions/queries/form.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { Place, Wish } from './membership.ts';

const NS_MUC = 'http://jabber.org/protocol/muc';
const NS_OWNER = 'http://jabber.org/protocol/muc#owner';
const NS_PING = 'urn:xmpp:ping';
const CONFIG = 'http://jabber.org/protocol/muc#roomconfig';

type Asked = 'ping' | 'config' | 'form' | 'discard' | 'archive' | 'info';

/** Tells the answers to the bridge's own questions from those to its callers' questions. */
const ID = /^room-(ping|config|form|discard|archive|info)-/;

export function askedBy(id: string | undefined): Asked | undefined {
  return ID.exec(id ?? '')?.[1] as Asked | undefined;
}

/** What of the past a room is to tell whoever joins. */
export type HistoryWanted =
  | { readonly maxStanzas: number }
  /** RFC 3339 */
  | { readonly since: string };

export interface Joining extends Place {
  readonly id: string;
  readonly nick: string;
  readonly wish: Wish;
  /** Undefined for an occupant that changes its nickname or its presence. */
  readonly history: HistoryWanted | undefined;
}

export function joinPresence({ identity, room, id, nick, wish, history }: Joining): XmlElement {
  const { show, status } = wish.presence ?? {};
  return element('presence', NS_CLIENT, { from: fullJid(identity), to: `${room}/${nick}`, id }, [
    textChild('show', show),
    textChild('status', status),
    history && element('x', NS_MUC, {}, [historyOf(history), password(wish)]),
  ]);
}

function historyOf(history: HistoryWanted): XmlElement {
  const attributes =
    'since' in history ? { since: history.since } : { maxstanzas: String(history.maxStanzas) };
  return element('history', NS_MUC, attributes);
}

function password({ password: text }: Wish): XmlElement | undefined {
  return text === undefined ? undefined : element('password', NS_MUC, {}, [text]);
}

function textChild(name: string, text: string | undefined): XmlElement | undefined {
  return text === undefined ? undefined : element(name, NS_CLIENT, {}, [text]);
}

export function leavePresence({ identity, room }: Place, nick: string, id: string): XmlElement {
  const to = `${room}/${nick}`;
  return element('presence', NS_CLIENT, { from: fullJid(identity), to, id, type: 'unavailable' });
}

/** XEP-0410. */
export function selfPing({ identity, room }: Place, nick: string, id: string): XmlElement {
  const ping = element('ping', NS_PING);
  const attributes = { from: fullJid(identity), to: `${room}/${nick}`, type: 'get' };
  return element('iq', NS_CLIENT, { ...attributes, id: `room-ping-${id}` }, [ping]);
}

/** XEP-0045 §6.4: a join would make a room that does not exist. */
export function infoIq({ identity, room }: Place, id: string): XmlElement {
  const query = element('query', 'http://jabber.org/protocol/disco#info');
  const attributes = { from: fullJid(identity), to: room, type: 'get' };
  return element('iq', NS_CLIENT, { ...attributes, id: `room-info-${id}` }, [query]);
}

/** XEP-0045 §10.2: asks which fields there are. */
export function formIq({ identity, room }: Place, id: string): XmlElement {
  const query = element('query', NS_OWNER);
  const attributes = { from: fullJid(identity), to: room, type: 'get' };
  return element('iq', NS_CLIENT, { ...attributes, id: `room-form-${id}` }, [query]);
}

export function fieldName(name: string): string {
  return name.includes('#') ? name : `muc#roomconfig_${name}`;
}

/** XEP-0045 §10.1: without fields the room becomes an instant room. */
export function configIq(
  { identity, room }: Place,
  config: Wish['config'],
  id: string,
): XmlElement {
  const fields = Object.entries(config ?? {}).map(([name, value]) => ({
    var: fieldName(name),
    values: valuesOf(value),
  }));
  const formType = { var: 'FORM_TYPE', type: 'hidden' as const, values: [CONFIG] };
  const submitted = form.toXml({
    type: 'submit',
    fields: fields.length === 0 ? [] : [formType, ...fields],
  });
  const query = element('query', NS_OWNER, {}, [submitted]);
  const attributes = { from: fullJid(identity), to: room, type: 'set' };
  return element('iq', NS_CLIENT, { ...attributes, id: `room-config-${id}` }, [query]);
}

function valuesOf(value: NonNullable<Wish['config']>[string]): string[] {
  if (typeof value === 'boolean') return [value ? '1' : '0'];
  return typeof value === 'object' ? [...value] : [String(value)];
}

/** XEP-0045 §10.9. */
export function discardIq({ identity, room }: Place, id: string): XmlElement {
  const query = element('query', NS_OWNER, {}, [element('destroy', NS_OWNER)]);
  const attributes = { from: fullJid(identity), to: room, type: 'set' };
  return element('iq', NS_CLIENT, { ...attributes, id: `room-discard-${id}` }, [query]);
}
