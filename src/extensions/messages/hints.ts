import type { Hint } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { oneOf } from '../../stanza/element-helpers.ts';

const NS = 'urn:xmpp:hints';
const HINTS: readonly Hint[] = ['no-copy', 'no-permanent-store', 'no-store', 'store'];

/** Message processing hints. */
export const hints: Extension<Hint> = {
  key: 'hints',
  spec: 'XEP-0334',
  kinds: ['message'],
  repeated: true,
  elements: HINTS.map((name) => ({ name, namespace: NS })),
  toJson: ({ name }) => oneOf(HINTS, name),
  toXml: (hint) => element(hint, NS),
};
