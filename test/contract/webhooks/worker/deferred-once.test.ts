import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/store/store.ts';
import { needs } from '../../../support/need.ts';
import { redisCommand } from '../../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../../support/redis.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { startWebhookStage } from '../../../support/webhook-stage.ts';
import { answers, openReplicas } from '../../store/redis-stores.ts';

const LEASE = { ttlMs: 20_000, renewMs: 1_000, pollMs: 100, marginMs: 500 };
const ROMEO = 'romeo@montague.example';

describe.runIf(needs('redis'))(
  'a conversation that is deferred while Redis answers too late',
  () => {
    let redis: RedisServer;
    let store: Store;
    let closeStores: () => Promise<void>;
    let receiver: WebhookReceiver;
    let isTaken: boolean;

    beforeAll(async () => {
      redis = await startRedis({ appendonly: false });
      ({ store, close: closeStores } = await openReplicas(redis.url));
      isTaken = false;
      receiver = await startWebhookReceiver(() => ({
        status: isTaken ? 204 : 500,
        delay: isTaken ? 0 : 200,
      }));
    });
    afterAll(async () => {
      await receiver.stop();
      await closeStores();
      await redis.stop();
    });

    const bodies = () =>
      receiver.received.map(({ json }) => (json as { data: { body: string } }).data.body);

    it('is not delivered again by each worker that comes after', async () => {
      const options = { store, schedule: [0, 50, 50, 50], lease: LEASE };
      const first = await startWebhookStage(options);
      await first.subscribe(receiver.url);
      for (const body of ['But soft', 'what light', 'is it the east'])
        await first.hear(ROMEO, body);
      await until(() => receiver.inFlight() > 0);
      // What is to be deferred now happens, but its answer comes after the bridge has given up waiting.
      await redisCommand(redis.port, 'CLIENT', 'PAUSE', 1_300, 'ALL');
      await until(async () => !(await answers(store)));
      isTaken = true;
      await until(() => bodies().includes('is it the east'));
      await first.stop();
      const count = receiver.received.length;

      const second = await startWebhookStage({ ...options, replica: 'replica-2' });
      await second.hear('juliet@capulet.example', 'Ay me');
      await until(() => bodies().includes('Ay me'));
      await second.hear(ROMEO, 'O speak again');
      await until(() => bodies().includes('O speak again'));
      await second.stop();
      expect(bodies().slice(count)).toEqual(['Ay me', 'O speak again']);
    });
  },
);
