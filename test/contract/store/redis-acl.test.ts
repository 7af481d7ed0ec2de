import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { openRedis } from './redis-stores.ts';

const SPACE = { name: 'acl', ttl: 60_000 };
const LIST = { name: 'acl-list', ttl: 'forever' } as const;

describe.runIf(needs('redis'))('the Redis user of SECURITY.md', () => {
  let redis: RedisServer;
  let store: Store;
  let stranger: Store;

  beforeAll(async () => {
    redis = await startRedis();
    const guide = readFileSync(new URL('../../../SECURITY.md', import.meta.url), 'utf8');
    const [line = ''] = /ACL SETUSER .*/.exec(guide) ?? [];
    await redisCommand(redis.port, ...line.replace('PASSWORD', 'balcony').trim().split(' '));
    const url = redis.url.replace('redis://', 'redis://bridge:balcony@');
    store = await openRedis(url);
    stranger = await openRedis(url, 'capulet.example.org');
  });
  afterAll(async () => {
    await store.close();
    await stranger.close();
    await redis.stop();
  });

  it('may do all that the store does', async () => {
    const put = { do: 'put', id: 'a', value: '1' } as const;
    const written = await store.commit([
      { ...put, space: SPACE },
      { ...put, space: LIST },
      { do: 'append', log: 'acl', value: 'x' },
    ]);
    expect(written.ok).toBe(true);
    expect(await store.get(SPACE, 'a')).toMatchObject({ value: '1' });
    expect(await store.getMany(SPACE, ['a', 'b'])).toHaveLength(2);
    expect((await store.list(LIST)).size).toBe(1);
    expect((await store.read('acl', '0-0', 10)).entries).toHaveLength(1);
    expect((await store.info('acl')).length).toBe(1);
    const follower = store.follow('acl');
    expect(await follower.next(10, 1_000)).toHaveLength(1);
    await store.commit([{ do: 'append', log: 'acl', value: 'y' }]);
    expect(await follower.next(10, 1_000)).toMatchObject([{ value: 'y' }]);
    follower.end();
    expect(await store.trim('acl', { before: 0, maxLength: 0 })).toBe(2);
    const grant = await store.acquire('acl', 'verona', 10_000);
    expect(await store.renew('acl', 'verona', grant!.epoch, 10_000)).toBe(true);
    expect(await store.holder('acl')).toMatchObject({ holder: 'verona' });
    await store.release('acl', 'verona', grant!.epoch);
    const heard = new Promise<string>((resolve) => {
      void store.subscribe('acl', resolve).live.then(() => store.publish('acl', 'Hi'));
    });
    expect(await heard).toBe('Hi');
    expect(await store.ping()).toBeGreaterThanOrEqual(0);
    expect(store.warnings().map(({ code }) => code)).not.toContain('unchecked');
  });

  it('reaches nothing of another domain', async () => {
    const change = { do: 'put', space: SPACE, id: 'a', value: '1' } as const;
    await expect(stranger.commit([change])).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(stranger.list(LIST)).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
