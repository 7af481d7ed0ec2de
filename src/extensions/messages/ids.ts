import type { OriginId, StanzaId } from '../../contract/schemas.ts';
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

/** Unique and stable stanza ids: those of servers and rooms, each said to be `by` its giver. */
export const stanzaIds: Extension<StanzaId> = {
  key: 'stanzaIds',
  spec: 'XEP-0359',
  kinds: ['message'],
  repeated: true,
  elements: [{ name: 'stanza-id', namespace: NS }],
  toJson: ({ attributes: { id, by } }) =>
    id === undefined || by === undefined ? undefined : { id, by },
  toXml: ({ id, by }) => element('stanza-id', NS, { id, by }),
};
