import type { Oob } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, optionalText } from '../../stanza/element-helpers.ts';

const NS = 'jabber:x:oob';

/** Out of band data: a link beside the message. */
export const oob: Extension<Oob> = {
  key: 'oob',
  spec: 'XEP-0066',
  disco: [NS],
  kinds: ['message'],
  elements: [{ name: 'x', namespace: NS }],
  toJson(x) {
    const url = childText(x, 'url', NS);
    return url === undefined ? undefined : present<Oob>({ url, desc: childText(x, 'desc', NS) });
  },
  toXml: ({ url, desc }) =>
    element('x', NS, {}, [optionalText('url', NS, url), optionalText('desc', NS, desc)]),
};
