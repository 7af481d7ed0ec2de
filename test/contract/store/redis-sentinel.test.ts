import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { replicated, startRedisSentinel, type RedisSentinel } from '../../support/redis-sets.ts';
import { until } from '../../support/until.ts';
import { openRedis } from './redis-stores.ts';

const space = { name: 'message', ttl: 600_000 };

describe.runIf(needs('redis'))('the store behind Redis Sentinel', () => {
  let set: RedisSentinel;
  let store: Store;
  beforeAll(async () => {
    set = await startRedisSentinel();
    store = await openRedis(`redis+sentinel://127.0.0.1:${set.sentinelPort}/${set.name}`);
  });
  afterAll(async () => {
    await store.close();
    await set.stop();
  });

  it('goes on with the replica when the master was killed', async () => {
    const heard: string[] = [];
    await store.subscribe('channel', (payload) => heard.push(payload)).live;
    const before = await store.commit([
      { do: 'create', space, id: 'juliet', value: 'before' },
      { do: 'append', log: 'queue', value: 'before' },
    ]);
    expect(before.ok).toBe(true);
    await replicated(set.master.port, set.replica.port);

    await set.master.kill();
    const after = await until(
      () => store.commit([{ do: 'append', log: 'queue', value: 'after' }]).catch(() => undefined),
      { timeout: 20_000, message: 'the store to find the new master' },
    );
    expect(after.ok).toBe(true);
    const { entries, lost } = await store.read('queue', LOG_START, 10);
    expect(entries.map(({ value }) => value)).toEqual(['before', 'after']);
    expect(lost).toBe(false);
    expect(await store.get(space, 'juliet')).toEqual({ value: 'before', version: 1 });
    await until(async () => {
      await store.publish('channel', 'news').catch(() => undefined);
      return heard.length > 0;
    });
  });
});
