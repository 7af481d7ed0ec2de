import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCOPES, type Caller } from '../../../../src/core/caller.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import {
  BOOTSTRAP,
  startWebhookStage,
  type StageOptions,
  type WebhookStage,
} from '../../../support/webhook-stage.ts';

const ALERTS: Caller = { keyId: 'alerts', identities: ['alerts'], scopes: new Set() };
const SHOP: Caller = { keyId: 'shop', identities: ['shop'], scopes: new Set() };
/** As the bootstrap key, and stored. */
const ADMIN: Caller = { keyId: 'admin', identities: ['*'], scopes: new Set(SCOPES) };
const ROMEO = 'romeo@montague.example';

let stage: WebhookStage;
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
});

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

async function start(options: StageOptions = {}) {
  stage = await startWebhookStage(options);
}

const terms = (path: string) => ({
  url: `https://shop.example/${path}`,
  events: ['message.received' as const],
});

describe('the webhooks of a key', () => {
  const tooMany = {
    code: 'conflict',
    message: expect.stringContaining('BRIDGE_MAX_WEBHOOKS_PER_KEY') as string,
  };

  test('are bounded, whatever other keys have', async () => {
    await start({ maxWebhooks: 2 });
    const first = await stage.webhooks.create(ALERTS, terms('a'), {});
    await stage.webhooks.create(ALERTS, terms('b'), {});
    await expect(stage.webhooks.create(ALERTS, terms('c'), {})).rejects.toMatchObject(tooMany);
    await stage.webhooks.create(SHOP, terms('c'), {});
    await stage.webhooks.remove(ALERTS, first.id);
    await stage.webhooks.create(ALERTS, terms('c'), {});
  });

  test('are bounded also when they are created at once', async () => {
    await start({ maxWebhooks: 3 });
    const paths = ['a', 'b', 'c', 'd', 'e', 'f'];
    const created = await Promise.allSettled(
      paths.map((path) => stage.webhooks.create(ALERTS, terms(path), {})),
    );
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await stage.webhooks.list(ALERTS, { limit: 10 })).items).toHaveLength(3);
  });

  test('are given again to a repeat of a call, also when there are as many as may be', async () => {
    await start({ maxWebhooks: 1 });
    const created = await stage.webhooks.create(ALERTS, terms('a'), { idempotencyKey: 'one' });
    const again = await stage.webhooks.create(ALERTS, terms('a'), { idempotencyKey: 'one' });
    expect(again).toEqual(created);
  });
});

describe('commands for a webhook that is paused', () => {
  async function delivered() {
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'hello');
    await until(() => receiver.received.length === 1);
    await until(async () => (await stage.deliveries.get(BOOTSTRAP, id, event.id)) !== undefined);
    await stage.webhooks.pause(BOOTSTRAP, id);
    return { id, event: event.id };
  }

  test('are bounded: a retry too many is refused, and those before it are done later', async () => {
    await start();
    const { id, event } = await delivered();
    for (let n = 0; n < 1_000; n += 1) await stage.deliveries.retry(BOOTSTRAP, id, event);
    await expect(stage.deliveries.retry(BOOTSTRAP, id, event)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/1000 .*resume/) as string,
    });
    expect((await stage.store.info(`webhook-errands:${id}`)).length).toBe(1_000);
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => receiver.received.length > 1);
    await until(async () => (await stage.store.info(`webhook-errands:${id}`)).length === 0);
    expect(await stage.deliveries.retry(BOOTSTRAP, id, event)).toBeDefined();
  });

  test('are bounded for dead letters by how many of them are kept', async () => {
    await start({ worker: { deadLetters: 5 }, schedule: [0, 1] });
    receiver.answer = { status: 500 };
    const { id } = await stage.subscribe(receiver.url);
    const die = async (count: number) => {
      for (let n = 0; n < count; n += 1) await stage.hear(`guest${n}@verona.example`, 'no');
      await until(async () => (await stage.store.info(`webhook-dead:${id}`)).length === count);
    };
    await die(5);
    await stage.webhooks.pause(BOOTSTRAP, id);
    const page = await stage.deadLetters.list(BOOTSTRAP, id, { limit: 5 });
    const [first, ...others] = (page?.items ?? []).map((letter) => letter.id);
    expect(await stage.deadLetters.replay(BOOTSTRAP, id, [first!])).toBe(1);
    expect(await stage.deadLetters.replay(BOOTSTRAP, id, undefined)).toBe(4);
    await expect(stage.deadLetters.replay(BOOTSTRAP, id, others)).rejects.toMatchObject({
      code: 'conflict',
    });
    receiver.answer = {};
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(async () => (await stage.store.info(`webhook-errands:${id}`)).length === 0);
  });
});

describe('a webhook whose key is gone', () => {
  const gone = (...keys: string[]) => ({
    isGone: (id: string) => Promise.resolve(keys.includes(id)),
  });

  test('is seen by a key with all rights, and by no other', async () => {
    await start(gone('bootstrap'));
    const { id } = await stage.subscribe(receiver.url);
    expect(await stage.webhooks.get(ADMIN, id)).toMatchObject({ id });
    expect((await stage.webhooks.list(ADMIN, { limit: 5 })).items).toHaveLength(1);
    const scopes = new Set(SCOPES.filter((scope) => scope !== 'keys:manage'));
    for (const lesser of [
      { ...ADMIN, scopes },
      { ...ADMIN, identities: ['bot'] },
      { ...ADMIN, recipients: ['verona.example'] },
    ]) {
      expect(await stage.webhooks.get(lesser, id)).toBeUndefined();
    }
  });

  test('belongs to the key with all rights that resumes it', async () => {
    await start(gone('bootstrap'));
    const { id } = await stage.subscribe(receiver.url);
    await stage.webhooks.pause(ADMIN, id);
    expect(await stage.webhooks.resume(ADMIN, id)).toMatchObject({ status: 'active' });
    const lesser: Caller = { ...ADMIN, scopes: new Set(['webhooks:manage']) };
    expect(await stage.webhooks.get(lesser, id)).toMatchObject({ id });
    await stage.hear(ROMEO, 'still delivered');
    await until(() => receiver.received.length === 1);
  });

  test('is not resumed by a token', async () => {
    await start(gone('bootstrap'));
    const { id } = await stage.subscribe(receiver.url);
    const token: Caller = { ...ADMIN, keyId: 'jwt_admin', isEphemeral: true };
    await expect(stage.webhooks.resume(token, id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('stays with its key as long as there is one', async () => {
    await start(gone());
    const { id } = await stage.webhooks.create(ALERTS, terms('a'), {});
    await stage.webhooks.resume(ADMIN, id);
    expect(await stage.webhooks.get(ALERTS, id)).toMatchObject({ id });
  });
});
