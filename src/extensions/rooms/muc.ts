import type { Muc } from '../../contract/schemas.ts';
import { childNamed, element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, optionalText, wholeNumber } from '../../stanza/element-helpers.ts';

const NS = 'http://jabber.org/protocol/muc';
type History = NonNullable<Muc['history']>;

/** Multi-user chat: entering a room. */
export const muc: Extension<Muc> = {
  key: 'muc',
  spec: 'XEP-0045 §7.2',
  kinds: ['presence'],
  elements: [{ name: 'x', namespace: NS }],
  toJson(x) {
    const history = childNamed(x, 'history', NS);
    return present<Muc>({
      history: history && historyToJson(history),
      password: childText(x, 'password', NS),
    });
  },
  toXml: ({ history, password }) =>
    element('x', NS, {}, [
      history && historyToXml(history),
      optionalText('password', NS, password),
    ]),
};

function historyToJson({ attributes }: XmlElement): History {
  const { maxchars, maxstanzas, seconds, since } = attributes;
  return present<History>({
    maxChars: wholeNumber(maxchars),
    maxStanzas: wholeNumber(maxstanzas),
    seconds: wholeNumber(seconds),
    since,
  });
}

function historyToXml({ maxChars, maxStanzas, seconds, since }: History): XmlElement {
  return element('history', NS, {
    maxchars: maxChars?.toString(),
    maxstanzas: maxStanzas?.toString(),
    seconds: seconds?.toString(),
    since,
  });
}
