/** Whoever works on what is declared is killed, and Redis with it: in the end everything is as it is wanted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild, type Child } from '../../support/child.ts';
import { LampServer } from '../../support/lamp-server.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until, within } from '../../support/until.ts';

const NAMES = ['verona', 'mantua', 'padua'];
const LAMPS = Array.from({ length: 60 }, (_, index) => `lamp-${index}`);
const RUNNER_KILLS = 10;
const REDIS_KILLS = 3;
const SERVER_RESTARTS = 2;
/** From the last fault until everything is as it is wanted. */
const SOON_MS = 5_000;

/** A replica that can be told what is wanted. */
class Replica {
  readonly child: Child;
  readonly #waiting: ((answer: string) => void)[] = [];
  readonly ready: Promise<void>;

  constructor(name: string, redis: RedisServer, server: LampServer) {
    const script = 'test/support/lamp-replica.ts';
    const args = ['--import', 'tsx', script, name, redis.url, String(server.port)];
    this.child = startChild(process.execPath, args);
    let isReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => (isReady = resolve));
    this.child.onLine((line) => {
      if (line === 'ready') isReady();
      else if (line === 'done' || line === 'failed') this.#waiting.shift()?.(line);
    });
    void this.child.exited.then(() =>
      this.#waiting.splice(0).forEach((answer) => answer('killed')),
    );
  }

  /** False when it is not known whether it was declared. */
  async tell(line: string): Promise<boolean> {
    if (!this.child.running()) return false;
    const answer = new Promise<string>((resolve) => void this.#waiting.push(resolve));
    this.child.stdin.write(`${line}\n`);
    return (await answer) === 'done';
  }
}

describe.runIf(needs('redis'))('three replicas', () => {
  let redis: RedisServer;
  let server: LampServer;
  const replicas = new Map<string, Replica>();
  const start = (name: string) => {
    const replica = new Replica(name, redis, server);
    replicas.set(name, replica);
    return replica.ready;
  };
  beforeEach(async () => {
    [redis, server] = await Promise.all([startRedis(), LampServer.start()]);
    await Promise.all(NAMES.map(start));
  });
  afterEach(async () => {
    await Promise.all([...replicas.values()].map(({ child }) => child.kill()));
    await server.stop();
    await redis.stop();
  });

  /** On, off or not at all: what somebody asked for last, on any replica, until it was taken. */
  const wanted = new Map<string, boolean>();
  async function declare(key: string, on: boolean | undefined): Promise<void> {
    const line = on === undefined ? `unwant ${key}` : `want ${key} ${on ? 'on' : 'off'}`;
    for (let attempt = 0; ; attempt += 1) {
      const replica = replicas.get(NAMES[(attempt + key.length) % NAMES.length]!)!;
      if (await replica.tell(line)) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // What is not wanted is to be off.
    wanted.set(key, on ?? false);
  }

  function changing() {
    let isOver = false;
    const run = async (keys: readonly string[], first: number) => {
      for (let turn = first; !isOver; turn += 1) {
        const choice = (turn * 7) % 5;
        await declare(keys[turn % keys.length]!, choice === 4 ? undefined : choice % 2 === 0);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    // Each lamp is changed by one only, so that it is known what was wanted last.
    const quarters = [0, 1, 2, 3].map((part) => LAMPS.filter((_, index) => index % 4 === part));
    const running = Promise.all(quarters.map(run));
    return async () => {
      isOver = true;
      await running;
    };
  }

  const different = () =>
    [...wanted].filter(([key, on]) => (server.lit().get(key) ?? false) !== on).map(([key]) => key);
  const acting = async () => {
    const from = server.acts.length;
    await until(() => server.acts.length > from + 20, { timeout: 15_000, message: 'requests' });
  };
  const killRunner = async () => {
    const name = await until(() => server.link(), { message: 'a link', timeout: 15_000 });
    const killedAt = performance.now();
    await replicas.get(name)!.child.kill();
    await start(name);
    return killedAt;
  };

  it('make everything as it is wanted, though runner, Redis and server are killed', async () => {
    for (const key of LAMPS) await declare(key, true);
    const stop = changing();
    let killedAt = 0;
    for (let kill = 0; kill < RUNNER_KILLS; kill += 1) {
      await acting();
      killedAt = await killRunner();
      if (kill % 3 === 1 && kill / 3 < REDIS_KILLS) {
        await acting();
        await redis.kill();
        await redis.restart();
      }
      if (kill % 4 === 2 && kill / 4 < SERVER_RESTARTS) {
        await acting();
        await server.restart();
      }
    }
    await within(stop(), 10_000, 'the last declarations to be taken');
    await until(() => different().length === 0, {
      timeout: SOON_MS - (performance.now() - killedAt),
      message: () => `${different().join(', ')} to be as wanted`,
    });
    console.log(
      `as wanted ${Math.round(performance.now() - killedAt)} ms after the last kill, ` +
        `after ${server.acts.length} requests in ${new Set(server.acts.map((it) => it.link)).size} processes`,
    );
    expectOneRunnerAtATime();
  });

  /** Epochs of a lamp's requests never go back, and all of one epoch are of one process. */
  function expectOneRunnerAtATime() {
    const last = new Map<string, { epoch: number; link: string }>();
    const wrong = server.acts.filter(({ key, epoch, link }) => {
      const before = last.get(key);
      last.set(key, { epoch, link });
      if (before === undefined || before.epoch < epoch) return false;
      return before.epoch > epoch || before.link !== link;
    });
    expect(wrong).toEqual([]);
  }
});
