/**
 * Whether a caller may send a stanza with all that it holds. A server does some things for a component that it does for nobody
 * else, and some elements name further addresses to which something is sent: neither must do more than the caller's key may.
 * Every stanza of a caller passes here, whichever way it came. Pure.
 */
import type { Caller } from '../core/caller.ts';
import { isElement, textOf, type XmlElement } from '../core/element.ts';
import { BridgeError } from '../core/errors.ts';
import { withoutScheme } from '../core/addresses/address.ts';
import { checkRecipient } from '../core/addresses/identity.ts';
import { bare, prepareJid } from '../core/jid/jid.ts';
import { NS_CLIENT } from './namespaces.ts';

export interface Outgoing {
  readonly element: XmlElement;
  /** Prepared. */
  readonly from: string;
  readonly to: string;
  /** JSON pointer of each child. */
  readonly pointers?: readonly string[] | undefined;
}

/** Throws `forbidden` for an element that needs a scope, `recipient-forbidden` for an address. */
export function checkMaySend(caller: Caller, stanza: Outgoing): void {
  checkRecipient(caller, stanza.to);
  const { element, from } = stanza;
  // Nobody acts on what is in the answer to an IQ.
  const asks = element.name !== 'iq' || isRequest(element);
  if (!caller.scopes.has('stanzas:privileged')) refuseAuthority(stanza, asks);
  if (caller.recipients === undefined) return;
  element.children.forEach((child, index) => {
    if (!isElement(child)) return;
    const pointer = pointerOf(stanza, index);
    checkAddresses(child, { caller, from: bare(from), asks, isWrapped: false, pointer });
  });
}

function pointerOf({ pointers }: Outgoing, index: number): string {
  return pointers?.[index] ?? `/children/${index}`;
}

/** On the path of every message. */
function refuseAuthority(stanza: Outgoing, asks: boolean): void {
  const { children } = stanza.element;
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i];
    if (child === undefined || !isElement(child)) continue;
    const found = authorityIn(child, asks);
    if (found !== undefined) throw needsScope(found, pointerOf(stanza, i));
  }
}

/** The gate bounded the depth. */
function authorityIn(element: XmlElement, asks: boolean): XmlElement | undefined {
  if (isAuthority(element, asks)) return element;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = authorityIn(child, asks);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Look {
  readonly caller: Caller;
  readonly from: string;
  readonly asks: boolean;
  /** Inside of an element that carries authority. */
  readonly isWrapped: boolean;
  readonly pointer: string;
}

function checkAddresses(element: XmlElement, look: Look): void {
  const isWrapped = look.isWrapped || isAuthority(element, look.asks);
  if (look.asks || isWrapped) {
    for (const address of addressesIn(element, isWrapped)) checkAddress(look, address);
  }
  const inside = isWrapped === look.isWrapped ? look : { ...look, isWrapped };
  for (const child of element.children) if (isElement(child)) checkAddresses(child, inside);
}

function isRequest({ attributes: { type } }: XmlElement): boolean {
  return type === 'get' || type === 'set';
}

/** Whatever the version: a server may know one that is not written yet. */
const AUTHORITIES = [
  // XEP-0356: the server sends what is inside as any of its users, or lets their rosters be changed.
  'urn:xmpp:privilege:',
  // XEP-0355: the server takes what is inside for its own answer.
  'urn:xmpp:delegation:',
  // XEP-0033: the server sends copies to whomever it names.
  'http://jabber.org/protocol/address',
  // XEP-0321: the server lets a component change its users' rosters.
  'urn:xmpp:tmp:roster-management:',
] as const;

/** A roster is somebody else's, and is given only to whom the server trusts with it (XEP-0356 §4.1). */
const ROSTER = 'jabber:iq:roster';

function isAuthority({ namespace }: XmlElement, asks: boolean): boolean {
  if (namespace === NS_CLIENT) return false;
  return namespace === ROSTER ? asks : AUTHORITIES.some((start) => namespace.startsWith(start));
}

function needsScope({ name, namespace }: XmlElement, pointer: string): BridgeError {
  const what = `<${name} xmlns="${namespace}"/>`;
  return new BridgeError(
    'forbidden',
    `This key lacks the scope stanzas:privileged, which ${what} needs: it makes the server act with the rights of the bridge.`,
    {
      errors: [
        { pointer, detail: 'Leave it out, or use a key with the scope stanzas:privileged.' },
      ],
    },
  );
}

/** The addresses that an element names itself, for which somebody may act. */
function addressesIn(element: XmlElement, isWrapped: boolean): readonly string[] {
  const { name, namespace, attributes } = element;
  const found: string[] = [];
  const { jid, to, uri } = attributes;
  if (jid !== undefined) found.push(jid);
  const isStanza = namespace === NS_CLIENT && isWrapped;
  if (to !== undefined && (isStanza || namespace.startsWith(NS_MUC))) found.push(to);
  if (uri !== undefined && namespace === NS_ADDRESS) found.push(uri);
  if (TEXT_ADDRESSES.has(`${name} ${namespace}`)) found.push(textOf(element).trim());
  if (name === 'field' && namespace === 'jabber:x:data' && isAddressField(element)) {
    found.push(...valuesOf(element));
  }
  return found;
}

/** XEP-0045 §7.8.2: who is invited by the room. */
const NS_MUC = 'http://jabber.org/protocol/muc';
const NS_ADDRESS = 'http://jabber.org/protocol/address';

/** Elements whose text is an address: members of a light room of MongooseIM, who is invited to a channel (XEP-0407). */
const TEXT_ADDRESSES: ReadonlySet<string> = new Set([
  'user urn:xmpp:muclight:0#affiliations',
  'user urn:xmpp:muclight:0#create',
  'invitee urn:xmpp:mix:misc:0',
]);

/** XEP-0004 §3.3, and what commands call it where the type is left out of a submitted form. */
function isAddressField({ attributes: { type = '', var: name = '' } }: XmlElement): boolean {
  return type.startsWith('jid-') || name.includes('jid');
}

function valuesOf(field: XmlElement): string[] {
  return field.children
    .filter((child): child is XmlElement => isElement(child) && child.name === 'value')
    .flatMap((value) => textOf(value).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What cannot be read as an address is refused: somebody else may read it as one. */
function checkAddress({ caller, from, pointer }: Look, text: string): void {
  const address = prepareJid(withoutScheme(text) ?? '');
  if (address !== undefined && bare(address) === from) return;
  checkRecipient(caller, address ?? text, { pointer, inside: true });
}
