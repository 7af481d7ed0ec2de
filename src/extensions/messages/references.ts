import type { Replace, Retract, Reply, Reactions } from '../../contract/schemas.ts';
import { element, textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { eachNamed, textElement } from '../../stanza/element-helpers.ts';

const NS_REPLACE = 'urn:xmpp:message-correct:0';

/** Last message correction. */
export const replace: Extension<Replace> = {
  key: 'replace',
  spec: 'XEP-0308',
  disco: [NS_REPLACE],
  kinds: ['message'],
  elements: [{ name: 'replace', namespace: NS_REPLACE }],
  toJson: ({ attributes: { id } }) => (id === undefined ? undefined : { id }),
  toXml: ({ id }) => element('replace', NS_REPLACE, { id }),
};

const NS_RETRACT = 'urn:xmpp:message-retract:1';

/** Message retraction. */
export const retract: Extension<Retract> = {
  key: 'retract',
  spec: 'XEP-0424',
  disco: [NS_RETRACT],
  kinds: ['message'],
  elements: [{ name: 'retract', namespace: NS_RETRACT }],
  toJson: ({ attributes: { id } }) => (id === undefined ? undefined : { id }),
  toXml: ({ id }) => element('retract', NS_RETRACT, { id }),
};

const NS_REPLY = 'urn:xmpp:reply:0';

/** Message replies. */
export const reply: Extension<Reply> = {
  key: 'reply',
  spec: 'XEP-0461',
  disco: [NS_REPLY],
  kinds: ['message'],
  elements: [{ name: 'reply', namespace: NS_REPLY }],
  toJson: ({ attributes: { id, to } }) =>
    id === undefined ? undefined : present<Reply>({ id, to }),
  toXml: ({ id, to }) => element('reply', NS_REPLY, { to, id }),
};

const NS_REACTIONS = 'urn:xmpp:reactions:0';

/** Message reactions. */
export const reactions: Extension<Reactions> = {
  key: 'reactions',
  spec: 'XEP-0444',
  disco: [NS_REACTIONS],
  kinds: ['message'],
  elements: [{ name: 'reactions', namespace: NS_REACTIONS }],
  toJson(parent) {
    const { id } = parent.attributes;
    if (id === undefined) return undefined;
    return { id, emojis: eachNamed(parent, 'reaction', NS_REACTIONS, textOf) ?? [] };
  },
  toXml: ({ id, emojis }) =>
    element(
      'reactions',
      NS_REACTIONS,
      { id },
      emojis.map((emoji) => textElement('reaction', NS_REACTIONS, emoji)),
    ),
};
