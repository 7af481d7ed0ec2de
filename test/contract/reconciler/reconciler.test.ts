import { afterAll, beforeAll, describe } from 'vitest';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import type { OpenedStores } from '../store/opened-stores.ts';
import { openReplicas } from '../store/redis-stores.ts';
import { reconcilerHoldsTo } from './reconciler-conformance.ts';

describe('the reconciler in memory', () => {
  const store = createMemoryStore({ now: Date.now });
  const ignore = () => Promise.resolve();
  reconcilerHoldsTo(() => ({ store, other: store, now: Date.now, pass: ignore, close: ignore }));
});

describe.runIf(needs('redis'))('the reconciler in Redis', () => {
  let redis: RedisServer;
  let opened: OpenedStores;
  beforeAll(async () => {
    redis = await startRedis();
    opened = await openReplicas(redis.url);
  });
  afterAll(async () => {
    await opened.close();
    await redis.stop();
  });
  reconcilerHoldsTo(() => opened);
});
