/** The link mode and the number of partitions change in a rolling update, with messages that flow and messages that wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../../src/contract/schemas.ts';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { startEjabberd } from '../../support/ejabberd.ts';
import { needs } from '../../support/need.ts';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import type { TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { openCaller } from './load.ts';
import type { Caller } from './load.ts';
import { connectRawUser } from './raw-user.ts';
import type { RawUser } from './raw-user.ts';

const REPLICAS = 3;
const GUESTS = 5;
const QUEUED = 40;
/** Between two messages to each of them. */
const PAUSE_MS = 20;
const API_KEY = 'one-key';
const LEADER = { BRIDGE_LINK_MODE: 'leader' };
const ALL = { BRIDGE_LINK_MODE: 'all' };
const ALL_IN_FOUR = { ...ALL, BRIDGE_OUTBOX_PARTITIONS: '4' };
const users = Array.from({ length: GUESTS }, (_, n) => ({ name: `guest${n}`, password: 'guest' }));

describe.runIf(needs('ejabberd', 'redis'))('three replicas', () => {
  const endings: (() => unknown)[] = [];
  const urls: string[] = [];
  let replicas: BridgeProcess[];
  let start: (env: Record<string, string>) => Promise<BridgeProcess>;
  let proxy: TcpProxy;
  let guests: RawUser[];
  let caller: Caller;
  let said: number;

  beforeEach(async () => {
    const [server, redis] = await Promise.all([startEjabberd({ users }), startRedis({})]);
    proxy = await startTcpProxy(server.componentPort);
    endings.push(
      () => server.stop(),
      () => redis.stop(),
      () => proxy.stop(),
    );
    const service = { BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${proxy.port}` };
    start = async (env) => {
      const bridge = await startBridge({
        ...{ server, redisUrl: redis.url, apiKey: API_KEY, waitFor: '/readyz' },
        env: { ...service, ...env },
      });
      endings.push(() => bridge.kill());
      urls.push(bridge.baseUrl);
      return bridge;
    };
    urls.length = 0;
    replicas = [];
    said = 0;
    guests = await Promise.all(users.map(({ name }) => connectRawUser({ server, user: name })));
    caller = openCaller({ urls, apiKey: API_KEY });
    endings.push(() => caller.close(), ...guests.map((guest) => () => guest.close()));
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  /** As Kubernetes does: a new one, and when it is ready an old one goes. */
  async function roll(env: Record<string, string>): Promise<void> {
    const olds = replicas;
    replicas = [];
    if (olds.length === 0) replicas = await Promise.all([start(env), start(env), start(env)]);
    else await replace(olds, env);
  }
  async function replace(olds: BridgeProcess[], env: Record<string, string>): Promise<void> {
    for (const old of olds) {
      replicas.push(await start(env));
      urls.splice(urls.indexOf(old.baseUrl), 1);
      expect(await old.stop()).toBe(0);
    }
  }
  async function say(count: number): Promise<void> {
    const from = said;
    said += count;
    await Promise.all(
      guests.map(async (guest) => {
        for (let n = from; n < from + count; n += 1)
          await caller.send(guest.jid, `${n} for ${guest.jid}`);
      }),
    );
  }
  async function status(): Promise<StatusReport> {
    const { json } = await replicas[0]!.api.get('/v1/status');
    return json as StatusReport;
  }
  async function allHaveHeardEverything(): Promise<void> {
    const missing = () => guests.reduce((sum, { arrivals }) => sum + said - arrivals.length, 0);
    await until(() => missing() <= 0, {
      timeout: 20_000,
      message: () => `${missing()} of ${said * GUESTS} to arrive`,
    });
    for (const { arrivals, jid } of guests) {
      const expected = Array.from({ length: said }, (_, n) => `${n} for ${jid}`);
      expect(arrivals.map(({ body }) => body)).toEqual(expected);
    }
    await until(async () => (await status()).outbox.depth === 0);
  }
  const nowRunsWith = (mode: string, partitions: number) =>
    until(
      () => {
        const last = replicas.map((replica) => layoutIn(replica.logs()));
        return last.every((layout) => layout === `${mode} ${partitions}`);
      },
      { timeout: 20_000, message: () => replicas.map((one) => layoutIn(one.logs())).join() },
    );

  it('change from one mode to the other, and the number of partitions, while messages flow', async () => {
    await roll(LEADER);
    const flow = new AbortController();
    const flowing = (async () => {
      while (!flow.signal.aborted) {
        await say(1);
        await sleep(PAUSE_MS);
      }
    })();
    await until(() => said > 20);
    for (const [env, mode, partitions] of [
      [ALL, 'all', 16],
      [ALL_IN_FOUR, 'all', 4],
      [LEADER, 'leader', 1],
    ] as const) {
      await roll(env);
      await nowRunsWith(mode, partitions);
      const before = said;
      await until(() => said > before + 10);
    }
    flow.abort();
    await flowing;
    await allHaveHeardEverything();
  });

  it('change both while messages wait for a link', async () => {
    await roll(LEADER);
    for (const [env, mode, partitions] of [
      [ALL_IN_FOUR, 'all', 4],
      [ALL, 'all', 16],
      [LEADER, 'leader', 1],
    ] as const) {
      proxy.mode = { kind: 'refuse' };
      proxy.reset();
      await say(QUEUED / GUESTS);
      await roll(env);
      await nowRunsWith(mode, partitions);
      await say(QUEUED / GUESTS);
      expect((await status()).outbox.depth).toBe(2 * QUEUED);
      proxy.mode = { kind: 'pass' };
      await allHaveHeardEverything();
    }
  });

  it('refuse to hold links in two modes at once, and say why', async () => {
    await roll(LEADER);
    const odd = await start(ALL);
    const why = /BRIDGE_LINK_MODE is all here, while 3 other replicas run with leader/;
    const ready = () => fetch(`${odd.managementUrl}/readyz`);
    await until(async () => why.test(await (await ready()).text()));
    expect((await ready()).status).toBe(200);
    expect(odd.logs()).toMatch(why);
    await say(3);
    await allHaveHeardEverything();
    expect(proxy.open()).toBe(1);
    await Promise.all(replicas.map((replica) => replica.kill()));
    urls.splice(0, REPLICAS);
    replicas = [odd];
    await say(3);
    await allHaveHeardEverything();
    expect(await (await ready()).text()).not.toMatch(why);
  });
});

/** The layout that a replica last said to be in force. */
function layoutIn(logs: string): string {
  const line = logs
    .split('\n')
    .filter((text) => text.includes('the layout of the outbox"'))
    .at(-1);
  const { mode, partitions, next } = JSON.parse(line ?? '{}') as Record<string, unknown>;
  return next === undefined ? `${String(mode)} ${String(partitions)}` : 'in between';
}
