import type { Replace } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';

const NS = 'urn:xmpp:message-correct:0';

/** Last message correction. */
export const replace: Extension<Replace> = {
  key: 'replace',
  spec: 'XEP-0308',
  disco: [NS],
  kinds: ['message'],
  elements: [{ name: 'replace', namespace: NS }],
  toJson: ({ attributes: { id } }) => (id === undefined ? undefined : { id }),
  toXml: ({ id }) => element('replace', NS, { id }),
};
