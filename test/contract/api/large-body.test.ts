/** A caller reads why its body was refused, however much of the body it still has to send. */
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRestOfBody } from '../../../src/http/rest-of-body.ts';
import { KEY, startApi, type Api } from './api.ts';

const CHUNK = 'x'.repeat(50_000);

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Sends the whole of a body, whatever comes back meanwhile, and then a second request. */
async function upload(framing: string, frame: (chunk: string) => string): Promise<string> {
  const { port } = api.app.server.address() as AddressInfo;
  const socket: Socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  const ended = new Promise<void>((resolve, reject) => {
    socket.once('end', resolve).once('error', reject);
  });
  const head = `Host: bridge.example.org\r\nAuthorization: Bearer ${KEY}\r\n`;
  socket.write(`POST /v1/messages HTTP/1.1\r\n${head}Content-Type: application/json\r\n${framing}`);
  for (let sent = 0; sent < 60; sent += 1) {
    if (!socket.write(frame(CHUNK))) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.write(`${frame('')}GET /v1/status HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
  await ended;
  return answer;
}

describe('a body over the bound', () => {
  it.each([
    ['with its length', `Content-Length: ${60 * CHUNK.length}\r\n\r\n`, (text: string) => text],
    [
      'in chunks',
      'Transfer-Encoding: chunked\r\n\r\n',
      (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`,
    ],
  ])('%s is read to its end and refused', async (_what, framing, frame) => {
    const answer = await upload(framing, frame);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });
});

describe('the rest of a body that never ends', () => {
  it.each([
    ['bytes', { bytes: 200_000, ms: 60_000 }],
    ['time', { bytes: 1e12, ms: 100 }],
  ])('is bounded in %s', async (_what, bounds) => {
    const server = createServer((raw, response) => {
      readRestOfBody({ raw }, response, bounds);
      response.writeHead(413).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const socket: Socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve()).on('error', () => undefined);
    });
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const drip = setInterval(() => socket.write(`c350\r\n${CHUNK}\r\n`), 5);
    await closed;
    clearInterval(drip);
    server.close();
    expect(answer).toContain('HTTP/1.1 413');
  });
});
