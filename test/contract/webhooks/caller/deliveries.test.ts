import { afterEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../../src/core/caller.ts';
import { EVENT_LOG } from '../../../../src/features/events/recorder.ts';
import { deliveredLog } from '../../../../src/features/webhooks/delivery/records.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import {
  BOOTSTRAP,
  startWebhookStage,
  type StageOptions,
  type WebhookStage,
} from '../../../support/webhook-stage.ts';

const SHOP: Caller = { keyId: 'shop', identities: ['shop'], scopes: new Set() };

const ROMEO = 'romeo@montague.example';
const NURSE = 'nurse@capulet.example';

let stage: WebhookStage;
let receiver: WebhookReceiver;

async function start(options: StageOptions = {}, answer: WebhookReceiver['answer'] = {}) {
  receiver = await startWebhookReceiver(answer);
  stage = await startWebhookStage(options);
}

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

function bodies(): string[] {
  return receiver.received.map(({ json }) => (json as { data: { body: string } }).data.body);
}

/** Resolves with the delivery once it has a state. */
async function deliveryIn(state: string, webhook: string, event: string) {
  return until(async () => {
    const delivery = await stage.deliveries.get(BOOTSTRAP, webhook, event);
    return delivery?.status === state ? delivery : undefined;
  });
}

async function listed(webhook: string, query: { status?: 'waiting' | 'delivered' | 'dead' } = {}) {
  return (await stage.deliveries.list(BOOTSTRAP, webhook, { limit: 50, ...query }))?.items ?? [];
}

describe('a delivery that went through at once', () => {
  test('is shown with what was sent and what was answered', async () => {
    await start({}, { status: 202, body: 'thanks' });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'But, soft!');
    const delivery = await deliveryIn('delivered', id, event.id);
    const { raw, headers } = await receiver.next();
    expect(delivery).toMatchObject({
      id: event.id,
      type: 'message.received',
      conversation: event.conversation,
      attempts: 1,
      lastAttempt: { request: { body: raw }, answer: { status: 202, body: 'thanks' } },
    });
    const sent = delivery.lastAttempt?.request.headers ?? {};
    expect(headers).toMatchObject(sent);
    expect(Object.keys(sent)).toContain('webhook-signature');
  });

  test('costs the store no commit of its own', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    let appends = 0;
    const commit = stage.store.commit.bind(stage.store);
    stage.store.commit = (changes) => {
      if (changes.some((it) => it.do === 'append' && it.log === deliveredLog(id))) {
        appends += 1;
        expect(changes[0]).toMatchObject({ do: 'fence' });
      }
      return commit(changes);
    };
    for (let n = 0; n < 200; n += 1) await stage.hear(`guest${n % 40}@verona.example`, String(n));
    await until(async () => (await stage.store.info(deliveredLog(id))).length > 0);
    await until(() => receiver.received.length === 200);
    expect(appends).toBeLessThan(100);
  });

  test('keeps the beginning of a long answer only', async () => {
    await start({}, { body: 'x'.repeat(5_000) });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'But, soft!');
    const delivery = await deliveryIn('delivered', id, event.id);
    expect(delivery.lastAttempt?.answer?.body).toHaveLength(1_024);
  });

  test('is shown without its body once the event is gone', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'But, soft!');
    await deliveryIn('delivered', id, event.id);
    await stage.store.trim(EVENT_LOG, { before: Infinity, maxLength: 0 });
    const delivery = await deliveryIn('delivered', id, event.id);
    expect(delivery.lastAttempt?.request).not.toHaveProperty('body');
    await expect(stage.deliveries.retry(BOOTSTRAP, id, event.id)).rejects.toMatchObject({
      code: 'history-lost',
    });
  });
});

describe('a delivery that failed', () => {
  test('is shown with its error, its answer and its next attempt', async () => {
    await start({ schedule: [0, 1e6] }, { status: 500, body: 'no' });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'But, soft!');
    const delivery = await deliveryIn('waiting', id, event.id);
    expect(delivery).toMatchObject({
      attempts: 1,
      nextAttemptAt: expect.any(String) as string,
      lastAttempt: { error: 'answered 500', answer: { status: 500, body: 'no' } },
    });
    expect(Date.parse(delivery.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 700_000);
  });

  test('is tried at once when somebody asks for it, and what waits behind it follows', async () => {
    await start({ schedule: [0, 1e6] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, '1');
    await stage.hear(ROMEO, '2');
    await deliveryIn('waiting', id, event.id);
    receiver.answer = {};
    expect(await stage.deliveries.retry(BOOTSTRAP, id, event.id)).toMatchObject({
      status: 'waiting',
    });
    await until(() => bodies().length === 3);
    expect(bodies()).toEqual(['1', '1', '2']);
    expect(await deliveryIn('delivered', id, event.id)).toMatchObject({ attempts: 2 });
  });

  test('is tried at once also while its webhook fails', async () => {
    await start({ schedule: [0, 1e6, 1e6] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    for (let n = 0; n < 9; n += 1) await stage.hear(`guest${n}@verona.example`, 'Hi');
    const event = await stage.hear(ROMEO, 'first of all');
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'failing');
    receiver.answer = {};
    await stage.deliveries.retry(BOOTSTRAP, id, event.id);
    await until(() => bodies().length === 20);
    expect(bodies()[10]).toBe('first of all');
  });
});

describe('a delivery that was delivered', () => {
  test('is delivered again with the same id when somebody asks for it', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'again');
    await deliveryIn('delivered', id, event.id);
    await stage.deliveries.retry(BOOTSTRAP, id, event.id);
    await until(() => receiver.received.length === 2);
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.raw).toBe(first?.raw);
    expect((await listed(id)).map((it) => it.id)).toEqual([event.id]);
  });
});

describe('the list of deliveries', () => {
  test('has the newest events first, page by page, by status', async () => {
    await start({ schedule: [0, 1e6] }, ({ raw }) => ({ status: raw.includes(NURSE) ? 500 : 200 }));
    const { id } = await stage.subscribe(receiver.url);
    const ids: string[] = [];
    for (const line of ['1', '2', '3']) ids.unshift((await stage.hear(ROMEO, line)).id);
    const failed = await stage.hear(NURSE, 'no');
    await until(async () => (await listed(id)).length === 4);
    expect((await listed(id)).map((it) => it.id)).toEqual([failed.id, ...ids]);
    expect((await listed(id, { status: 'waiting' })).map((it) => it.id)).toEqual([failed.id]);
    const first = await stage.deliveries.list(BOOTSTRAP, id, { limit: 3 });
    const after = first?.next ?? '';
    const second = await stage.deliveries.list(BOOTSTRAP, id, { limit: 3, after });
    expect(second?.items.map((it) => it.id)).toEqual([ids[2]]);
    expect(second).not.toHaveProperty('next');
  });

  test('keeps a bounded number', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    for (let n = 0; n < 2_500; n += 1) await stage.hear(`guest${n % 40}@verona.example`, String(n));
    await until(() => receiver.received.length === 2_500, { timeout: 15_000 });
    await stage.hear(ROMEO, 'proof');
    await until(async () => (await listed(id))[0]?.conversation.includes(ROMEO));
    expect((await stage.store.info(deliveredLog(id))).length).toBeLessThanOrEqual(2_100);
  });

  test('is for the key of the webhook only', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'mine');
    await deliveryIn('delivered', id, event.id);
    expect(await stage.deliveries.list(SHOP, id, { limit: 10 })).toBeUndefined();
    expect(await stage.deliveries.get(SHOP, id, event.id)).toBeUndefined();
    expect(await stage.deliveries.retry(SHOP, id, event.id)).toBeUndefined();
    expect(await stage.deliveries.get(BOOTSTRAP, id, 'nothing')).toBeUndefined();
  });
});
