import { afterAll, beforeAll, describe } from 'vitest';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { describeStore } from './conformance.ts';
import { openReplicas } from './redis-stores.ts';

describe.runIf(needs('redis'))('the Redis store', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeStore(() => openReplicas(redis.url));
});
