import type { Presence, StanzaError, Thread } from '../../contract/schemas.ts';
import { element, textOf } from '../../core/element.ts';
import type { Extension } from '../../extensions/extension.ts';
import { NS_CLIENT } from '../namespaces.ts';
import { present } from '../../core/present.ts';
import { oneOf, textElement } from '../element-helpers.ts';
import { stanzaErrorToJson, stanzaErrorToXml } from '../stanza-error.ts';

/** Elements of the RFCs that have a key of their own, in the same shape as the extensions. */

type Show = NonNullable<Presence['show']>;
const SHOWS: readonly Show[] = ['away', 'chat', 'dnd', 'xa'];

export const thread: Extension<Thread> = {
  key: 'thread',
  spec: 'RFC 6121 §5.2.5',
  kinds: ['message'],
  elements: [{ name: 'thread', namespace: NS_CLIENT }],
  toJson: (parent) => present<Thread>({ id: textOf(parent), parent: parent.attributes['parent'] }),
  toXml: ({ id, parent }) => textElement('thread', NS_CLIENT, id, { parent }),
};

export const show: Extension<Show> = {
  key: 'show',
  spec: 'RFC 6121 §4.7.2.1',
  kinds: ['presence'],
  elements: [{ name: 'show', namespace: NS_CLIENT }],
  toJson: (parent) => oneOf(SHOWS, textOf(parent)),
  toXml: (value) => element('show', NS_CLIENT, {}, [value]),
};

export const priority: Extension<number> = {
  key: 'priority',
  spec: 'RFC 6121 §4.7.2.3',
  kinds: ['presence'],
  elements: [{ name: 'priority', namespace: NS_CLIENT }],
  toJson(parent) {
    const value = Number(textOf(parent));
    return Number.isInteger(value) && Math.abs(value + 0.5) < 128 ? value : undefined;
  },
  toXml: (value) => element('priority', NS_CLIENT, {}, [String(value)]),
};

export const error: Extension<StanzaError> = {
  key: 'error',
  spec: 'RFC 6120 §8.3',
  kinds: ['message', 'presence', 'iq'],
  elements: [{ name: 'error', namespace: NS_CLIENT }],
  toJson: stanzaErrorToJson,
  toXml: stanzaErrorToXml,
};
