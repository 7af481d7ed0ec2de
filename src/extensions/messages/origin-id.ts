import type { OriginId } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';

const NS = 'urn:xmpp:sid:0';

/** Unique and stable stanza ids: the one of the sending client. */
export const originId: Extension<OriginId> = {
  key: 'originId',
  spec: 'XEP-0359',
  kinds: ['message'],
  elements: [{ name: 'origin-id', namespace: NS }],
  toJson: ({ attributes: { id } }) => id,
  toXml: (id) => element('origin-id', NS, { id }),
};
