import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { until, within } from '../../support/until.ts';
import { openRedis, answers } from './redis-stores.ts';

const KNOWN = { untilKnown: true } as const;
const space = { name: 'message', ttl: 600_000 };

describe.runIf(needs('redis'))('a commit that has to be known', () => {
  let redis: RedisServer;
  let proxy: TcpProxy;
  let store: Store;
  let next: number;
  let results: Promise<unknown>[];
  beforeEach(async () => {
    redis = await startRedis({ settings: { appendfsync: 'everysec' } });
    proxy = await startTcpProxy(redis.port);
    store = await openRedis(`redis://127.0.0.1:${proxy.port}`);
    await until(() => answers(store));
    next = 0;
    results = [];
  });
  afterEach(async () => {
    await store.close();
    await proxy.stop();
    await redis.stop();
  });

  const append = () => {
    next += 1;
    const value = String(next);
    const result = store.commit([{ do: 'append', log: 'events', value }], KNOWN);
    // What a caller does that need not know.
    store.commit([{ do: 'put', space, id: value, value }]).catch(() => undefined);
    results.push(result.then(({ ok }) => ok, String));
  };
  /** A few each turn, for as long as the work takes. */
  const appendDuring = async (work: () => Promise<unknown>) => {
    const timer = setInterval(() => {
      append();
      append();
    }, 5);
    await work().finally(() => {
      clearInterval(timer);
    });
  };
  const more = (count: number) => {
    const enough = next + count;
    return until(() => next >= enough);
  };
  const expectEachOnceInOrder = async () => {
    const known = await within(Promise.all(results), 10_000, 'all to be known');
    expect(known).toEqual(known.map(() => true));
    const { entries } = await store.read('events', LOG_START, 100_000);
    const wanted = Array.from({ length: next }, (_, index) => String(index + 1));
    expect(entries.map(({ value }) => value)).toEqual(wanted);
  };

  const FAULTS: Record<string, () => Promise<unknown>> = {
    'Redis pauses for 1.3 s': async () => {
      await redisCommand(redis.port, 'CLIENT', 'PAUSE', 1_300, 'ALL');
      await until(async () => !(await answers(store)));
      await until(() => answers(store), { timeout: 5_000 });
    },
    'Redis is stopped for 5 s': async () => {
      await redis.kill('SIGSTOP');
      await until(() => !store.health().ok);
      await more(1_200);
      await redis.kill('SIGCONT');
      await until(() => answers(store), { timeout: 5_000 });
    },
    'Redis is killed and restarted': async () => {
      await redis.kill();
      await more(200);
      await redis.restart();
      await until(() => answers(store), { timeout: 5_000 });
    },
    'connections are cut again and again': async () => {
      for (let cut = 0; cut < 10; cut += 1) {
        proxy.reset();
        await more(20);
      }
      await until(() => answers(store), { timeout: 5_000 });
    },
    'answers are lost': async () => {
      for (let loss = 0; loss < 3; loss += 1) {
        proxy.mode = { kind: 'drop-answers' };
        await until(() => !store.health().ok, { timeout: 5_000 });
        await more(50);
        proxy.mode = { kind: 'pass' };
        proxy.reset();
        await until(() => answers(store), { timeout: 5_000 });
      }
    },
    'Redis is a replica for a while': async () => {
      await redisCommand(redis.port, 'REPLICAOF', '127.0.0.1', 1);
      await more(200);
      await redisCommand(redis.port, 'REPLICAOF', 'NO', 'ONE');
      await until(() => answers(store), { timeout: 5_000 });
    },
  };

  it.each(Object.keys(FAULTS))('happens once and in order while %s', async (fault) => {
    await appendDuring(async () => {
      await more(50);
      await FAULTS[fault]?.();
      await more(50);
    });
    await expectEachOnceInOrder();
  });

  it('is not overtaken by a call that was on its way for long', async () => {
    append();
    await Promise.all(results);
    // Held back on the first connection, and made again on the second.
    proxy.mode = { kind: 'black-hole' };
    append();
    append();
    await until(() => !store.health().ok, { timeout: 5_000 });
    const late = await startTcpProxy(redis.port);
    await late.stop();
    proxy.mode = { kind: 'pass' };
    await expectEachOnceInOrder();
  });

  it('tells a condition that fails as the first time, though its answer was lost', async () => {
    const create = () => store.commit([{ do: 'create', space, id: 'juliet', value: 'one' }], KNOWN);
    expect(await create()).toMatchObject({ ok: true });
    proxy.mode = { kind: 'drop-answers' };
    const again = create();
    const other = store.commit([{ do: 'create', space, id: 'romeo', value: 'two' }], KNOWN);
    await until(() => !store.health().ok, { timeout: 5_000 });
    proxy.mode = { kind: 'pass' };
    proxy.reset();
    expect(await again).toMatchObject({ ok: false, reason: 'exists', found: { value: 'one' } });
    expect(await other).toMatchObject({ ok: true });
  });

  it('fails when it can never happen, and the next one goes on', async () => {
    const wrong = '{sb:bridge.example.org}:log:wrong';
    await redisCommand(redis.port, 'SET', wrong, 'prose');
    const failing = store.commit([{ do: 'append', log: 'wrong', value: '1' }], KNOWN);
    await expect(failing).rejects.toMatchObject({ code: 'store-unavailable' });
    append();
    await expectEachOnceInOrder();
  });

  it('goes through while the memory is full, unless it takes something in', async () => {
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '1');
    const change = { do: 'append', log: 'others', value: 'x' } as const;
    const taking = store.commit([change], { ...KNOWN, takesIn: true });
    await expect(taking).rejects.toMatchObject({ code: 'store-full' });
    append();
    await expectEachOnceInOrder();
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '0');
    await expect(store.commit([change], { ...KNOWN, takesIn: true })).resolves.toMatchObject({
      ok: true,
    });
  });

  it('is rejected when the store is closed', async () => {
    await redis.kill();
    append();
    await until(() => !store.health().ok);
    await store.close();
    expect(await results[0]).toContain('This replica stopped');
  });

  it('leaves sixteen keys at most, which expire', async () => {
    await appendDuring(() => more(200));
    await expectEachOnceInOrder();
    const keys = await redisCommand(redis.port, 'KEYS', '*:reply:*');
    const names = keys.split('\r\n').filter((line) => line.startsWith('{sb:'));
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(16);
    for (const name of names) {
      expect(Number((await redisCommand(redis.port, 'PTTL', name)).slice(1))).toBeGreaterThan(0);
    }
  });
});
