import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { startRedisCluster, type RedisCluster } from '../../support/redis-sets.ts';
import { until, within } from '../../support/until.ts';
import { callAll } from './calls.ts';
import { describeStore } from './conformance.ts';
import { answers, openRedis, openReplicas } from './redis-stores.ts';

describe.runIf(needs('redis'))('the store on a Redis Cluster', () => {
  let cluster: RedisCluster;
  let url: string;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    url = `redis+cluster://${cluster.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;
  });
  afterAll(() => cluster.stop());

  describeStore(() => openReplicas(url));

  it('fails its calls in time while every node is killed, and works again after', async () => {
    const store = await openRedis(url);
    const heard: string[] = [];
    await store.subscribe('channel', (payload) => heard.push(payload)).live;
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    const outcomes = await callAll(store);
    expect(outcomes.filter(({ outcome }) => outcome !== 'store-unavailable')).toEqual([]);
    expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(1500);

    await Promise.all(cluster.nodes.map((node) => node.restart()));
    await until(() => answers(store), { timeout: 10_000, message: 'the store to answer again' });
    await until(async () => {
      await within(store.publish('channel', 'news'), 5000, 'the publish').catch(() => undefined);
      return heard.length > 0;
    });
    await store.close();
  });
});
