import type { Receipt } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';

const NS = 'urn:xmpp:receipts';

/** Message delivery receipts. */
export const receipt: Extension<Receipt> = {
  key: 'receipt',
  spec: 'XEP-0184',
  disco: [NS],
  kinds: ['message'],
  elements: [
    { name: 'request', namespace: NS },
    { name: 'received', namespace: NS },
  ],
  toJson({ name, attributes: { id } }) {
    if (name === 'request') return { request: true };
    return id === undefined ? undefined : { received: id };
  },
  toXml: ({ received }) =>
    received === undefined ? element('request', NS) : element('received', NS, { id: received }),
};
