import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { freePort } from '../../support/free-port.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisOptions, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { openRedis } from './redis-stores.ts';

describe.runIf(needs('redis'))('the health of a store in Redis', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function redisWith(options: RedisOptions = {}): Promise<RedisServer> {
    const redis = await startRedis(options);
    endings.push(() => redis.stop());
    return redis;
  }

  async function open(url: string): Promise<Store> {
    const store = await openRedis(url);
    endings.push(() => store.close());
    return store;
  }

  /** Nobody calls the store meanwhile. */
  const saying = (store: Store, words: string) =>
    until(() => store.health().detail?.includes(words) === true, {
      timeout: 8_000,
      message: () => `${words}: ${JSON.stringify(store.health())}`,
    });
  const good = (store: Store) => until(() => store.health().ok, { timeout: 8_000 });

  it('is good from the opening on', async () => {
    const from = Date.now();
    const store = await open((await redisWith()).url);
    const { ok, since, detail } = store.health();
    expect([ok, detail]).toEqual([true, undefined]);
    expect(since).toBeGreaterThanOrEqual(from);
  });

  it('names a Redis that was killed, dated by the kill, and is good when it is back', async () => {
    const redis = await redisWith();
    const store = await open(redis.url);
    const killedAt = Date.now();
    await redis.kill();
    await saying(store, `Redis at 127.0.0.1:${redis.port}: connection refused`);
    const { since } = store.health();
    expect(since).toBeGreaterThanOrEqual(killedAt);
    expect(since - killedAt).toBeLessThan(1_500);
    const backAt = Date.now();
    await redis.restart();
    await good(store);
    expect(store.health().since).toBeGreaterThanOrEqual(backAt);
  });

  it('names a Redis that is silent', async () => {
    const redis = await redisWith();
    const store = await open(redis.url);
    await redis.kill('SIGSTOP');
    await saying(store, 'timed out');
    await redis.kill('SIGCONT');
    await good(store);
  });

  it('names a port where nobody listens', async () => {
    const port = await freePort();
    const store = await open(`redis://127.0.0.1:${port}`);
    await saying(store, `Redis at 127.0.0.1:${port}: connection refused`);
  });

  it('names a host that there is not', async () => {
    await saying(
      await open('redis://verona.invalid:6379'),
      'Redis at verona.invalid:6379: the host',
    );
  });

  it.each([
    ['wrong', ':montague@', 'WRONGPASS'],
    ['missing', '', 'NOAUTH'],
  ])('names a password that is %s, and never shows one', async (_what, credentials, code) => {
    const redis = await redisWith();
    await redisCommand(redis.port, 'CONFIG', 'SET', 'requirepass', 'capulet');
    const store = await open(redis.url.replace('//', `//${credentials}`));
    await saying(store, `${code}: `);
    expect(store.health().detail).toContain('password');
    expect(store.health().detail).not.toMatch(/montague|capulet/);
  });

  it('names a replica that takes nothing', async () => {
    const [redis, master] = [await redisWith(), await redisWith()];
    const store = await open(redis.url);
    await redisCommand(redis.port, 'REPLICAOF', '127.0.0.1', String(master.port));
    await saying(store, 'read-only replica');
    await redisCommand(redis.port, 'REPLICAOF', 'NO', 'ONE');
    await good(store);
  });

  it('names a memory that is full', async () => {
    const redis = await redisWith();
    const store = await open(redis.url);
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '1');
    await saying(store, 'OOM: its memory is full');
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', '0');
    await good(store);
  });
});
