import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DataStep } from '../../../src/store/redis/data-steps.ts';
import { openRedisStore } from '../../../src/store/redis/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { startChild } from '../../support/child.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedisCluster, startRedisSentinel } from '../../support/redis-sets.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { openRedis, silentLog } from './redis-stores.ts';

const CAST = { name: 'cast', keep: 'forever' } as const;
const MARK = '{sb:bridge.example.org}:data-version';

const opened: Store[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

async function open(url: string, steps: readonly DataStep[] = [], graceMs = 20): Promise<Store> {
  const domain = 'bridge.example.org';
  const store = await openRedisStore({ url, domain, log: silentLog, steps, graceMs });
  opened.push(store);
  return store;
}

/** A step as it should be: record by record, passing over what is done. `before` may interrupt it. */
function capitals(before: (id: string) => void = () => undefined): DataStep {
  return async ({ client, keys }) => {
    const key = keys.space(CAST);
    for (const [id, text] of Object.entries(await client.hgetall(key)).sort()) {
      before(id);
      const [version = '', value = ''] = text.split('\n');
      if (value === value.toUpperCase()) continue;
      await client.hset(key, id, `${Number(version) + 1}\n${value.toUpperCase()}`);
    }
  };
}

async function cast(url: string): Promise<void> {
  const store = await openRedis(url);
  const ids = ['juliet', 'romeo'];
  const put = (id: string) => ({ do: 'put', space: CAST, id, value: id }) as const;
  await until(() => store.commit(ids.map(put)).catch(() => undefined));
  await store.close();
}

const read = async (store: Store) =>
  [...(await store.list(CAST)).values()].map(({ value }) => value).sort();

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => '',
    (error: unknown) => String(error),
  );

describe.runIf(needs('redis'))('what an older bridge wrote', () => {
  let redis: RedisServer;
  const mark = async () => (await redisCommand(redis.port, 'GET', MARK)).split('\r\n')[1];

  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  it('is brought to the newer version before anything reads it', async () => {
    await cast(redis.url);
    const store = await open(redis.url, [capitals()]);
    expect(await read(store)).toEqual(['JULIET', 'ROMEO']);
    expect(await mark()).toBe('2');
  });

  it('takes every step that is missing, in their order', async () => {
    await cast(redis.url);
    const taken: number[] = [];
    const step = (number: number) => () => Promise.resolve(void taken.push(number));
    await open(redis.url, [step(1)]);
    await open(redis.url, [step(1), step(2), step(3)]);
    expect(taken).toEqual([1, 2, 3]);
    expect(await mark()).toBe('4');
  });

  it('is changed by one of several replicas that start at once', async () => {
    await cast(redis.url);
    let runs = 0;
    const step: DataStep = (parts) => {
      runs += 1;
      return capitals()(parts);
    };
    const stores = await Promise.all([1, 2, 3].map(() => open(redis.url, [step])));
    for (const store of stores) expect(await read(store)).toEqual(['JULIET', 'ROMEO']);
    expect(runs).toBe(1);
  });

  it('is whole in the end when the step failed in the middle, and not read before', async () => {
    await cast(redis.url);
    let isAsleep = true;
    const failing = capitals((id) => {
      if (id === 'romeo' && isAsleep) throw new Error('asleep');
    });
    const opening = open(redis.url, [failing]);
    await until(async () =>
      (await redisCommand(redis.port, 'HGETALL', `${MARK.split(':data')[0]}:space:cast`)).includes(
        'JULIET',
      ),
    );
    expect(await mark()).toBe('2<1');
    isAsleep = false;
    expect(await read(await opening)).toEqual(['JULIET', 'ROMEO']);
    expect(await mark()).toBe('2');
  });

  it('is whole in the end when the replica was killed in the middle', async () => {
    await cast(redis.url);
    const killed = startChild('node', [
      ...['--import', 'tsx', 'test/support/interrupted-migration.ts', redis.url],
    ]);
    await until(() => killed.output().includes('half done'), { message: () => killed.output() });
    await killed.kill();
    expect(await mark()).toBe('2<1');
    const store = await open(redis.url, [capitals()]);
    expect(await read(store)).toEqual(['JULIET', 'ROMEO']);
  });

  it('is neither written nor read any more by an older bridge that still runs', async () => {
    await cast(redis.url);
    const older = await open(redis.url);
    let said = '';
    const step: DataStep = async () => {
      const change = { do: 'put', space: CAST, id: 'nurse', value: 'x' } as const;
      said = await refusal(older.commit([change]));
    };
    const newer = await open(redis.url, [step]);
    expect(said).toContain('The store did not answer');
    expect((await newer.list(CAST)).has('nurse')).toBe(false);
    await until(async () => (await refusal(older.list(CAST))).includes('run a newer bridge'));
  });

  it('is not opened by an older bridge while it is changed', async () => {
    await redisCommand(redis.port, 'SET', MARK, '2<1');
    await expect(open(redis.url)).rejects.toThrow('run a newer bridge');
  });

  it('is left as it is by who only looks', async () => {
    await cast(redis.url);
    let runs = 0;
    const steps = [() => Promise.resolve(void (runs += 1))];
    const deps = { url: redis.url, domain: 'bridge.example.org', log: silentLog, steps };
    const store = await openRedisStore({ ...deps, looksOnly: true });
    opened.push(store);
    expect(await refusal(store.ping())).toContain('is being brought');
    expect([await mark(), runs]).toEqual(['1', 0]);
  });

  it('takes no step where nothing was written yet', async () => {
    let runs = 0;
    await open(redis.url, [() => Promise.resolve(void (runs += 1))]);
    expect([await mark(), runs]).toEqual(['2', 0]);
  });

  it('is dated again when Redis came back empty', async () => {
    const store = await open(redis.url, [() => Promise.resolve()]);
    await redisCommand(redis.port, 'FLUSHALL');
    await store.commit([{ do: 'put', space: CAST, id: 'juliet', value: 'Juliet' }]);
    expect(await mark()).toBe('2');
  });
});

describe.runIf(needs('redis')).each([
  {
    name: 'a Cluster',
    start: async () => {
      const cluster = await startRedisCluster();
      const hosts = cluster.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
      return { url: `redis+cluster://${hosts}`, stop: () => cluster.stop() };
    },
  },
  {
    name: 'Sentinel',
    start: async () => {
      const set = await startRedisSentinel();
      return {
        url: `redis+sentinel://127.0.0.1:${set.sentinelPort}/${set.name}`,
        stop: () => set.stop(),
      };
    },
  },
])('what an older bridge wrote on $name', ({ start }) => {
  let redis: { readonly url: string; stop(): Promise<void> };
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.stop());

  it('is brought to the newer version once', async () => {
    await cast(redis.url);
    const stores = await Promise.all([1, 2].map(() => open(redis.url, [capitals()])));
    for (const store of stores) {
      await until(async () => (await read(store).catch(() => [])).join() === 'JULIET,ROMEO');
    }
    const juliet = await stores[0]!.get(CAST, 'juliet');
    expect(juliet).toEqual({ value: 'JULIET', version: 2 });
  });
});
