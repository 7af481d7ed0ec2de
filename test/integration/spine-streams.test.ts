/** Live streams with a real server and a real store: cut and resumed under load, after a loss, with readers that do not read. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { percentiles } from '../bench/statistics.ts';
import { needs } from '../support/need.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { openSse } from '../support/sse-client.ts';
import { until } from '../support/until.ts';
import { openWs } from '../support/ws-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { tell } from './replicas/accounting.ts';
import { sseReader, wsReader, type Connect, type Read } from './spine/readers.ts';
import { openStage, type Stage } from './spine/stage.ts';

const CUTS = 100;
/** `STREAM_LISTENERS=1000` is the full size, at which it is told how long an event takes to those that read. */
const LISTENERS = Number(process.env['STREAM_LISTENERS'] ?? 100);
const IS_FULL_SIZE = LISTENERS >= 1_000;
const LISTENERS_TIMEOUT = IS_FULL_SIZE ? 600_000 : 120_000;
const BIG = 'x'.repeat(100_000);
const SMALL = 'x'.repeat(500);
const BODIES = Array.from({ length: 60 }, () => (IS_FULL_SIZE ? [BIG, SMALL] : [BIG])).flat();

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

  it(
    'readers that do not read are closed and lose nothing, and the others get all',
    async () => {
      const stalled = Math.ceil(LISTENERS / 10);
      const before = residentBytes(stage.bridge.pid());
      const awake = await listenAll(LISTENERS - stalled);
      const alone = IS_FULL_SIZE ? await sayTo(awake, BODIES) : [];
      const sleepers = await listenAll(stalled);
      for (const { socket } of sleepers) socket.pause();
      const beside = await sayTo(awake, BODIES);
      const resident = residentBytes(stage.bridge.pid()) - before;
      for (const { socket } of sleepers) socket.resume();
      const endings = await Promise.all(sleepers.map(({ closed }) => closed));
      if (IS_FULL_SIZE)
        tell('live streams', { p99Alone: p99(alone), p99Beside: p99(beside), resident });
      expect(resident).toBeLessThan(200 * 1024 * 1024);
      expect(new Set(endings.map(({ code }) => code))).toEqual(new Set([1013]));
      const all = awake[0]!.cursors;
      expect(all).toHaveLength(alone.length + beside.length);
      for (const { cursors } of awake) expect(cursors).toEqual(all);
      for (const [n, { cursors }] of sleepers.entries()) {
        const back = listen(endings[n]!.reason);
        await until(() => cursors.length + back.cursors.length >= beside.length, {
          timeout: 20_000,
        });
        back.socket.terminate();
        expect([...cursors, ...back.cursors]).toEqual(all.slice(alone.length));
      }
      for (const { socket } of awake) socket.terminate();
    },
    LISTENERS_TIMEOUT,
  );

  const listen = (after: string) =>
    watch(`${stage.bridge.baseUrl.replace('http', 'ws')}/v1/events/ws?after=${after}`, auth());

  async function listenAll(count: number): Promise<Watched[]> {
    const after = await now();
    const clients = Array.from({ length: count }, () => listen(after));
    await Promise.all(clients.map(({ open }) => open));
    return clients;
  }

  /** Each when the one before is everywhere. */
  async function sayTo(listeners: readonly Watched[], bodies: readonly string[]): Promise<Heard[]> {
    const heard: Heard[] = [];
    for (const body of bodies) {
      const [from, before] = [performance.now(), listeners[0]!.cursors.length];
      await say(body);
      await until(() => listeners.every(({ cursors }) => cursors.length > before), {
        timeout: 60_000,
        message: () => `event ${before} everywhere`,
      });
      heard.push({ body, waits: listeners.map(({ times }) => times[before]! - from) });
    }
    return heard;
  }

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

interface Heard {
  readonly body: string;
  /** Until it was at each listener, ms. */
  readonly waits: readonly number[];
}

function p99(heard: readonly Heard[]) {
  const of = (body: string) => {
    const waits = heard.filter((it) => it.body === body).flatMap((it) => it.waits);
    return Math.round(percentiles(Float64Array.from(waits)).p99);
  };
  return { big: of(BIG), small: of(SMALL) };
}

type Watched = ReturnType<typeof watch>;

/** A client that looks at no more of an event than its cursor, and when it came. */
function watch(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(url, { headers });
  const cursors: string[] = [];
  const times: number[] = [];
  socket.on('message', (data: Buffer) => {
    const [, cursor] =
      /^\{"type":"event","event":\{"cursor":"([\w-]+)"/.exec(data.toString('latin1', 0, 300)) ?? [];
    if (cursor === undefined) return;
    cursors.push(cursor);
    times.push(performance.now());
  });
  const open = new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
  return { socket, cursors, times, open, closed };
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
