import { describe, expect, test } from 'vitest';
import { withCredentials } from '../../../../src/features/webhooks/subscription/subscription.ts';
import { targetRule } from '../../../../src/egress/guard.ts';
import {
  credentialFaults,
  normalUrl,
  readAuthorization,
  urlFaults,
} from '../../../../src/features/webhooks/subscription/terms-faults.ts';

const rule = targetRule([]);
const sentence = (url: string) => urlFaults(url, rule)[0]?.detail;

describe('a URL of a webhook', () => {
  test.each([
    'https://shop.example/hooks/@juliet',
    'https://shop.example/hook?to=juliet@example.org',
    'https://shop.example/@/@?@=@',
    'HTTPS://Shop.Example/Hook',
    'https://bücher.example/hook',
    'https://例え.テスト/hook',
    'https://[2606:4700::1]:8443/hook',
    'https://shop.example:65535/',
    'https://shop.example/a%20b',
  ])('%s is taken', (url) => {
    expect(sentence(url)).toBeUndefined();
  });

  test.each([
    ['https://bücher.example/hook', 'https://xn--bcher-kva.example/hook'],
    ['HTTPS://Shop.Example', 'https://shop.example/'],
    ['https://shop.example/hook#', 'https://shop.example/hook'],
  ])('%s is stored as %s', (url, stored) => {
    expect(normalUrl(url)).toBe(stored);
  });

  test.each([
    ['', /^Write the URL that events are posted to/],
    ['   ', /^Write the URL that events are posted to/],
    ['shop.example/hook', /with its scheme/],
    ['localhost:3000/hook', /with its scheme/],
    ['//shop.example/hook', /with its scheme/],
    ['/hook', /with its scheme/],
    ['ftp://shop.example/hook', /over https or http, not ftp/],
    ['WSS://shop.example/hook', /over https or http, not wss/],
    ['https://', /has no host/],
    ['https://juliet@shop.example/', /`authorization`/],
    ['https://juliet:balcony@shop.example/', /`authorization`/],
    ['https://:balcony@shop.example/', /`authorization`/],
    ['https://shop.example/hook#top', /fragment/],
    ['https://shop.example:0/', /Port 0/],
    ['https://shop.example:65536/', /port of the URL is no number from 1 to 65535/],
    ['https://shop.example:https/', /port of the URL is no number from 1 to 65535/],
    ['https://2606:4700::1/hook', /in brackets/],
    ['https://[2606:4700::zz]/', /host of the URL/],
    ['https://256.1.1.1/', /host of the URL/],
    [' https://shop.example/', /spaces and line breaks/],
    ['https://shop.example/a b', /spaces and line breaks/],
    ['https://shop.example/\n', /spaces and line breaks/],
    ['https://shop.example/\u0000', /spaces and line breaks/],
    ['https://127.0.0.1/', /BRIDGE_WEBHOOK_ALLOW/],
    ['http://8.8.8.8/', /BRIDGE_WEBHOOK_ALLOW/],
    ['https://[::1]/', /BRIDGE_WEBHOOK_ALLOW/],
  ])('%j is refused in a sentence', (url, expected) => {
    expect(sentence(url)).toMatch(expected);
  });

  test('with a password is refused without repeating it', () => {
    for (const url of [
      'https://a:balcony@b.example',
      'ftp://a:balcony@b',
      'https://a:balcony@:x',
    ]) {
      expect(sentence(url)).toBeDefined();
      expect(sentence(url)).not.toContain('balcony');
    }
  });
});

describe('headers of a webhook', () => {
  const faults = (headers: Record<string, string>) => credentialFaults({ headers });

  test.each(['X-Api-Key', 'Cookie', 'CF-Access-Client-Id', 'x_token', 'Accept'])(
    '%s may be set',
    (name) => {
      expect(faults({ [name]: 'a value, with "signs"; and spaces' })).toEqual([]);
    },
  );

  test.each([
    ...['Host', 'content-length', 'Content-Type', 'Webhook-Id', 'webhook-anything', 'User-Agent'],
    ...['Transfer-Encoding', 'connection', 'Keep-Alive', 'TE', 'Upgrade', 'Expect'],
    ...['traceparent', 'TraceState', 'Proxy-Authorization', 'Proxy-Connection'],
  ])('%s may not', (name) => {
    expect(faults({ [name]: 'x' })).toMatchObject([{ pointer: `/headers/${name}` }]);
  });

  test.each(['Authorization', 'AUTHORIZATION'])('%s has a place of its own', (name) => {
    expect(faults({ [name]: 'Bearer x' })[0]?.detail).toContain('`authorization`');
  });

  test.each(['', 'X Key', 'X:Key', 'X-Ключ', 'a'.repeat(129)])('no name is %j', (name) => {
    expect(faults({ [name]: 'x' })).toHaveLength(1);
  });

  test.each(['a\r\nX-Other: b', 'a\nb', 'a\0', ' a', 'a ', 'caf\u00e9', '***'])(
    'no value is %j',
    (value) => {
      expect(faults({ 'X-Key': value })).toHaveLength(1);
      expect(faults({ 'X-Key': value })[0]?.detail).not.toContain('X-Other');
    },
  );

  test('are few, small and each given once', () => {
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`X-${n}`, 'x']));
    expect(faults(many)).toMatchObject([{ pointer: '/headers' }]);
    expect(faults({ a: 'x'.repeat(4096), b: 'x'.repeat(4096) })).toMatchObject([
      { pointer: '/headers' },
    ]);
    expect(faults({ 'X-Key': 'a', 'x-key': 'b' })).toMatchObject([{ pointer: '/headers/x-key' }]);
  });
});

describe('an authorization', () => {
  test.each([
    ['/authorization/password', { scheme: 'basic', username: 'a' }],
    ['/authorization/username', { scheme: 'basic', password: 'a' }],
    ['/authorization/token', { scheme: 'basic', username: 'a', password: 'b', token: 'c' }],
    ['/authorization/token', { scheme: 'bearer' }],
    ['/authorization/password', { scheme: 'bearer', token: 'a', password: 'b' }],
  ] as const)('is refused at %s for %j', (pointer, input) => {
    expect(() => readAuthorization(input)).toThrow(
      expect.objectContaining({
        facts: { errors: [expect.objectContaining({ pointer })] },
      }) as Error,
    );
  });

  test.each([
    ['/authorization/username', { scheme: 'basic', username: 'a:b', password: 'c' }],
    ['/authorization/password', { scheme: 'basic', username: 'a', password: 'b\n' }],
    ['/authorization/password', { scheme: 'basic', username: 'a', password: '***' }],
    ['/authorization/token', { scheme: 'bearer', token: 'a b' }],
    ['/authorization/token', { scheme: 'bearer', token: 'Bearer a' }],
    ['/authorization/token', { scheme: 'bearer', token: '***' }],
  ] as const)('cannot be sent: %s of %j', (pointer, authorization) => {
    expect(credentialFaults({ authorization })).toMatchObject([{ pointer }]);
  });
});

describe('headers of a webhook', () => {
  test.each([
    [{ 'X-Api-Key': 'a', 'x-api-key': 'b' }, '/headers/x-api-key'],
    [{ 'X-A': 'a', 'x-a': null }, '/headers/x-a'],
    [{ a: '***', A: 'b' }, '/headers/A'],
  ])('are refused when one stands twice: %j', (headers, pointer) => {
    expect(() => withCredentials({}, { headers })).toThrow(
      expect.objectContaining({
        facts: { errors: [expect.objectContaining({ pointer })] },
      }),
    );
  });
});
