import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../support/need.ts';
import { Redis } from 'ioredis';
import { startRedis, type RedisServer } from '../../../support/redis.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';
import { openReplicas } from '../../store/redis-stores.ts';

const LEASE = { ttlMs: 1_000, renewMs: 200, pollMs: 200, marginMs: 200 };
const ROMEO = 'romeo@montague.example';
const TYBALT = 'tybalt@capulet.example';

describe.runIf(needs('redis'))('a webhook that is deleted', () => {
  let redis: RedisServer;
  let client: Redis;
  let stages: WebhookStage[];
  let receiver: WebhookReceiver;
  let closeStores: () => Promise<void>;

  beforeAll(async () => {
    redis = await startRedis({ appendonly: false });
    client = new Redis(redis.port);
    const { store, other, close } = await openReplicas(redis.url);
    closeStores = close;
    receiver = await startWebhookReceiver();
    const options = { schedule: [0, 1, 1e6], lease: LEASE };
    stages = [
      await startWebhookStage({ ...options, store, replica: 'replica-1' }),
      await startWebhookStage({ ...options, store: other, replica: 'replica-2' }),
    ];
    // The event log and what is kept of it stay.
    await stages[0]!.hear(ROMEO, 'before');
  });

  afterAll(async () => {
    await Promise.all(stages.map((stage) => stage.stop()));
    await receiver.stop();
    await closeStores();
    await client.quit();
    await redis.stop();
  });

  /** Every key that stays, and every field of every hash. */
  async function everything(): Promise<string[]> {
    const found: string[] = [];
    for (const key of await client.keys('*')) {
      if ((await client.pttl(key)) >= 0) continue;
      found.push(key);
      if ((await client.type(key)) !== 'hash') continue;
      for (const field of await client.hkeys(key)) found.push(`${key} ${field}`);
    }
    return found.filter((key) => !key.includes(':epoch:webhooks:')).sort();
  }

  const lengths = async (id: string) => {
    const logs = ['parked', 'errands', 'dead', 'delivered', 'troubled'];
    return Promise.all(logs.map((log) => stages[0]!.store.info(`webhook-${log}:${id}`)));
  };

  test('leaves nothing in Redis, whichever replica worked for it', async () => {
    const [first, second] = stages as [WebhookStage, WebhookStage];
    const before = await everything();
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) ids.push((await first.subscribe(`${receiver.url}/${n}`)).id);
    await until(
      () => first.workers.undelivered().length + second.workers.undelivered().length === 8,
    );
    receiver.answer = ({ raw }) => ({
      status: raw.includes(TYBALT) ? 422 : raw.includes(ROMEO) ? 500 : 200,
    });
    for (const line of ['1', '2', '3']) {
      for (const remote of [ROMEO, TYBALT, 'nurse@capulet.example']) await first.hear(remote, line);
    }
    for (const id of ids) {
      await until(async () => {
        const [parked, , dead, delivered, troubled] = await lengths(id);
        return [parked, dead, delivered, troubled].every((log) => (log?.length ?? 0) > 0);
      });
    }
    const paused = ids[0]!;
    await first.webhooks.pause(BOOTSTRAP, paused);
    await first.deadLetters.replay(BOOTSTRAP, paused, undefined);
    expect((await lengths(paused))[1]?.length).toBeGreaterThan(0);
    for (const id of ids) await second.webhooks.remove(BOOTSTRAP, id);
    await until(async () => (await everything()).length === before.length);
    expect(await everything()).toEqual(before);
    expect(await client.keys('*webhook-delivery*')).toEqual([]);
  });
});
