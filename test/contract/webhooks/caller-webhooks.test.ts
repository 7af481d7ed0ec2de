import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { WebhookToCreate } from '../../../src/contract/schemas.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../support/webhook-stage.ts';

const ALERTS: Caller = { keyId: 'alerts', identities: ['alerts'], scopes: new Set() };
const SHOP: Caller = { keyId: 'shop', identities: ['shop'], scopes: new Set() };

const TERMS: WebhookToCreate = { url: 'https://shop.example/hook', events: ['message.received'] };

let stage: WebhookStage;

beforeEach(async () => {
  stage = await startWebhookStage();
});

afterEach(() => stage.stop());

describe('a caller', () => {
  test('creates a webhook and sees its secret this once', async () => {
    const { secret, ...created } = await stage.webhooks.create(ALERTS, TERMS, {});
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(created).toMatchObject({
      ...TERMS,
      identities: ['*'],
      remotes: ['*'],
      status: 'active',
    });
    expect(await stage.webhooks.get(ALERTS, created.id)).toEqual(created);
  });

  test('finds, changes and removes its own webhooks only', async () => {
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    expect(await stage.webhooks.get(SHOP, id)).toBeUndefined();
    expect(await stage.webhooks.update(SHOP, id, { xml: true })).toBeUndefined();
    expect(await stage.webhooks.test(SHOP, id)).toBeUndefined();
    expect(await stage.webhooks.remove(SHOP, id)).toBe(false);
    expect((await stage.webhooks.list(SHOP, { limit: 10 })).items).toEqual([]);
    expect((await stage.webhooks.list(ALERTS, { limit: 10 })).items).toHaveLength(1);
  });

  test('with the bootstrap key manages all of them', async () => {
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    expect(await stage.webhooks.get(BOOTSTRAP, id)).toMatchObject({ id });
    expect(await stage.webhooks.remove(BOOTSTRAP, id)).toBe(true);
    expect(await stage.webhooks.get(ALERTS, id)).toBeUndefined();
  });

  test('reads the list page by page', async () => {
    const ids: string[] = [];
    for (const path of ['a', 'b', 'c']) {
      const url = `https://shop.example/${path}`;
      ids.push((await stage.webhooks.create(ALERTS, { ...TERMS, url }, {})).id);
    }
    const first = await stage.webhooks.list(ALERTS, { limit: 2 });
    const second = await stage.webhooks.list(ALERTS, { limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(second.next).toBeUndefined();
  });

  test('is refused the same URL and filter twice, also by a change', async () => {
    await stage.webhooks.create(ALERTS, TERMS, {});
    await expect(stage.webhooks.create(ALERTS, TERMS, {})).rejects.toMatchObject({
      code: 'conflict',
    });
    const other = await stage.webhooks.create(ALERTS, { ...TERMS, xml: true }, {});
    await expect(stage.webhooks.update(ALERTS, other.id, { xml: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await stage.webhooks.create(SHOP, TERMS, {})).toMatchObject({ url: TERMS.url });
  });

  test('may use a URL and filter again once the webhook is gone', async () => {
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    await stage.webhooks.remove(ALERTS, id);
    expect(await stage.webhooks.create(ALERTS, TERMS, {})).toMatchObject({ url: TERMS.url });
  });

  test('gets the first answer again for the same Idempotency-Key, also at the same time', async () => {
    const again = { idempotencyKey: 'k1' };
    const calls = Array.from({ length: 10 }, () => stage.webhooks.create(ALERTS, TERMS, again));
    const answers = await Promise.all(calls);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const other = { ...TERMS, xml: true };
    await expect(stage.webhooks.create(ALERTS, other, again)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  test.each([
    'http://shop.example:99999/',
    'ftp://shop.example/',
    'https://romeo:secret@shop.example/',
    'https://10.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'http://8.8.8.8/',
  ])('is refused %s', async (url) => {
    await expect(stage.webhooks.create(ALERTS, { ...TERMS, url }, {})).rejects.toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer: '/url' }] },
    });
  });

  test('has a change of URL take effect on the next delivery', async () => {
    const [before, after] = [await startWebhookReceiver(), await startWebhookReceiver()];
    const { id } = await stage.subscribe(before.url);
    await stage.webhooks.update(BOOTSTRAP, id, { url: after.url });
    await stage.hear('romeo@montague.example', 'Where are you?');
    await after.next();
    expect(before.received).toHaveLength(0);
    await before.stop();
    await after.stop();
  });

  test('switches a webhook on again that was disabled by giving it another URL', async () => {
    const [gone, found] = [
      await startWebhookReceiver({ status: 410 }),
      await startWebhookReceiver(),
    ];
    const { id } = await stage.subscribe(gone.url);
    await stage.hear('romeo@montague.example', 'Where are you?');
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'disabled');
    await stage.webhooks.update(BOOTSTRAP, id, { url: found.url });
    expect((await found.next()).raw).toContain('Where are you?');
    await gone.stop();
    await found.stop();
  });
});

describe('a test of a webhook', () => {
  test('posts one signed event and tells how it went', async () => {
    const receiver = await startWebhookReceiver({ status: 503 });
    const { id, secret } = await stage.subscribe(receiver.url);
    const report = await stage.webhooks.test(BOOTSTRAP, id);
    const { raw, headers, json } = await receiver.next();
    expect(report).toMatchObject({ ok: false, status: 503, eventId: headers['webhook-id'] });
    expect(json).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
    new Webhook(secret).verify(raw, headers as Record<string, string>);
    await receiver.stop();
  });

  test('says why there was no answer', async () => {
    const receiver = await startWebhookReceiver();
    const { id } = await stage.subscribe(receiver.url);
    await receiver.stop();
    const report = await stage.webhooks.test(BOOTSTRAP, id);
    expect(report).toMatchObject({ ok: false, error: 'connection refused' });
    expect(report).not.toHaveProperty('status');
  });
});
