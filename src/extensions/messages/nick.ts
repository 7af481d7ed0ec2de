import type { Nick } from '../../contract/schemas.ts';
import { textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { textElement } from '../../stanza/element-helpers.ts';

const NS = 'http://jabber.org/protocol/nick';

/** User nickname. */
export const nick: Extension<Nick> = {
  key: 'nick',
  spec: 'XEP-0172',
  disco: [NS],
  kinds: ['message', 'presence'],
  elements: [{ name: 'nick', namespace: NS }],
  toJson: textOf,
  toXml: (text) => textElement('nick', NS, text),
};
