import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Pool } from 'undici';
import { POST_LIMITS } from '../../support/post-limits.ts';
import { post } from '../../../src/egress/exchange.ts';
import { guardedConnector, targetRule, type LookUp } from '../../../src/egress/guard.ts';

let server: Server;
let connections = 0;
let port = 0;
/** Local addresses that connections were made to. */
const reached = new Set<string>();

beforeAll(async () => {
  server = createServer((_request, response) => response.end('reached'));
  server.on('connection', ({ localAddress = '' }) => {
    connections += 1;
    reached.add(localAddress.replace('::ffff:', ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function reach(url: string, allow: readonly string[] = [], lookUp?: LookUp): Promise<string> {
  const pool = new Pool(new URL(url).origin, {
    connect: guardedConnector(targetRule(allow), 2_000, lookUp),
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

describe('a connection', () => {
  test.each([
    'http://localhost',
    'https://localhost',
    'http://127.0.0.1',
    'https://127.0.0.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
    'https://[::127.0.0.1]',
  ])('is never made to %s', async (origin) => {
    const before = connections;
    expect(await reach(`${origin}:${port}/`)).toBe('TARGET_FORBIDDEN');
    // The proof: the listener counts, and counts the one that is let through.
    expect(await reach(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toBe('reached');
    expect(connections).toBe(before + 1);
  });

  test.each([['127.0.0.0/8'], ['127.0.0.1'], ['localhost'], ['LOCALHOST']])(
    'is made when the operator allowed %s',
    async (allowed) => {
      expect(await reach(`http://localhost:${port}/`, [allowed, '::1'])).toBe('reached');
    },
  );
});

describe('a name that leads somewhere else each time', () => {
  /** Answers one of the lists after the other. */
  function rebinding(...answers: readonly string[][]): LookUp & { readonly asked: () => number } {
    let asked = 0;
    const lookUp: LookUp = (_host, _options, callback) => {
      const addresses = answers[asked % answers.length] ?? [];
      asked += 1;
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    };
    return Object.assign(lookUp, { asked: () => asked });
  }

  const url = () => `http://rebinding.example:${port}/`;

  test('is connected to where it was checked: it is looked up once for each connection', async () => {
    reached.clear();
    const lookUp = rebinding(['127.0.0.2'], ['127.0.0.1']);
    const outcomes: string[] = [];
    for (let n = 0; n < 10; n += 1) outcomes.push(await reach(url(), ['127.0.0.2'], lookUp));
    expect(outcomes.filter((it) => it === 'reached')).toHaveLength(5);
    expect(outcomes.filter((it) => it === 'TARGET_FORBIDDEN')).toHaveLength(5);
    expect([...reached]).toEqual(['127.0.0.2']);
    expect(lookUp.asked()).toBe(10);
  });

  test('is connected to at the allowed ones of its addresses only', async () => {
    reached.clear();
    const lookUp = rebinding(['127.0.0.1', '127.0.0.2', '127.0.0.3']);
    expect(await reach(url(), ['127.0.0.2'], lookUp)).toBe('reached');
    expect([...reached]).toEqual(['127.0.0.2']);
  });
});
