import { describe, expect, it } from 'vitest';
import {
  count,
  duration,
  noProxyEntry,
  port,
  proxyUrl,
  redisUrl,
  size,
  token,
  xmppService,
  type Form,
} from '../../src/config/setting-forms.ts';

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
  ['Redis', redisUrl, 'rediss+sentinel://a:1,b:2/m', 'rediss+sentinel://a:1,b:2/m'],
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
  ['Redis', redisUrl, 'localhost:6379'],
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
