/** What ends calls and streams holds also after garbage collections: Node's signals refer to each other weakly. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBridge } from '../../client/src/bridge.ts';
import { readEvents } from '../../client/src/events.ts';
import { until, within } from '../support/until.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const KEEP_ALIVE_MS = 50;

describe('the client', () => {
  let server: Server;
  let requests: string[];
  let baseUrl: string;
  beforeEach(async () => {
    requests = [];
    server = createServer(({ url = '' }, response) => {
      requests.push(url);
      if (url.includes('/stream')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const timer = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
        response.on('close', () => {
          clearInterval(timer);
        });
      } else if (url.includes('/keys')) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"items":');
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const collected = async () => {
    await until(() => requests.length > 0);
    for (let time = 0; time < 5; time += 1) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, KEEP_ALIVE_MS));
    }
  };

  it.each(['/v1/status', '/v1/keys'] as const)('gives up %s in time', async (path) => {
    const bridge = createBridge({ baseUrl, key: 'k', timeoutMs: 600, retries: 0 });
    const call = bridge.GET(path);
    call.catch(() => undefined);
    await collected();
    await expect(within(call, 5_000, 'the end of the call')).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('leaves a stream of events when it is told to', async () => {
    const leave = new AbortController();
    const reading = (async () => {
      const options = { baseUrl, key: 'k', after: 'oldest', signal: leave.signal };
      for await (const event of readEvents(options)) expect(event).toBeUndefined();
    })();
    await collected();
    leave.abort();
    await within(reading, 5_000, 'the end of the stream');
  });
});
