import type { Ping } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';

const NS = 'urn:xmpp:ping';

/** XMPP ping. */
export const ping: Extension<Ping> = {
  key: 'ping',
  spec: 'XEP-0199',
  kinds: ['iq'],
  elements: [{ name: 'ping', namespace: NS }],
  toJson: () => ({}),
  toXml: () => element('ping', NS),
};
