import type { Version } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, optionalText } from '../../stanza/element-helpers.ts';

const NS = 'jabber:iq:version';

/** Software version. */
export const version: Extension<Version> = {
  key: 'version',
  spec: 'XEP-0092',
  kinds: ['iq'],
  elements: [{ name: 'query', namespace: NS }],
  toJson: (query) =>
    present<Version>({
      name: childText(query, 'name', NS),
      version: childText(query, 'version', NS),
      os: childText(query, 'os', NS),
    }),
  toXml: (value) =>
    element('query', NS, {}, [
      optionalText('name', NS, value.name),
      optionalText('version', NS, value.version),
      optionalText('os', NS, value.os),
    ]),
};
