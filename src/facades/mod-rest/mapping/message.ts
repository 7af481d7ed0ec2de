/** The keys of messages. */
import {
  attribute,
  attributeOf,
  childText,
  each,
  flag,
  later,
  list,
  object,
  oneOfElements,
  ownText,
  texts,
  type Field,
  type Fields,
} from './field.ts';
import { COMMON, delay } from './common.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';

const attributes = (...names: string[]) => each(names, (name) => attribute(name));

/** XEP-0297: messages in messages. */
const forwarded: Field = object(
  'forwarded',
  { delay, message: later(() => object('message', MESSAGE, NS_CLIENT)) },
  'urn:xmpp:forward:0',
);

/** XEP-0359. */
export const stanzaIds = list('stanza-id', attributes('by', 'id'), 'urn:xmpp:sid:0');

export const MESSAGE: Fields = {
  ...COMMON,
  body: childText('body'),
  subject: childText('subject'),
  thread: object('thread', { ...attributes('parent'), id: ownText }),
  // XEP-0085
  state: oneOfElements('http://jabber.org/protocol/chatstates', [
    ...['active', 'inactive', 'gone', 'composing', 'paused'],
  ]),
  // XEP-0066
  oob: object(
    'x',
    each(['url', 'desc'], (name) => childText(name)),
    'jabber:x:oob',
  ),
  // XEP-0249
  invite: object(
    'x',
    {
      ...attributes('jid', 'password', 'reason', 'thread'),
      continue: attribute('continue', 'boolean'),
    },
    'jabber:x:conference',
  ),
  // XEP-0308
  replace: attributeOf('replace', 'urn:xmpp:message-correct:0', 'id'),
  // XEP-0461
  reply: object('reply', attributes('id', 'to'), 'urn:xmpp:reply:0'),
  // XEP-0444
  reactions: object(
    'reactions',
    { ...attributes('id'), reactions: texts('reaction') },
    'urn:xmpp:reactions:0',
  ),
  // XEP-0372
  reference: object(
    'reference',
    {
      ...attributes('type', 'uri'),
      ...each(['begin', 'end'], (name) => attribute(name, 'integer')),
    },
    'urn:xmpp:reference:0',
  ),
  // XEP-0367
  attach_to: attributeOf('attach-to', 'urn:xmpp:message-attaching:1', 'id'),
  // XEP-0428
  fallback: flag('fallback', 'urn:xmpp:fallback:0'),
  // XEP-0333
  markable: flag('markable', 'urn:xmpp:chat-markers:0'),
  displayed: attributeOf('displayed', 'urn:xmpp:chat-markers:0', 'id'),
  stanza_ids: stanzaIds,
  // XEP-0421
  occupant_id: attributeOf('occupant-id', 'urn:xmpp:occupant-id:0', 'id'),
  // XEP-0380
  encryption: attributeOf('encryption', 'urn:xmpp:eme:0', 'namespace'),
  // XEP-0313
  archive: object(
    'result',
    { ...attributes('id', 'queryid'), forward: forwarded },
    'urn:xmpp:mam:2',
  ),
  forwarded,
};
