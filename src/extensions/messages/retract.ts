import type { Retract } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';

const NS = 'urn:xmpp:message-retract:1';

/** Message retraction. */
export const retract: Extension<Retract> = {
  key: 'retract',
  spec: 'XEP-0424',
  disco: [NS],
  kinds: ['message'],
  elements: [{ name: 'retract', namespace: NS }],
  toJson: ({ attributes: { id } }) => (id === undefined ? undefined : { id }),
  toXml: ({ id }) => element('retract', NS, { id }),
};
