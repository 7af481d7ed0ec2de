/** What an identity publishes at nodes of its own address (XEP-0163), as it is kept. */
import type { PubsubItem } from '../../../contract/schemas.ts';
import type { Space } from '../../../store/store.ts';
import { partitionOf } from '../contacts/contact.ts';

/** Who may read it: everybody, or contacts who may see the presence of the identity. */
export type Access = 'open' | 'presence';

export interface NodeItem {
  readonly says: Omit<PubsubItem, 'id' | 'publisher'>;
  readonly access: Access;
  /** When it was published, ms since 1970. */
  readonly at: number;
}

export interface ItemPlace {
  readonly identity: string;
  readonly node: string;
  readonly item: string;
}

export function itemSpace(identity: string): Space {
  return { name: `node-items:${partitionOf(identity)}`, ttl: 'forever' };
}

/** Those who subscribed to a node by themselves. */
export function subscriberSpace(identity: string): Space {
  return { name: `node-subscribers:${partitionOf(identity)}`, ttl: 'forever' };
}

/** None of them has a space in it. */
export function itemKey({ identity, node, item }: ItemPlace): string {
  return `${identity} ${node} ${item}`;
}

const SHORT: Readonly<Record<string, string>> = {
  nick: 'http://jabber.org/protocol/nick',
  geoloc: 'http://jabber.org/protocol/geoloc',
  tune: 'http://jabber.org/protocol/tune',
  microblog: 'urn:xmpp:microblog:0',
};

/** Callers may name the usual nodes by one word. */
export function nodeNamed(name: string): string {
  return Object.hasOwn(SHORT, name) ? (SHORT[name] ?? name) : name;
}

export const NODE_METADATA = 'urn:xmpp:avatar:metadata';
export const NODE_DATA = 'urn:xmpp:avatar:data';
/** Made of what was declared; nobody publishes there. */
export const DERIVED: ReadonlySet<string> = new Set([NODE_METADATA, NODE_DATA]);
