/** The keys of presence. */
import { attribute, attributeOf, childText, each, object, type Fields } from './field.ts';
import { COMMON } from './common.ts';

const history: Fields = {
  since: attribute('since'),
  ...each(['maxchars', 'maxstanzas', 'seconds'], (name) => attribute(name, 'integer')),
};

export const PRESENCE: Fields = {
  ...COMMON,
  show: childText('show'),
  status: childText('status'),
  priority: childText('priority', undefined, 'integer'),
  // XEP-0115
  caps: object(
    'c',
    each(['ext', 'hash', 'node', 'ver'], (name) => attribute(name)),
    'http://jabber.org/protocol/caps',
  ),
  // XEP-0153
  vcard_update: object('x', { photo: childText('photo') }, 'vcard-temp:x:update'),
  // XEP-0319
  idle_since: attributeOf('idle', 'urn:xmpp:idle:1', 'since'),
  // XEP-0045
  muc: object('x', { history: object('history', history) }, 'http://jabber.org/protocol/muc'),
};
