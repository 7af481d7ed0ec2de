import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { NDJSON_HEADERS, writeLines } from '../../src/http/ndjson.ts';
import { until } from '../support/until.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function answered(lines: AsyncIterable<unknown>): Promise<IncomingMessage> {
  server = createServer((_, response) => {
    response.writeHead(200, NDJSON_HEADERS);
    void writeLines(response, lines).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1' }, resolve).on('error', reject).end();
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

it('each value is a line', async () => {
  async function* lines() {
    yield { to: 'juliet' };
    await new Promise(setImmediate);
    yield { to: 'röméo\n' };
  }
  expect(await textOf(await answered(lines()))).toBe('{"to":"juliet"}\n{"to":"röméo\\n"}\n');
});

it('a reader that stops reading stops who makes the lines, and one that leaves ends them', async () => {
  let made = 0;
  let isOver = false;
  async function* lines() {
    try {
      for (;;) {
        made += 1;
        yield 'x'.repeat(100_000);
        await new Promise(setImmediate);
      }
    } finally {
      isOver = true;
    }
  }
  const response = await answered(lines());
  response.pause();
  let before = -1;
  await until(() => {
    const isStill = made === before;
    before = made;
    return isStill;
  });
  expect(made).toBeLessThan(500);
  response.destroy();
  await until(() => isOver);
});

it('the connection is cut where the lines fail', async () => {
  async function* lines() {
    yield 1;
    await Promise.reject(new Error('a bug'));
  }
  await expect(textOf(await answered(lines()))).rejects.toThrow('aborted');
});
