/**
 * Users send many messages that are nearly as large as a stanza may be. 600 of them are a gigabit of event log.
 *
 *     LARGE_EVENTS=1500 npx vitest run --project real test/integration/spine-large-events.test.ts
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../src/contract/schemas.ts';
import { conversationEvent } from '../../src/features/events/event.ts';
import { eventChange } from '../../src/features/events/recorder.ts';
import { openStore } from '../../src/store/open.ts';
import { needs } from '../support/need.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { openSse } from '../support/sse-client.ts';
import { until } from '../support/until.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';
import { openStage, type Stage } from './spine/stage.ts';

const COUNT = Number(process.env['LARGE_EVENTS'] ?? 600);
const SIZE = 240_000;
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };

describe.runIf(needs('prosody', 'redis'))('a log of large events', () => {
  let redis: RedisServer;
  let stage: Stage;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    redis = await startRedis({ appendonly: false });
    stage = await openStage('prosody', { BRIDGE_REDIS_URL: redis.url });
    const remotes = [`juliet@${stage.server.domain}`];
    receiver = await stage.webhook({ events: ['message.received'], remotes });
    await recordLarge(stage.server.componentDomain);
  });
  afterAll(async () => {
    await stage.close();
    await redis.stop();
  });

  /** As the bridge records them, without the time that the server takes to route them. */
  async function recordLarge(domain: string): Promise<void> {
    const store = await openStore({ redisUrl: redis.url, domain, now: Date.now, logger });
    const remote = `tybalt@${stage.server.domain}`;
    for (let count = 0; count < COUNT; count += 1) {
      const stamp = { id: `large-${count}`, now: Date.now() };
      const data = { body: 'x'.repeat(SIZE) };
      const between = { identity: `house@${domain}`, remote };
      await store.commit([
        eventChange(conversationEvent(stamp, 'message.received', between, data)),
      ]);
    }
    await store.close();
  }

  async function readAll(wishes = ''): Promise<{ ids: string[]; largest: number }> {
    const ids: string[] = [];
    let [after, largest] = ['', 0];
    for (;;) {
      const { status, json, text } = await stage.api.get(`/v1/events?limit=1000${wishes}${after}`);
      expect(status, text.slice(0, 300)).toBe(200);
      const { items, cursor } = json as { items: EventEnvelope[]; cursor: string };
      if (items.length === 0) return { ids, largest };
      ids.push(...items.map(({ id }) => id));
      largest = Math.max(largest, text.length);
      after = `&after=${encodeURIComponent(cursor)}`;
    }
  }

  const large = Array.from({ length: COUNT }, (_, index) => `large-${index}`);

  it('is read page by page, by many at once, while other calls are served', async () => {
    const send = async () => {
      const times: number[] = [];
      while (!done) {
        const from = performance.now();
        const order = { to: `juliet@${stage.server.domain}`, type: 'headline', body: 'Hi' };
        const { status, text } = await stage.api.post('/v1/messages', order);
        expect(status, text).toBe(202);
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b);
    };
    let done = false;
    const sending = send();
    const readers = Array.from({ length: 2 }, () => readAll('&events=message.received'));
    const read = await Promise.all(readers).finally(() => (done = true));
    for (const { ids, largest } of read) {
      expect(ids).toEqual(large);
      expect(largest).toBeLessThan(2 * 1024 * 1024);
    }
    const times = await sending;
    console.log(
      JSON.stringify({ calls: times.length, p99: times[Math.floor(times.length * 0.99)] }),
    );
  });

  it('brings a webhook what stands behind them', async () => {
    const juliet = await stage.user('juliet');
    await juliet.send(
      `<message to='house@${stage.server.componentDomain}' id='j1'><body>Anon!</body></message>`,
    );
    const { json } = await receiver.next(() => true, 30_000);
    expect(json).toMatchObject({ data: { body: 'Anon!' } });
  });

  it('brings a stream all of them', async () => {
    const url = `${stage.bridge.baseUrl}/v1/events/stream?events=message.received&after=oldest`;
    const sse = await openSse(url, { key: stage.bridge.apiKey });
    const seen = new Set<string>();
    sse.each(({ data }) => seen.add((JSON.parse(data) as EventEnvelope).id));
    await until(() => seen.has(`large-${COUNT - 1}`), { timeout: 60_000 });
    sse.cut();
    expect([...seen].slice(0, COUNT)).toEqual(large);
  });
});
