import type { LastActivity } from '../../contract/schemas.ts';
import { textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { textElement, wholeNumber } from '../../stanza/element-helpers.ts';

const NS = 'jabber:iq:last';

/** Last activity; in presence it is XEP-0256. */
export const lastActivity: Extension<LastActivity> = {
  key: 'lastActivity',
  spec: 'XEP-0012',
  kinds: ['iq', 'presence'],
  elements: [{ name: 'query', namespace: NS }],
  toJson: (query) =>
    present<LastActivity>({
      seconds: wholeNumber(query.attributes['seconds']),
      status: textOf(query) || undefined,
    }),
  toXml: ({ seconds, status = '' }) =>
    textElement('query', NS, status, { seconds: seconds?.toString() }),
};
