import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Pool } from 'undici';
import { POST_LIMITS } from '../../../src/webhooks/attempt.ts';
import { post } from '../../../src/webhooks/post.ts';
import { guardedConnector, targetRule } from '../../../src/webhooks/target-guard.ts';

let server: Server;
let connections = 0;
let port = 0;

beforeAll(async () => {
  server = createServer((_request, response) => response.end('reached'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function reach(url: string, allow: readonly string[] = []): Promise<string> {
  const pool = new Pool(new URL(url).origin, {
    connect: guardedConnector(targetRule(allow), 2_000),
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
