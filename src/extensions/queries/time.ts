import type { EntityTime } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, optionalText } from '../../stanza/element-helpers.ts';

const NS = 'urn:xmpp:time';

/** Entity time. */
export const time: Extension<EntityTime> = {
  key: 'time',
  spec: 'XEP-0202',
  kinds: ['iq'],
  elements: [{ name: 'time', namespace: NS }],
  toJson: (parent) =>
    present<EntityTime>({
      tzo: childText(parent, 'tzo', NS),
      utc: childText(parent, 'utc', NS),
    }),
  toXml: ({ tzo, utc }) =>
    element('time', NS, {}, [optionalText('tzo', NS, tzo), optionalText('utc', NS, utc)]),
};
