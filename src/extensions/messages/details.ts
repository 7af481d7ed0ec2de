import type { Delay, Nick, Oob, Hint } from '../../contract/schemas.ts';
import { textOf, element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { textElement, childText, optionalText, oneOf } from '../../stanza/element-helpers.ts';

const NS_DELAY = 'urn:xmpp:delay';

/** Delayed delivery. */
export const delay: Extension<Delay> = {
  key: 'delay',
  spec: 'XEP-0203',
  kinds: ['message', 'presence'],
  elements: [{ name: 'delay', namespace: NS_DELAY }],
  toJson(element) {
    const { from, stamp } = element.attributes;
    if (stamp === undefined) return undefined;
    return present<Delay>({ stamp, from, reason: textOf(element) || undefined });
  },
  toXml: ({ stamp, from, reason = '' }) => textElement('delay', NS_DELAY, reason, { from, stamp }),
};

const NS_NICK = 'http://jabber.org/protocol/nick';

/** User nickname. */
export const nick: Extension<Nick> = {
  key: 'nick',
  spec: 'XEP-0172',
  disco: [NS_NICK],
  kinds: ['message', 'presence'],
  elements: [{ name: 'nick', namespace: NS_NICK }],
  toJson: textOf,
  toXml: (text) => textElement('nick', NS_NICK, text),
};

const NS_OOB = 'jabber:x:oob';

/** Out of band data: a link beside the message. */
export const oob: Extension<Oob> = {
  key: 'oob',
  spec: 'XEP-0066',
  disco: [NS_OOB],
  kinds: ['message'],
  elements: [{ name: 'x', namespace: NS_OOB }],
  toJson(x) {
    const url = childText(x, 'url', NS_OOB);
    return url === undefined
      ? undefined
      : present<Oob>({ url, desc: childText(x, 'desc', NS_OOB) });
  },
  toXml: ({ url, desc }) =>
    element('x', NS_OOB, {}, [
      optionalText('url', NS_OOB, url),
      optionalText('desc', NS_OOB, desc),
    ]),
};

const NS_HINTS = 'urn:xmpp:hints';
const HINTS: readonly Hint[] = ['no-copy', 'no-permanent-store', 'no-store', 'store'];

/** Message processing hints. */
export const hints: Extension<Hint> = {
  key: 'hints',
  spec: 'XEP-0334',
  kinds: ['message'],
  repeated: true,
  elements: HINTS.map((name) => ({ name, namespace: NS_HINTS })),
  toJson: ({ name }) => oneOf(HINTS, name),
  toXml: (hint) => element(hint, NS_HINTS),
};
