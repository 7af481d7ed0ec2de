import type { Reactions } from '../../contract/schemas.ts';
import { element, textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { eachNamed, textElement } from '../../stanza/element-helpers.ts';

const NS = 'urn:xmpp:reactions:0';

/** Message reactions. */
export const reactions: Extension<Reactions> = {
  key: 'reactions',
  spec: 'XEP-0444',
  disco: [NS],
  kinds: ['message'],
  elements: [{ name: 'reactions', namespace: NS }],
  toJson(parent) {
    const { id } = parent.attributes;
    if (id === undefined) return undefined;
    return { id, emojis: eachNamed(parent, 'reaction', NS, textOf) ?? [] };
  },
  toXml: ({ id, emojis }) =>
    element(
      'reactions',
      NS,
      { id },
      emojis.map((emoji) => textElement('reaction', NS, emoji)),
    ),
};
