import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createContract } from '../../../../src/contract/checks.ts';
import { readContract } from '../../../../src/contract/document.ts';
import { sampleEvents } from '../../../../src/contract/samples.ts';
import type { Caller } from '../../../../src/core/caller.ts';
import type { EventEnvelope, WebhookToCreate } from '../../../../src/contract/schemas.ts';
import { startWebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';

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

  test('sees its selectors as they are compared, also after a change', async () => {
    const asked = { identities: ['Alerts', '*'], remotes: ['JULIET@Example.ORG'] };
    const created = await stage.webhooks.create(ALERTS, { ...TERMS, ...asked }, {});
    expect(created).toMatchObject({
      identities: ['alerts', '*'],
      remotes: ['juliet@example.org'],
    });
    const changed = { remotes: ['xmpp:Romeo@montague.example'] };
    expect(await stage.webhooks.update(ALERTS, created.id, changed)).toMatchObject({
      remotes: ['romeo@montague.example'],
    });
  });

  test.each([
    ['/identities/0', { identities: [' alerts'] }],
    ['/remotes/1', { remotes: ['*', 'juliet@example.org/phone'] }],
    ['/remotes/0', { remotes: ['@example.org'] }],
  ])('is refused selectors that match nothing: %s', async (pointer, selectors) => {
    const refusal = { code: 'invalid-address', facts: { errors: [{ pointer }] } };
    const create = stage.webhooks.create(ALERTS, { ...TERMS, ...selectors }, {});
    await expect(create).rejects.toMatchObject(refusal);
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    await expect(stage.webhooks.update(ALERTS, id, selectors)).rejects.toMatchObject(refusal);
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

  test('switches a webhook on again that was disabled by resuming it, not by another URL', async () => {
    const [gone, found] = [
      await startWebhookReceiver({ status: 410 }),
      await startWebhookReceiver(),
    ];
    const { id } = await stage.subscribe(gone.url);
    await stage.hear('romeo@montague.example', 'Where are you?');
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'disabled');
    const moved = await stage.webhooks.update(BOOTSTRAP, id, { url: found.url });
    expect(moved).toMatchObject({
      status: 'disabled',
      disabledReason: 'The receiver answered 410 Gone.',
    });
    const resumed = await stage.webhooks.resume(BOOTSTRAP, id);
    expect(resumed).toMatchObject({ status: 'active' });
    expect(resumed).not.toHaveProperty('disabledReason');
    expect((await found.next()).raw).toContain('Where are you?');
    await gone.stop();
    await found.stop();
  });
});

describe('a webhook that is paused', () => {
  test('is posted nothing, and everything in order once it is resumed', async () => {
    const [receiver, witness] = [await startWebhookReceiver(), await startWebhookReceiver()];
    const { id } = await stage.subscribe(receiver.url);
    await stage.subscribe(witness.url);
    expect(await stage.webhooks.pause(BOOTSTRAP, id)).toMatchObject({ status: 'paused' });
    for (const line of ['1', '2', '3']) await stage.hear('romeo@montague.example', line);
    await until(() => witness.received.length === 3);
    expect(receiver.received).toHaveLength(0);
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => receiver.received.length === 3);
    expect(receiver.received.map(({ raw }) => raw)).toEqual(witness.received.map(({ raw }) => raw));
    await receiver.stop();
    await witness.stop();
  });

  test.each(['pause', 'resume'] as const)(
    'is not there for the %s of another key',
    async (what) => {
      const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
      expect(await stage.webhooks[what](SHOP, id)).toBeUndefined();
      expect(await stage.webhooks.get(ALERTS, id)).toMatchObject({ status: 'active' });
    },
  );
});

describe('a secret that is replaced', () => {
  test('is shown this once, and both sign for the overlap that was chosen', async () => {
    const receiver = await startWebhookReceiver();
    const { id, secret: old } = await stage.subscribe(receiver.url);
    const change = { overlapSeconds: 60 };
    const rotated = await stage.webhooks.rotateSecret(BOOTSTRAP, id, change);
    expect(rotated?.secret).not.toBe(old);
    expect(await stage.webhooks.get(BOOTSTRAP, id)).not.toHaveProperty('secret');
    await stage.hear('romeo@montague.example', 'Call me but love');
    const { raw, headers } = await receiver.next();
    for (const secret of [old, rotated?.secret ?? '']) {
      new Webhook(secret).verify(raw, headers as Record<string, string>);
    }
    expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    await receiver.stop();
  });

  test('without an overlap signs nothing more', async () => {
    const receiver = await startWebhookReceiver();
    const { id, secret: old } = await stage.subscribe(receiver.url);
    const rotated = await stage.webhooks.rotateSecret(BOOTSTRAP, id, { overlapSeconds: 0 });
    expect(rotated).not.toHaveProperty('oldSecretUntil');
    await stage.hear('romeo@montague.example', 'and I will be new baptized');
    const { raw, headers } = await receiver.next();
    expect(() => new Webhook(old).verify(raw, headers as Record<string, string>)).toThrow();
    await receiver.stop();
  });

  test('is replaced once for the same Idempotency-Key, and shown again', async () => {
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    const again = { idempotencyKey: 'r1' };
    const change = { overlapSeconds: 60 };
    const calls = Array.from({ length: 5 }, () =>
      stage.webhooks.rotateSecret(ALERTS, id, change, again),
    );
    const secrets = (await Promise.all(calls)).map((it) => it?.secret);
    expect(new Set(secrets).size).toBe(1);
    const other = stage.webhooks.rotateSecret(ALERTS, id, { overlapSeconds: 0 }, again);
    await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    const next = await stage.webhooks.rotateSecret(ALERTS, id, change, { idempotencyKey: 'r2' });
    expect(next?.secret).not.toBe(secrets[0]);
  });

  test('cannot be replaced by another key', async () => {
    const { id } = await stage.webhooks.create(ALERTS, TERMS, {});
    expect(await stage.webhooks.rotateSecret(SHOP, id, {})).toBeUndefined();
  });
});

describe('an asymmetric secret', () => {
  test('is never shown, its public key always', async () => {
    const created = await stage.webhooks.create(ALERTS, { ...TERMS, signing: 'ed25519' }, {});
    expect(created).not.toHaveProperty('secret');
    expect(created).toMatchObject({
      signing: 'ed25519',
      publicKey: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/) as string,
    });
    expect(await stage.webhooks.get(ALERTS, created.id)).toEqual(created);
  });

  test('signs deliveries for the public key', async () => {
    const receiver = await startWebhookReceiver();
    const { publicKey = '' } = await stage.subscribe(receiver.url, { signing: 'ed25519' });
    await stage.hear('romeo@montague.example', 'But, soft!');
    const { raw, headers } = await receiver.next();
    const [version, signature = ''] = String(headers['webhook-signature']).split(',');
    const x = Buffer.from(publicKey.slice(5), 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const signed = [headers['webhook-id'], headers['webhook-timestamp'], raw].join('.');
    expect(version).toBe('v1a');
    expect(verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'))).toBe(true);
    await receiver.stop();
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

  test.each([...sampleEvents(readContract())])(
    'posts the sample of a type, as the contract has it: %s',
    async (type, sample) => {
      const receiver = await startWebhookReceiver();
      const { id } = await stage.subscribe(receiver.url);
      const report = await stage.webhooks.test(BOOTSTRAP, id, { type: sample.type });
      const { json } = await receiver.next();
      const event = json as EventEnvelope;
      expect(createContract(readContract()).schema('Event')(event)).toEqual([]);
      expect(event).toMatchObject({ type, id: report?.eventId });
      expect(event.at).not.toBe(sample.at);
      const own = 'webhookId' in sample.data ? { webhookId: id } : {};
      expect(event.data).toEqual({ ...sample.data, ...own });
      await receiver.stop();
    },
  );

  test('says why there was no answer', async () => {
    const receiver = await startWebhookReceiver();
    const { id } = await stage.subscribe(receiver.url);
    await receiver.stop();
    const report = await stage.webhooks.test(BOOTSTRAP, id);
    expect(report).toMatchObject({ ok: false, error: 'connection refused' });
    expect(report).not.toHaveProperty('status');
  });
});
