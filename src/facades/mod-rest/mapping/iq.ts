/** The keys of IQs. */
import {
  attribute,
  childText,
  each,
  flag,
  list,
  object,
  ownText,
  wrapped,
  type Fields,
} from './field.ts';
import { COMMON, dataForm, resultSet } from './common.ts';
import { stanzaIds } from './message.ts';

const NS_ARCHIVE = 'urn:xmpp:mam:2';
const NS_BLOCKING = 'urn:xmpp:blocking';
const NS_UPLOAD = 'urn:xmpp:http:upload:0';

const attributes = (...names: string[]) => each(names, (name) => attribute(name));
const childTexts = (...names: string[]) => each(names, (name) => childText(name));

const service: Fields = {
  ...attributes('expires', 'host', 'name', 'password', 'transport', 'type', 'username'),
  port: attribute('port', 'integer'),
  restricted: attribute('restricted', 'boolean'),
};

const report: Fields = { ...attributes('reason'), stanza_ids: stanzaIds };

export const IQ: Fields = {
  ...COMMON,
  // XEP-0199
  ping: flag('ping', 'urn:xmpp:ping'),
  // XEP-0092
  version: object('query', childTexts('name', 'version', 'os'), 'jabber:iq:version'),
  // XEP-0012
  lastactivity: object(
    'query',
    { seconds: attribute('seconds', 'integer'), status: ownText },
    'jabber:iq:last',
  ),
  // XEP-0039
  stats: wrapped(
    'query',
    'http://jabber.org/protocol/stats',
    list('stat', { ...attributes('name', 'unit'), value: attribute('value', 'integer') }),
  ),
  // XEP-0066
  oob: object('query', childTexts('url', 'desc'), 'jabber:iq:oob'),
  // XEP-0077
  register: object(
    'query',
    {
      ...childTexts('address', 'city', 'date', 'email', 'first', 'instructions', 'key', 'last'),
      ...childTexts('misc', 'name', 'nick', 'password', 'phone', 'state', 'text', 'url'),
      ...childTexts('username', 'zip'),
      registered: flag('registered'),
      remove: flag('remove'),
    },
    'jabber:iq:register',
  ),
  // XEP-0100
  gateway: object('query', childTexts('desc', 'jid', 'prompt'), 'jabber:iq:gateway'),
  // XEP-0215
  extdisco: object(
    'services',
    { ...attributes('type'), services: list('service', service) },
    'urn:xmpp:extdisco:2',
  ),
  // XEP-0363
  upload_request: object(
    'request',
    { ...attributes('filename', 'content-type'), size: attribute('size', 'integer') },
    NS_UPLOAD,
  ),
  upload_slot: object(
    'slot',
    {
      get: object('get', attributes('url')),
      put: object('put', {
        ...attributes('url'),
        headers: list('header', { ...attributes('name'), value: ownText }),
      }),
    },
    NS_UPLOAD,
  ),
  // XEP-0313
  archive: object(
    'query',
    { ...attributes('queryid'), form: dataForm, page: resultSet },
    NS_ARCHIVE,
  ),
  result: object('fin', { page: resultSet }, NS_ARCHIVE),
  // XEP-0191, XEP-0377
  block: wrapped(
    'block',
    NS_BLOCKING,
    list('item', {
      ...attributes('jid'),
      report: object('report', report, 'urn:xmpp:reporting:1'),
    }),
  ),
  blocklist: wrapped('blocklist', NS_BLOCKING, list('item', attributes('jid'))),
};
