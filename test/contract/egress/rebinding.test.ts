/** Names that a real DNS server leads somewhere else each time it is asked: whoever listens there counts the connections. */
import { Resolver } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Pool } from 'undici';
import { POST_LIMITS } from '../../support/post-limits.ts';
import { post } from '../../../src/egress/exchange.ts';
import { guardedConnector, targetRule, type LookUp } from '../../../src/egress/guard.ts';
import { startDnsServer, type DnsServer, type Script } from '../../support/dns-server.ts';

/** Public to the guard, and nobody's: the range was given back (RFC 3701), so that nothing leaves this machine for long. */
const PUBLIC = '3ffe::1';
const ALLOWED = '127.0.0.2';
const DENIED = ['127.0.0.1', '127.0.0.3', '::1'];
const ROUNDS = 10;
/** Enough on this machine; what leads nowhere takes all of it. */
const CONNECT_MS = 500;

let listener: Server;
let port: number;
let dns: DnsServer;
let script: Script;
/** Connections by the local address that they were made to. */
const reached = new Map<string, number>();

beforeAll(async () => {
  listener = createServer((socket) => {
    const address = (socket.localAddress ?? '').replace('::ffff:', '');
    reached.set(address, (reached.get(address) ?? 0) + 1);
    socket.on('error', () => undefined).resume();
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nreached');
  });
  await new Promise<void>((resolve) => listener.listen(0, '::', resolve));
  ({ port } = listener.address() as AddressInfo);
  dns = await startDnsServer((name, round) => script(name, round));
});
afterAll(async () => {
  await dns.stop();
  await new Promise((resolve) => listener.close(resolve));
});
beforeEach(() => {
  reached.clear();
});

/** Asks the DNS server for both families, as a look-up of the system does; keeps nothing. */
function lookUpAt(server: string): LookUp {
  const resolver = new Resolver({ timeout: 1_000, tries: 1 });
  resolver.setServers([server]);
  const addressesOf = async (host: string): Promise<LookupAddress[]> => {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((it, index) =>
      it.status === 'rejected'
        ? []
        : it.value.map((address) => ({ address, family: index === 0 ? 4 : 6 })),
    );
  };
  return (host, _options, callback) => {
    addressesOf(host).then(
      (addresses) => {
        if (addresses.length > 0) callback(null, addresses);
        else callback(Object.assign(new Error(`no address of ${host}`), { code: 'ENOTFOUND' }), []);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, []);
      },
    );
  };
}

/** A new pool each time, as a webhook has after its connections were closed. */
async function reach(name: string, scheme = 'http'): Promise<string> {
  const pool = new Pool(`${scheme}://${name}:${port}`, {
    connect: guardedConnector(targetRule([ALLOWED]), CONNECT_MS, lookUpAt(dns.address)),
  });
  try {
    const request = { path: '/', headers: {}, body: Buffer.from('{}') };
    return (await post(pool, request, POST_LIMITS)).body;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await pool.destroy();
  }
}

async function outcomes(name: string, scheme?: string): Promise<string[]> {
  const all: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await reach(name, scheme));
  return all;
}

const denied = () => DENIED.filter((address) => reached.has(address));

describe('a name of a DNS server that', () => {
  test('leads to a public address first and inside from then on reaches nothing inside', async () => {
    script = (_name, round) => (round === 0 ? [PUBLIC] : ['127.0.0.1']);
    const [first, ...rest] = await outcomes('later.example', 'https');
    expect(first).not.toBe('TARGET_FORBIDDEN');
    expect(new Set(rest)).toEqual(new Set(['TARGET_FORBIDDEN']));
    expect([...reached]).toEqual([]);
  });

  test('changes with each answer is connected to where it was checked', async () => {
    script = (_name, round) => [round % 2 === 0 ? ALLOWED : '127.0.0.1'];
    const all = await outcomes('flipping.example');
    expect(all.filter((it) => it === 'reached')).toHaveLength(ROUNDS / 2);
    expect(all.filter((it) => it === 'TARGET_FORBIDDEN')).toHaveLength(ROUNDS / 2);
    expect([...reached]).toEqual([[ALLOWED, ROUNDS / 2]]);
    // One look-up of both families for each connection: what was checked is not asked for again.
    expect(dns.asked('flipping.example')).toBe(2 * ROUNDS);
  });

  test('answers with inside and allowed addresses at once is connected to at the allowed one', async () => {
    script = () => ['127.0.0.1', ALLOWED, '127.0.0.3', '::1'];
    expect(new Set(await outcomes('mixed.example'))).toEqual(new Set(['reached']));
    expect(denied()).toEqual([]);
    expect(reached.get(ALLOWED)).toBe(ROUNDS);
  });

  test('answers with public and inside addresses at once reaches nothing inside', async () => {
    script = () => ['127.0.0.1', PUBLIC, '::1'];
    expect(await reach('half.example', 'https')).not.toMatch(/reached|TARGET_FORBIDDEN/);
    expect([...reached]).toEqual([]);
  });

  test('answers with nothing but inside addresses is refused, in every form of them', async () => {
    for (const address of ['127.0.0.1', '127.0.0.3', '0.0.0.0', '::1', '::', '::ffff:127.0.0.1']) {
      script = () => [address];
      expect([address, await reach('inside.example')]).toEqual([address, 'TARGET_FORBIDDEN']);
    }
    expect([...reached]).toEqual([]);
    // The proof: the listener counts, and the one that is allowed is let through.
    script = () => [ALLOWED];
    expect(await reach('inside.example')).toBe('reached');
    expect([...reached]).toEqual([[ALLOWED, 1]]);
  });
});
