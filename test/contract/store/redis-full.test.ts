import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { openRedis } from './redis-stores.ts';
import { fresh } from './opened-stores.ts';

const SPACE = { name: 'message', ttl: 600_000 };
const MEBI = 1024 * 1024;

describe.runIf(needs('redis'))('a full Redis', () => {
  let redis: RedisServer;
  let store: Store;
  const limit = (bytes: number | string) =>
    redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', bytes);
  beforeAll(async () => {
    redis = await startRedis({ settings: { 'maxmemory-policy': 'noeviction' } });
    store = await openRedis(redis.url);
  });
  beforeEach(() => limit(0));
  afterAll(async () => {
    await store.close();
    await redis.stop();
  });

  const accept = (log: string, id: string, size = 1_000) =>
    store.commit(
      [
        { do: 'create', space: SPACE, id, value: 'x'.repeat(size) },
        { do: 'append', log, value: id },
      ],
      { takesIn: true },
    );

  it('takes nothing in, and the whole of it once there is room', async () => {
    const log = fresh('queue');
    await accept(log, 'before');
    await limit(1);
    await expect(accept(log, 'full')).rejects.toMatchObject({
      code: 'store-full',
      retryable: true,
      facts: { retryAfter: 5 },
    });
    expect(await store.get(SPACE, 'full')).toBeUndefined();
    await limit(0);
    await until(() => !store.capacity().isFull);
    expect((await accept(log, 'full')).ok).toBe(true);
    const { entries } = await store.read(log, LOG_START, 10);
    expect(entries.map(({ value }) => value)).toEqual(['before', 'full']);
    expect(store.capacity().refused).toBeGreaterThan(0);
  });

  it('still settles, removes, trims and grants leases', async () => {
    const log = fresh('queue');
    const [lease, late] = [fresh('lease'), fresh('lease')];
    const taken = await accept(log, 'm1');
    const grant = await store.acquire(lease, 'juliet', 60_000);
    await limit(1);
    const position = taken.ok ? taken.positions[0]! : '';
    const settled = await store.commit([
      { do: 'fence', lease, holder: 'juliet', epoch: grant!.epoch },
      { do: 'put', space: SPACE, id: 'm1', value: 'acknowledged' },
      { do: 'append', log: fresh('log'), value: 'message.status' },
      { do: 'remove', log, position },
    ]);
    expect(settled.ok).toBe(true);
    expect(await store.get(SPACE, 'm1')).toMatchObject({ value: 'acknowledged' });
    expect(await store.acquire(late, 'romeo', 60_000)).toBeDefined();
    expect(await store.renew(lease, 'juliet', grant!.epoch, 60_000)).toBe(true);
    await store.release(lease, 'juliet', grant!.epoch);
    expect((await store.info(log)).length).toBe(0);
    expect(await store.trim(log, { before: 0, maxLength: 0 })).toBe(0);
    await store.publish(fresh('channel'), 'news');
  });

  it('refuses in one group only what takes something in', async () => {
    const log = fresh('queue');
    await limit(1);
    const results = await Promise.allSettled([
      accept(log, fresh('id')),
      store.commit([{ do: 'put', space: SPACE, id: 'settled', value: 'yes' }]),
      accept(log, fresh('id')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(await store.get(SPACE, 'settled')).toMatchObject({ value: 'yes' });
    expect((await store.info(log)).length).toBe(0);
  });

  it('is told before it is full, and keeps a reserve', async () => {
    const log = fresh('queue');
    await limit(16 * MEBI);
    await until(() => store.capacity().maxBytes === 16 * MEBI);
    const isWarnedOf = (code: string) => store.warnings().some((warning) => warning.code === code);
    const fillWhile = async (go: () => boolean) => {
      for (let count = 0; count < 400 && go(); count += 1) {
        await accept(log, fresh('id'), 100_000);
      }
    };
    await fillWhile(() => store.capacity().usedBytes < 12.5 * MEBI);
    await until(() => isWarnedOf('filling'));
    await fillWhile(() => !store.capacity().isFull);
    await until(() => isWarnedOf('full'));
    await expect(accept(log, fresh('id'))).rejects.toMatchObject({ code: 'store-full' });
    // In the reserve anybody may still write.
    const answer = await redisCommand(redis.port, 'SET', 'stranger', 'x');
    expect(answer).toBe('+OK');
    await limit(64 * MEBI);
    await until(() => !store.capacity().isFull);
    expect((await accept(log, fresh('id'))).ok).toBe(true);
  });

  it('gives a log with a bound no more than its share', async () => {
    const log = fresh('bounded');
    await limit(64 * MEBI);
    await until(() => store.capacity().maxBytes === 64 * MEBI);
    expect(store.boundOf(log)).toBe(MEBI);
  });
});
