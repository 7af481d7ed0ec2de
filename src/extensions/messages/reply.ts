import type { Reply } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';

const NS = 'urn:xmpp:reply:0';

/** Message replies. */
export const reply: Extension<Reply> = {
  key: 'reply',
  spec: 'XEP-0461',
  disco: [NS],
  kinds: ['message'],
  elements: [{ name: 'reply', namespace: NS }],
  toJson: ({ attributes: { id, to } }) =>
    id === undefined ? undefined : present<Reply>({ id, to }),
  toXml: ({ id, to }) => element('reply', NS, { to, id }),
};
