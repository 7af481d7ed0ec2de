import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpLimits } from '../../../src/http/server.ts';
import { until } from '../../support/until.ts';
import { KEY, startApi, type Api } from './api.ts';

let api: Api;
let open: Client[] = [];
afterEach(async () => {
  for (const { socket } of open) socket.destroy();
  open = [];
  await api.close();
});

/** A connection and what came over it. */
interface Client {
  readonly socket: Socket;
  readonly heard: () => string;
}

async function start(keyless: Partial<HttpLimits['keyless']>): Promise<void> {
  api = await startApi({
    keyless: { connections: 100, perSecond: 1_000, proxies: [], ...keyless },
  });
}

async function client(text = ''): Promise<Client> {
  const { port } = api.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => (heard += String(chunk)));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  const it = { socket, heard: () => heard };
  open.push(it);
  return it;
}

const request = (key: string, more = '') =>
  `GET /v1/status HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n${more}\r\n`;
const answers = ({ heard }: Client) => heard().match(/HTTP\/1\.1 \d+/g) ?? [];

describe('connections of one address on which no key was sent', () => {
  it('are bounded: the oldest is told and closed, and a newer one with a key is served', async () => {
    await start({ connections: 5 });
    const idle = [await client(), await client('GET /v1/sta')];
    for (let n = 0; n < 4; n += 1) idle.push(await client());
    const juliet = await client(request(KEY));
    await until(() => answers(juliet).length === 1);
    expect(juliet.heard()).toMatch(/^HTTP\/1\.1 200/);
    // The oldest had two seconds to send a key.
    await until(() => idle[0]!.socket.closed);
    expect(idle[0]!.heard()).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: 1\r\n[^]*too-many-requests/);
    // With her key she left the count: only more of the others close another.
    for (let n = 0; n < 300; n += 1) await client();
    await until(() => idle.every(({ socket }) => socket.closed));
    juliet.socket.write(request(KEY));
    await until(() => answers(juliet).length === 2);
    expect(juliet.socket.closed).toBe(false);
  });

  it('are not counted where they come from a trusted proxy', async () => {
    await start({ connections: 2, proxies: ['127.0.0.0/8'] });
    const all = [await client(), await client(), await client(), await client()];
    all[0]!.socket.write(request(KEY));
    await until(() => answers(all[0]!).length === 1);
    expect(all.every(({ socket }) => !socket.closed)).toBe(true);
  });
});

describe('requests of one address without a valid key', () => {
  const guess = async (count: number, text: string) => {
    const guessers: Client[] = [];
    for (let n = 0; n < count; n += 1) guessers.push(await client(text));
    await until(() => guessers.every((one) => answers(one).length === 1));
    return guessers;
  };
  const statuses = (all: readonly Client[]) => all.flatMap(answers).map((line) => line.slice(9));

  it('are refused after a second when they are too many, and those with a key are served', async () => {
    await start({ perSecond: 3 });
    const guessing = guess(12, request('wrong'));
    const juliet = await client(request(KEY));
    await until(() => answers(juliet).length === 1);
    expect(answers(juliet)).toEqual(['HTTP/1.1 200']);
    const guessers = await guessing;
    expect(new Set(statuses(guessers))).toEqual(new Set(['401', '429']));
    const refused = guessers.find((one) => statuses([one])[0] === '429');
    expect(refused!.heard()).toMatch(/retry-after: 1/i);
  });

  it('are only slowed down where each waits for the answer before', async () => {
    await start({ perSecond: 20 });
    const guesser = await client();
    const begun = performance.now();
    for (let n = 0; n < 25; n += 1) {
      guesser.socket.write(request('wrong'));
      await until(() => answers(guesser).length === n + 1);
    }
    expect(new Set(statuses([guesser]))).toEqual(new Set(['401']));
    expect(performance.now() - begun).toBeGreaterThan(200);
  });

  it('count also where no key is needed', async () => {
    await start({ perSecond: 1 });
    const readers = await guess(4, 'GET /v1/montague HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(new Set(statuses(readers))).toEqual(new Set(['404', '429']));
  });

  it('end the connection when they come while a refusal is held back', async () => {
    await start({ perSecond: 1 });
    const flood = await client(request('wrong').repeat(200));
    await until(() => flood.socket.closed);
    expect(answers(flood).length).toBeLessThan(3);
  });

  it('are those of the client that a trusted proxy names', async () => {
    await start({ perSecond: 1, proxies: ['127.0.0.1'] });
    const from = (address: string) =>
      request('wrong', `X-Forwarded-For: 198.51.100.1, ${address}\r\n`);
    const romeo = guess(4, from('192.0.2.1'));
    const juliet = await guess(1, from('192.0.2.2'));
    expect(statuses(juliet)).toEqual(['401']);
    expect(new Set(statuses(await romeo))).toEqual(new Set(['401', '429']));
  });
});
