/** Live streams with a real server and a real store: cut and resumed under load, after a loss, with readers that do not read. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { needs } from '../support/need.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { openSse } from '../support/sse-client.ts';
import { until } from '../support/until.ts';
import { openWs } from '../support/ws-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { sseReader, wsReader, type Connect, type Read } from './spine/readers.ts';
import { openStage, type Stage } from './spine/stage.ts';

const CUTS = 100;
const LISTENERS = Number(process.env['STREAM_LISTENERS'] ?? 100);
const BIG = 100_000;

describe.runIf(needs('prosody', 'redis'))('live streams', () => {
  let redis: RedisServer;
  let stage: Stage;
  let juliet: XmppClient;

  beforeAll(async () => {
    redis = await startRedis();
    const env = { BRIDGE_REDIS_URL: redis.url, BRIDGE_MAX_UNSENT: '256KiB' };
    stage = await openStage('prosody', env);
    juliet = await stage.user('juliet');
  });
  afterAll(async () => {
    await stage.close();
    await redis.stop();
  });

  const say = (body: string) =>
    juliet.send(
      `<message to="bot@${stage.server.componentDomain}" type="chat"><body>${body}</body></message>`,
    );
  const now = async () =>
    ((await stage.api.get('/v1/events?after=now&limit=1')).json as { cursor: string }).cursor;
  const auth = () => ({ authorization: `Bearer ${stage.bridge.apiKey}` });

  it.each([
    ['SSE', sseReader],
    ['WebSocket', wsReader],
  ])(
    '%s, cut and resumed a hundred times under load, misses nothing and repeats nothing',
    async (name, reader) => {
      const start = await now();
      const sent: string[] = [];
      const over = new AbortController();
      const saying = (async () => {
        while (!over.signal.aborted) {
          sent.push(`${name} ${String(sent.length)}`);
          await say(sent.at(-1)!);
          await sleep(1);
        }
      })();
      const reads: Read[] = [];
      const after = await cutAgainAndAgain(reader(stage.bridge), start, (read) => reads.push(read));
      over.abort();
      await saying;
      const last = await reader(stage.bridge)(after, (read) => reads.push(read));
      await until(() => reads.length >= sent.length, {
        message: () => `${reads.length} of ${sent.length}`,
      });
      await say('the proof');
      await until(() => reads.at(-1)?.body === 'the proof');
      last.cut();
      expect(reads.slice(0, -1).map(({ body }) => body)).toEqual(sent);
      expect(new Set(reads.map(({ cursor }) => cursor)).size).toBe(reads.length);
    },
  );

  async function cutAgainAndAgain(
    connect: Connect,
    start: string,
    take: (read: Read) => void,
  ): Promise<string> {
    let after = start;
    for (let cut = 0; cut < CUTS; cut += 1) {
      const connection = await connect(after, take);
      await sleep(Math.random() * 30);
      connection.cut();
      await connection.closed;
      // What was on its way when the connection was cut may still have come.
      after = connection.cursor();
    }
    return after;
  }

  it('readers that do not read are closed and lose nothing, and the others get all', async () => {
    const stalled = Math.ceil(LISTENERS / 10);
    const before = residentBytes(stage.bridge.pid());
    const start = await now();
    const url = `${stage.bridge.baseUrl.replace('http', 'ws')}/v1/events/ws?after=${start}`;
    const clients = Array.from({ length: LISTENERS }, () => listen(url, auth()));
    await Promise.all(clients.map(({ open }) => open));
    const [sleepers, awake] = [clients.slice(0, stalled), clients.slice(stalled)];
    for (const { socket } of sleepers) socket.pause();
    const sent = 60;
    for (let n = 0; n < sent; n += 1) {
      await say('x'.repeat(BIG));
      const slowest = () => Math.min(...awake.map(({ cursors }) => cursors.length));
      await until(() => slowest() > n, { timeout: 60_000, message: `event ${n} everywhere` });
    }
    expect(residentBytes(stage.bridge.pid()) - before).toBeLessThan(200 * 1024 * 1024);
    for (const { socket } of sleepers) socket.resume();
    const endings = await Promise.all(sleepers.map(({ closed }) => closed));
    expect(new Set(endings.map(({ code }) => code))).toEqual(new Set([1013]));
    const all = awake[0]!.cursors;
    expect(all).toHaveLength(sent);
    for (const { cursors } of awake) expect(cursors).toEqual(all);
    for (const [n, { cursors }] of sleepers.entries()) {
      const back = listen(url.replace(/after=.*/, `after=${endings[n]!.reason}`), auth());
      await until(() => cursors.length + back.cursors.length >= sent, { timeout: 20_000 });
      back.socket.terminate();
      expect([...cursors, ...back.cursors]).toEqual(all);
    }
    for (const { socket } of awake) socket.terminate();
  });

  it('after the store lost everything, readers of before are told', async () => {
    const url = `${stage.bridge.baseUrl}/v1/events`;
    await say('before');
    const old = await now();
    const [sse, ws] = [
      await openSse(`${url}/stream?after=${old}`, { key: stage.bridge.apiKey }),
      await openWs(`${url}/ws?after=${old}`, auth()),
    ];
    await redisCommand(redis.port, 'FLUSHALL');
    await say('after');
    const problem = await sse.events.waitFor(({ type }) => type === 'problem', 20_000);
    expect(JSON.parse(problem.data)).toMatchObject({ code: 'history-lost' });
    expect((await ws.closed).code).toBe(4410);
    const again = await openSse(`${url}/stream`, { key: stage.bridge.apiKey, lastEventId: old });
    expect(again.response.statusCode).toBe(410);
    again.cut();
    const late = await openWs(`${url}/ws?after=${old}`, auth());
    expect((await late.closed).code).toBe(4410);
    expect((await stage.api.get(`/v1/events?after=${old}`)).status).toBe(410);
  });

  it('are ended when the replica stops, with a place to go on from', async () => {
    const url = `${stage.bridge.baseUrl}/v1/events`;
    const sse = await openSse(`${url}/stream`, { key: stage.bridge.apiKey });
    const ws = await openWs(`${url}/ws`, auth());
    await until(() => ws.cursor() !== '' && sse.lastId() !== '');
    await stage.bridge.stop();
    expect(await sse.ended).toBe(true);
    const { code, reason } = await ws.closed;
    expect(code).toBe(1001);
    await stage.bridge.restart();
    const back = await openWs(`${url}/ws?after=${reason}`, auth());
    await say('welcome back');
    await back.events.waitFor(({ data }) => (data as { body?: string }).body === 'welcome back');
    back.cut();
  });
});

/** A client that looks at no more of an event than its cursor. */
function listen(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(url, { headers });
  const cursors: string[] = [];
  socket.on('message', (data: Buffer) => {
    const [, cursor] =
      /^\{"type":"event","event":\{"cursor":"([\w-]+)"/.exec(data.toString('latin1', 0, 300)) ?? [];
    if (cursor !== undefined) cursors.push(cursor);
  });
  const open = new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
  return { socket, cursors, open, closed };
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
