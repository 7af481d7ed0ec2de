import { afterEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../../src/core/caller.ts';
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

async function letters(webhook: string) {
  return (await stage.deadLetters.list(BOOTSTRAP, webhook, { limit: 50 }))?.items ?? [];
}

/** Resolves with the dead letters once there are so many. */
function dead(webhook: string, count: number) {
  return until(async () => {
    const found = await letters(webhook);
    return found.length === count ? found : undefined;
  });
}

describe('a dead letter', () => {
  test('is shown with the event and the last attempt', async () => {
    await start({ schedule: [0, 1] }, { status: 500, body: 'no' });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'never taken');
    const [letter] = await dead(id, 1);
    expect(letter).toMatchObject({
      delivery: {
        id: event.id,
        status: 'dead',
        attempts: 2,
        lastAttempt: {
          request: { body: receiver.received[0]?.raw },
          answer: { status: 500, body: 'no' },
        },
      },
    });
  });

  test('is delivered by a replay, in its place before what waits in its conversation', async () => {
    await start({ schedule: [0, 1] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, '1');
    const [letter] = await dead(id, 1);
    receiver.answer = (_, number) => ({ status: number < 3 ? 503 : 200, delay: 20 });
    await stage.hear(ROMEO, '2');
    await until(() => bodies().includes('2'));
    expect(await stage.deadLetters.replay(BOOTSTRAP, id, [letter?.id ?? ''])).toBe(1);
    await stage.hear(ROMEO, '3');
    await until(() => new Set(bodies().slice(3)).size === 3);
    const last = bodies().slice(3);
    expect(last.indexOf('1')).toBeLessThan(last.indexOf('3'));
    expect(last.indexOf('2')).toBeLessThan(last.indexOf('3'));
    expect(await letters(id)).toEqual([]);
  });

  test('that dies again after a replay is a dead letter again', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'never taken');
    const [first] = await dead(id, 1);
    expect(await stage.deadLetters.replay(BOOTSTRAP, id, undefined)).toBe(1);
    await until(async () => (await letters(id))[0]?.id !== first?.id);
    const again = await dead(id, 1);
    expect(again[0]?.delivery).toMatchObject({ attempts: 1, id: first?.delivery.id });
  });

  test('is replayed by a retry of its delivery too', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'at last');
    await dead(id, 1);
    receiver.answer = {};
    await stage.deliveries.retry(BOOTSTRAP, id, event.id);
    await until(
      async () => (await stage.deliveries.get(BOOTSTRAP, id, event.id))?.status === 'delivered',
    );
    expect(await letters(id)).toEqual([]);
  });

  test('waits for its webhook when that is paused', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'later');
    await dead(id, 1);
    await stage.webhooks.pause(BOOTSTRAP, id);
    await stage.deadLetters.replay(BOOTSTRAP, id, undefined);
    expect(bodies()).toEqual(['later']);
    receiver.answer = {};
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => bodies().length === 2);
  });
});

describe('dead letters', () => {
  test('are all replayed, in order', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    for (const line of ['1', '2', '3']) await stage.hear(ROMEO, line);
    await dead(id, 3);
    receiver.answer = {};
    expect(await stage.deadLetters.replay(BOOTSTRAP, id, undefined)).toBe(3);
    await until(() => bodies().length === 6);
    expect(bodies().slice(3)).toEqual(['1', '2', '3']);
  });

  test('are discarded one by one, or all', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    for (const line of ['1', '2', '3']) await stage.hear(ROMEO, line);
    const [first] = await dead(id, 3);
    expect(await stage.deadLetters.discard(BOOTSTRAP, id, first?.id ?? '')).toBe(true);
    expect(await stage.deadLetters.discard(BOOTSTRAP, id, first?.id ?? '')).toBe(false);
    expect(await letters(id)).toHaveLength(2);
    expect(await stage.deadLetters.discardAll(BOOTSTRAP, id)).toBe(true);
    expect(await letters(id)).toEqual([]);
  });

  test('are listed page by page, the oldest first', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    const ids: string[] = [];
    for (const line of ['1', '2', '3']) ids.push((await stage.hear(ROMEO, line)).id);
    await dead(id, 3);
    const first = await stage.deadLetters.list(BOOTSTRAP, id, { limit: 2 });
    const after = first?.next ?? '';
    const second = await stage.deadLetters.list(BOOTSTRAP, id, { limit: 2, after });
    const found = [...(first?.items ?? []), ...(second?.items ?? [])];
    expect(found.map(({ delivery }) => delivery.id)).toEqual(ids);
    expect(second).not.toHaveProperty('next');
  });

  test('over their number make room, and that is counted', async () => {
    await start({ schedule: [0], worker: { deadLetters: 2 } }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    for (const line of ['1', '2', '3', '4', '5']) await stage.hear(ROMEO, line);
    await dead(id, 5);
    await stage.workers.lookAfter();
    expect((await letters(id)).map(({ delivery }) => delivery.lastAttempt?.request.body)).toEqual([
      expect.stringContaining('"body":"4"'),
      expect.stringContaining('"body":"5"'),
    ]);
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.backlog.dropped === 3);
  });

  test('are for the key of the webhook only', async () => {
    await start({ schedule: [0] }, { status: 500 });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(NURSE, 'mine');
    const [letter] = await dead(id, 1);
    expect(await stage.deadLetters.list(SHOP, id, { limit: 10 })).toBeUndefined();
    expect(await stage.deadLetters.replay(SHOP, id, undefined)).toBeUndefined();
    expect(await stage.deadLetters.discardAll(SHOP, id)).toBe(false);
    expect(await stage.deadLetters.discard(SHOP, id, letter?.id ?? '')).toBe(false);
    expect(await letters(id)).toHaveLength(1);
  });
});
