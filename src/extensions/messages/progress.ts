import type { Receipt, Marker, ChatState } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { oneOf } from '../../stanza/element-helpers.ts';

const NS_RECEIPT = 'urn:xmpp:receipts';

/** Message delivery receipts. */
export const receipt: Extension<Receipt> = {
  key: 'receipt',
  spec: 'XEP-0184',
  disco: [NS_RECEIPT],
  kinds: ['message'],
  elements: [
    { name: 'request', namespace: NS_RECEIPT },
    { name: 'received', namespace: NS_RECEIPT },
  ],
  toJson({ name, attributes: { id } }) {
    if (name === 'request') return { request: true };
    return id === undefined ? undefined : { received: id };
  },
  toXml: ({ received }) =>
    received === undefined
      ? element('request', NS_RECEIPT)
      : element('received', NS_RECEIPT, { id: received }),
};

const NS_MARKER = 'urn:xmpp:chat-markers:0';
/** `received` and `acknowledged` are from the versions before 1.0. */
const MARKERS = ['received', 'displayed', 'acknowledged'] as const;

/** Displayed markers. */
export const marker: Extension<Marker> = {
  key: 'marker',
  spec: 'XEP-0333',
  disco: [NS_MARKER],
  kinds: ['message'],
  elements: ['markable', ...MARKERS].map((name) => ({ name, namespace: NS_MARKER })),
  toJson({ name, attributes: { id } }) {
    if (name === 'markable') return { markable: true };
    const which = oneOf(MARKERS, name);
    return which === undefined || id === undefined ? undefined : { [which]: id };
  },
  toXml(value) {
    const which = MARKERS.find((name) => value[name] !== undefined);
    return which ? element(which, NS_MARKER, { id: value[which] }) : element('markable', NS_MARKER);
  },
};

const NS_CHAT_STATE = 'http://jabber.org/protocol/chatstates';
const STATES: readonly ChatState[] = ['active', 'composing', 'gone', 'inactive', 'paused'];

/** Chat state notifications. */
export const chatState: Extension<ChatState> = {
  key: 'chatState',
  spec: 'XEP-0085',
  disco: [NS_CHAT_STATE],
  kinds: ['message'],
  elements: STATES.map((name) => ({ name, namespace: NS_CHAT_STATE })),
  toJson: ({ name }) => oneOf(STATES, name),
  toXml: (state) => element(state, NS_CHAT_STATE),
};
