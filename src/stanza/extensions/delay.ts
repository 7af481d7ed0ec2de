import type { Delay } from '../../contract/schemas.ts';
import { textOf } from '../element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../present.ts';
import { textElement } from '../reading.ts';

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
