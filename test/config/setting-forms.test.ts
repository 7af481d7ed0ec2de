import { describe, expect, it } from 'vitest';
import {
  choice,
  count,
  delay,
  duration,
  noProxyEntry,
  httpUrl,
  listenHost,
  origin,
  period,
  port,
  proxyUrl,
  redisUrl,
  size,
  token,
  wait,
  xmppService,
  type Form,
} from '../../src/config/setting-forms.ts';

const jwks = httpUrl('https://issuer.example.org/jwks.json');

const GOOD: readonly (readonly [string, Form<unknown>, string, unknown])[] = [
  ['duration', duration, '500ms', 500],
  ['duration', duration, '1.5s', 1500],
  ['duration', duration, '0s', 0],
  ['duration', duration, '24h', 86_400_000],
  ['size', size, '65536', 65_536],
  ['size', size, '128KiB', 131_072],
  ['port', port, '0', 0],
  ['port', port, '65535', 65_535],
  ['count', count, '1', 1],
  ['proxy', proxyUrl, 'http://proxy:3128', 'http://proxy:3128'],
  ['proxy', proxyUrl, 'https://a:b%40c@[::1]:3129/', 'https://a:b%40c@[::1]:3129/'],
  ...['example.org', '.example.org', '*.example.org', '*', '10.0.0.0/8', '::1', 'fd00::/8'].map(
    (text) => ['host without a proxy', noProxyEntry, text, text] as const,
  ),
  ['service', xmppService, 'xmpp://[::1]:5347', 'xmpp://[::1]:5347'],
  ['service', xmppService, 'xmpp://prosody.chat:5347', 'xmpp://prosody.chat:5347'],
  ['service', xmppService, 'xmpps://prosody.chat:5348', 'xmpps://prosody.chat:5348'],
  ['Redis', redisUrl, 'rediss+sentinel://a:1,b:2/m', 'rediss+sentinel://a:1,b:2/m'],
  ['URL', jwks, 'https://a.example/@scope/x?y=a@b', 'https://a.example/@scope/x?y=a@b'],
  ['URL', jwks, 'http://[::1]:8080/jwks', 'http://[::1]:8080/jwks'],
  ['delay', delay, '0s', 0],
  ['wait', wait, '24d', 2_073_600_000],
  ['period', period, '365d', 31_536_000_000],
  ['address', listenHost, '::', '::'],
  ['address', listenHost, 'localhost', 'localhost'],
  ['origin', origin, 'http://localhost:3000', 'http://localhost:3000'],
  ['origin', origin, 'capacitor://localhost', 'capacitor://localhost'],
];

const BAD: readonly (readonly [string, Form<unknown>, string])[] = [
  ['duration', duration, '5'],
  ['duration', duration, '-5s'],
  ['duration', duration, '0.5ms'],
  ['duration', duration, '5 moons'],
  ['duration', duration, 'constructor'],
  ['size', size, '5KB'],
  ['port', port, '65536'],
  ['port', port, '80.5'],
  ['port', port, '0x50'],
  ['count', count, '0'],
  ...['proxy:3128', 'socks5://proxy:1080', 'http://proxy:3128/path', 'http://a:b%zz@proxy', ''].map(
    (text) => ['proxy', proxyUrl, text] as const,
  ),
  ...['http://example.org', 'example.org:80', '10.0.0.0/33', 'a b', 'a*b'].map(
    (text) => ['host without a proxy', noProxyEntry, text] as const,
  ),
  ['service', xmppService, 'xmpp://localhost'],
  ['service', xmppService, 'http://localhost:5347'],
  ['service', xmppService, 'xmpp://localhost:0'],
  ['Redis', redisUrl, 'localhost:6379'],
  ['size', size, '0'],
  ['wait', wait, '0s'],
  ['wait', wait, '25d'],
  ['delay', delay, '25d'],
  ['period', period, '0s'],
  ['address', listenHost, '0.0.0.0:8080'],
  ['address', listenHost, 'http://0.0.0.0'],
  ['origin', origin, 'shop.example'],
  ['origin', origin, '*'],
  ['token', token, 'two words'],
];

describe('the text of a setting', () => {
  it.each(GOOD)('is a %s', (_what, form, text, value) => {
    expect(form.read(text)).toEqual(value);
  });

  it.each(BAD)('is no %s', (_what, form, text) => {
    expect(() => form.read(text)).toThrow(/^write /);
  });
});

const ADVICE: readonly (readonly [string, string, Form<unknown>])[] = [
  ['15sec', 'did you mean 15s?', duration],
  ['2 minutes', 'did you mean 2m?', duration],
  ['24H', 'did you mean 24h?', duration],
  ['15', 'a unit is missing: 15s', duration],
  ['3 moons', 'moons is not a unit', duration],
  ['128KB', 'did you mean 128KiB?', size],
  ['1m', 'did you mean 1MiB?', size],
  ['2gb', 'did you mean 2GiB?', size],
  ['5 scrolls', 'scrolls is not a unit', size],
  ['Leader', 'did you mean leader?', choice(['leader', 'all'])],
  ['leadr', 'did you mean leader?', choice(['leader', 'all'])],
  ['localhost:5347', 'the scheme is missing', xmppService],
  ['xmpps://localhost', 'xmpps://xmpp.example.org:5348', xmppService],
  ['xmpps://user:secret@localhost:5348', 'without user or password', xmppService],
  ['tcp://localhost:5347', 'not tcp://', xmppService],
  ['xmpp://localhost', 'the component port', xmppService],
  ['xmpp://localhost:99999', 'a port from 1 to 65535', xmppService],
  ['xmpp://localhost:port', 'a port from 1 to 65535', xmppService],
  ['xmpp://:5347', 'the host is missing', xmppService],
  ['xmpp://::1:5347', 'an IPv6 address in brackets', xmppService],
  ['xmpp://user:secret@localhost:5347', 'without user or password', xmppService],
  ['xmpp://localhost:5347/bridge', 'nothing behind the port', xmppService],
  ['xmpp://local host:5347', 'there is a space in it', xmppService],
  ['issuer.example.org/jwks.json', 'the scheme is missing', jwks],
  ['ftp://issuer.example.org', 'not ftp://', jwks],
  ['https://', 'the host is missing', jwks],
  ['https://issuer.example.org:443000/', 'a port from 1 to 65535', jwks],
  ['https://romeo:secret@issuer.example.org/', 'without user or password', jwks],
  ['https://:p@ss#w/rd@issuer.example.org/', 'without user or password', jwks],
  ['https://romeo:pa/ss@issuer.example.org/', 'without user or password', jwks],
  ['https://issuer.example.org/#keys', 'without a # part', jwks],
  ['https://[::1/jwks.json', 'IPv6 address in brackets', jwks],
  ['https://256.256.256.256/', 'a host name or an address', jwks],
  ['https://shop.example/', 'write https://shop.example:', origin],
  ['https://Shop.example:443', 'write https://shop.example:', origin],
];

describe('what does not fit', () => {
  it.each(ADVICE)('%s is refused with what to write: %s', (text, advice, form) => {
    expect(() => form.read(text)).toThrow(advice);
  });
});
