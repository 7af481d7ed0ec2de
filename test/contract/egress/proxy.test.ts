/** HTTP to the outside through a real proxy, with the guard in force. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post } from '../../../src/egress/exchange.ts';
import { fetchJson } from '../../../src/egress/fetch-json.ts';
import { ANY_TARGET, targetRule, type LookUp } from '../../../src/egress/guard.ts';
import { openOrigin, type Egress } from '../../../src/egress/origin.ts';
import { EgressProxy, type ProxyTerms } from '../../../src/egress/proxy.ts';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const LIMITS = { timeoutMs: 5_000, answerBytes: 1_024 };

let receiver: WebhookReceiver;
let proxy: ConnectProxy;

beforeEach(async () => {
  receiver = await startWebhookReceiver({ body: { answered: true } });
  proxy = await startConnectProxy();
});
afterEach(async () => {
  await proxy.stop();
  await receiver.stop();
});

function through(terms: Partial<ProxyTerms> = {}): EgressProxy {
  return new EgressProxy({ url: proxy.url, noProxy: [], connectTo: 'address', ...terms });
}

/** Leads every name to these addresses. */
function leadingTo(...addresses: readonly string[]): LookUp & { readonly asked: () => number } {
  let asked = 0;
  const lookUp: LookUp = (_host, _options, callback) => {
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(lookUp, { asked: () => asked });
}

async function reach(url: string, egress: Partial<Egress> = {}): Promise<string> {
  const { origin, pathname } = new URL(url);
  const whole = { rule: targetRule(['127.0.0.1']), proxy: through(), ...egress };
  const dispatcher = openOrigin(origin, whole, 1);
  try {
    const request = { path: pathname, headers: {}, body: Buffer.from('{}') };
    return String((await post(dispatcher, request, LIMITS)).status);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return `${code ?? ''} ${message}`;
  } finally {
    await dispatcher.destroy();
  }
}

const authorities = () => proxy.asked.map(({ authority }) => authority);

describe('a proxy', () => {
  test('is asked for the address that was checked', async () => {
    const lookUp = leadingTo('127.0.0.1');
    expect(await reach(`http://shop.example:${receiver.port}/hook`, { lookUp })).toBe('200');
    expect(authorities()).toEqual([`127.0.0.1:${receiver.port}`]);
    expect(receiver.received[0]?.headers.host).toBe(`shop.example:${receiver.port}`);
    expect(lookUp.asked()).toBe(1);
  });

  test('is not asked for a name that leads inside', async () => {
    const lookUp = leadingTo('10.0.0.1', '169.254.169.254', '::1');
    expect(await reach('https://shop.example/', { lookUp })).toContain('TARGET_FORBIDDEN');
    expect(await reach('http://[::1]/')).toContain('TARGET_FORBIDDEN');
    expect(await reach('https://127.0.0.2/')).toContain('TARGET_FORBIDDEN');
    expect(authorities()).toEqual([]);
  });

  test('is asked for the allowed one of several addresses', async () => {
    const lookUp = leadingTo('10.0.0.1', '127.0.0.1');
    expect(await reach(`http://shop.example:${receiver.port}/`, { lookUp })).toBe('200');
    expect(authorities()).toEqual([`127.0.0.1:${receiver.port}`]);
  });

  test('is asked for the name where the operator wants that, once the addresses are checked', async () => {
    const named = through({ connectTo: 'name' });
    const url = `http://localhost:${receiver.port}/`;
    expect(await reach(url, { proxy: named, lookUp: leadingTo('127.0.0.1') })).toBe('200');
    expect(authorities()).toEqual([`localhost:${receiver.port}`]);
    // The proxy may choose any of them.
    const half = leadingTo('127.0.0.1', '10.0.0.1');
    expect(await reach(url, { proxy: named, lookUp: half })).toContain('TARGET_FORBIDDEN');
    expect(authorities()).toHaveLength(1);
  });

  test('is asked for a name that is allowed wherever it leads', async () => {
    const lookUp = leadingTo();
    const rule = targetRule(['localhost']);
    expect(await reach(`http://localhost:${receiver.port}/`, { rule, lookUp })).toBe('200');
    expect(authorities()).toEqual([`localhost:${receiver.port}`]);
    expect(lookUp.asked()).toBe(0);
  });

  test('gets its credentials, decoded, and nobody else does', async () => {
    await proxy.stop();
    proxy = await startConnectProxy({ credentials: 'nurse:p%40ss%2Fword' });
    expect(await reach(receiver.url)).toBe('200');
    expect(receiver.received[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  test.each([
    [407, /wants credentials \(407\)/],
    [403, /refused a connection to 127\.0\.0\.1:\d+ \(403\).*BRIDGE_EGRESS_PROXY_CONNECT=name/],
    [405, /refused a connection to 127\.0\.0\.1:\d+ \(405\)$/],
    [502, /could not make a connection to 127\.0\.0\.1:\d+ \(502\)/],
  ])('that answers %i is told of in words', async (status, words) => {
    proxy.answer = status;
    const told = await reach(receiver.url);
    expect(told).toMatch(words);
    expect(receiver.received).toEqual([]);
  });

  test('that does not take the credentials is told of without them', async () => {
    const url = proxy.url.replace('//', '//nurse:balcony@');
    proxy.answer = 407;
    const told = await reach(receiver.url, { proxy: through({ url }) });
    expect(told).toMatch(/does not take the credentials in BRIDGE_EGRESS_PROXY/);
    expect(told).not.toMatch(/nurse|balcony/);
  });

  test('that is not there is told of in words', async () => {
    await proxy.stop();
    expect(await reach(receiver.url)).toContain('egress proxy cannot be used: connection refused');
  });
});

describe('hosts without a proxy', () => {
  test.each([
    ['a name', 'shop.example'],
    ['the domain above it', 'EXAMPLE'],
    ['all names below a domain', '*.example'],
    ['all names below a domain, with a dot', '.example'],
    ['the network that it leads to', '127.0.0.0/8'],
    ['the address that it leads to', '127.0.0.1'],
    ['everything', '*'],
  ])('are named by %s', async (_what, entry) => {
    const egress = { proxy: through({ noProxy: [entry] }), lookUp: leadingTo('127.0.0.1') };
    expect(await reach(`http://shop.example:${receiver.port}/`, egress)).toBe('200');
    expect(authorities()).toEqual([]);
  });

  test.each(['hop.example', '*.shop.example', 'shop.example.org', '10.0.0.0/8', '::1'])(
    'are not named by %s',
    async (entry) => {
      const egress = { proxy: through({ noProxy: [entry] }), lookUp: leadingTo('127.0.0.1') };
      expect(await reach(`http://shop.example:${receiver.port}/`, egress)).toBe('200');
      expect(authorities()).toHaveLength(1);
    },
  );

  test('are guarded all the same', async () => {
    const egress = { proxy: through({ noProxy: ['*'] }), lookUp: leadingTo('10.0.0.1') };
    expect(await reach('https://shop.example/', egress)).toContain('TARGET_FORBIDDEN');
  });
});

describe('a document that the operator names', () => {
  test('is fetched through the proxy by its name, without a look-up', async () => {
    const lookUp = leadingTo();
    const egress = { rule: ANY_TARGET, proxy: through(), lookUp };
    const url = `http://localhost:${receiver.port}/jwks.json`;
    expect(await fetchJson(url, egress, LIMITS)).toEqual({ answered: true });
    expect(authorities()).toEqual([`localhost:${receiver.port}`]);
  });

  test.each([
    ['a redirect', { status: 302, headers: { location: '/other' } }, /answers 302/],
    ['no JSON', { body: 'moved' }, /not JSON/],
    ['too much', { body: 'x'.repeat(2_000) }, /over 1024 bytes/],
  ])('is not taken with %s', async (_what, answer, why) => {
    receiver.answer = answer;
    await expect(fetchJson(receiver.url, { rule: ANY_TARGET }, LIMITS)).rejects.toThrow(why);
    expect(receiver.received).toHaveLength(1);
  });
});
