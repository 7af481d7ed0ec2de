import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricRows } from '../../scripts/metric-rows.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

/** Only there once something is wrong: nothing in a healthy bridge has them. */
const ONLY_IN_TROUBLE = ['bridge_store_warnings'];
/** Only there where a feature declares something. */
const WITHOUT_DECLARATIONS = /^bridge_reconcile/;

describe.runIf(needs('prosody', 'redis'))('the metrics of a bridge at work', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let receiver: WebhookReceiver;
  let bridge: BridgeProcess;

  const scrape = async () => (await fetch(`${bridge.managementUrl}/metrics`)).text();
  const valueOf = (text: string, sample: string) => {
    const line = text.split('\n').find((it) => it.startsWith(`${sample} `));
    return line === undefined ? undefined : Number(line.slice(sample.length + 1));
  };
  const shows = (sample: string, value: number) =>
    until(async () => valueOf(await scrape(), sample) === value, { message: sample });

  beforeAll(async () => {
    [server, redis, receiver] = await Promise.all([
      startProsody(),
      startRedis(),
      startWebhookReceiver(),
    ]);
    bridge = await startBridge({ server, redisUrl: redis.url });
    const webhook = { url: receiver.url, events: ['message.status'] };
    await bridge.api.post('/v1/webhooks', webhook);
    await bridge.api.post('/v1/messages', { to: 'juliet@example.org', body: 'Good morrow' });
    await bridge.api.post('/v1/iq', { to: 'example.org', type: 'get', ping: {} });
    await bridge.api.get('/v1/messages/no-such-message');
    await receiver.next();
  });

  afterAll(async () => {
    await bridge.stop();
    await Promise.all([server.stop(), redis.stop(), receiver.stop()]);
  });

  it('are those of the table, each with at least one value', async () => {
    const text = await scrape();
    const missing = (await metricRows())
      .map(({ name }) => name)
      .filter((name) => !WITHOUT_DECLARATIONS.test(name))
      .filter((name) => !new RegExp(`^${name}(_count)?[ {]`, 'm').test(text));
    expect(missing).toEqual(ONLY_IN_TROUBLE);
  });

  it('count requests by operation and class of status', async () => {
    const text = await scrape();
    const requests = (operation: string, status: string) =>
      valueOf(
        text,
        `bridge_http_request_duration_seconds_count{operation="${operation}",status="${status}"}`,
      );
    expect([requests('sendMessage', '2xx'), requests('getMessage', '4xx')]).toEqual([1, 1]);
    expect(valueOf(text, 'bridge_http_problems_total{code="not-found"}')).toBe(1);
  });

  it('say that the link is up, and at which epoch', async () => {
    const text = await scrape();
    expect(valueOf(text, 'bridge_link_state{state="online"}')).toBe(1);
    expect(valueOf(text, 'bridge_link_epoch')).toBe(1);
  });

  it('say that an acknowledged message has left the outbox', async () => {
    await shows('bridge_messages_total{status="acknowledged"}', 1);
    await shows('bridge_outbox_depth', 0);
    await shows('bridge_outbox_oldest_age_seconds', 0);
  });

  it('say how long what cannot be sent has waited', async () => {
    await server.kill();
    await shows('bridge_link_state{state="online"}', 0);
    await bridge.api.post('/v1/messages', { to: 'juliet@example.org', body: 'Good night' });
    await shows('bridge_outbox_depth', 1);
    await until(async () => (valueOf(await scrape(), 'bridge_outbox_oldest_age_seconds') ?? 0) > 0);
    expect(valueOf(await scrape(), 'bridge_link_losses_total')).toBe(1);
    await server.restart();
    await shows('bridge_outbox_depth', 0);
  });

  it('count the attempts of a webhook that refuses', async () => {
    receiver.answer = { status: 500 };
    await bridge.api.post('/v1/messages', { to: 'romeo@example.org', body: 'Hist!' });
    const failures = 'bridge_webhook_attempt_duration_seconds_count{result="failure"}';
    await until(async () => (valueOf(await scrape(), failures) ?? 0) > 0);
    expect(valueOf(await scrape(), 'bridge_webhook_backlog')).toBeGreaterThan(0);
  });
});
