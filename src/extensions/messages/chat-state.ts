import type { ChatState } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { oneOf } from '../../stanza/element-helpers.ts';

const NS = 'http://jabber.org/protocol/chatstates';
const STATES: readonly ChatState[] = ['active', 'composing', 'gone', 'inactive', 'paused'];

/** Chat state notifications. */
export const chatState: Extension<ChatState> = {
  key: 'chatState',
  spec: 'XEP-0085',
  disco: [NS],
  kinds: ['message'],
  elements: STATES.map((name) => ({ name, namespace: NS })),
  toJson: ({ name }) => oneOf(STATES, name),
  toXml: (state) => element(state, NS),
};
