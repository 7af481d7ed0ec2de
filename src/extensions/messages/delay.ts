import type { Delay } from '../../contract/schemas.ts';
import { textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { textElement } from '../../stanza/element-helpers.ts';

const NS = 'urn:xmpp:delay';

/** Delayed delivery. */
export const delay: Extension<Delay> = {
  key: 'delay',
  spec: 'XEP-0203',
  kinds: ['message', 'presence'],
  elements: [{ name: 'delay', namespace: NS }],
  toJson(element) {
    const { from, stamp } = element.attributes;
    if (stamp === undefined) return undefined;
    return present<Delay>({ stamp, from, reason: textOf(element) || undefined });
  },
  toXml: ({ stamp, from, reason = '' }) => textElement('delay', NS, reason, { from, stamp }),
};
