import { afterEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../../src/core/caller.ts';
import { encodeCursor } from '../../../../src/features/events/cursor.ts';
import { EVENT_LOG } from '../../../../src/features/events/recorder.ts';
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

async function delivered(lines: readonly string[]) {
  for (const line of lines) await stage.hear(ROMEO, line);
  const before = receiver.received.length;
  await until(() => receiver.received.length >= before && bodies().at(-1) === lines.at(-1));
}

function cursorOf(index: number): string {
  return (receiver.received[index]?.json as { cursor: string }).cursor;
}

describe('a replay', () => {
  test('delivers everything after a cursor again, in order, with the same ids', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await delivered(['1', '2', '3', '4']);
    expect(await stage.webhooks.replay(BOOTSTRAP, id, { after: cursorOf(1) })).toBe(true);
    await until(() => bodies().length === 6);
    expect(bodies()).toEqual(['1', '2', '3', '4', '3', '4']);
    expect(receiver.received[5]?.headers['webhook-id']).toBe(
      receiver.received[3]?.headers['webhook-id'],
    );
  });

  test('is made once for the same Idempotency-Key', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await delivered(['1', '2']);
    const [from, again] = [{ after: cursorOf(0) }, { idempotencyKey: 'again' }];
    await stage.webhooks.replay(BOOTSTRAP, id, from, again);
    await until(() => bodies().length === 3);
    await stage.webhooks.replay(BOOTSTRAP, id, from, again);
    await delivered(['3']);
    expect(bodies()).toEqual(['1', '2', '2', '3']);
    const other = stage.webhooks.replay(BOOTSTRAP, id, { after: cursorOf(1) }, again);
    await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('begins at a time too, and goes on with what comes', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await delivered(['1', '2']);
    const since = new Date(Date.now() - 60_000).toISOString();
    expect(await stage.webhooks.replay(BOOTSTRAP, id, { since })).toBe(true);
    await stage.hear(ROMEO, '3');
    await until(() => bodies().at(-1) === '3');
    expect(bodies()).toEqual(['1', '2', '1', '2', '3']);
  });

  test('from a time to come delivers nothing again', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await delivered(['1']);
    const since = new Date(Date.now() + 60_000).toISOString();
    expect(await stage.webhooks.replay(BOOTSTRAP, id, { since })).toBe(true);
    await delivered(['proof']);
    expect(bodies()).toEqual(['1', 'proof']);
  });

  test('passes over nothing that is not delivered yet', async () => {
    await start({}, { delay: Infinity });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, '1');
    await until(() => receiver.inFlight() === 1);
    const newest = encodeCursor(await stage.tail.newest());
    receiver.answer = {};
    await stage.webhooks.replay(BOOTSTRAP, id, { after: newest });
    await delivered(['2']);
    expect(bodies()).toEqual(['1', '1', '2']);
  });

  test('says when events since the time are gone, and begins with the oldest', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    const before = new Date(Date.now() - 60_000).toISOString();
    await delivered(['1', '2', '3']);
    await stage.store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    expect(await stage.webhooks.replay(BOOTSTRAP, id, { since: before })).toBe(false);
    await until(() => bodies().length === 4);
    expect(bodies()).toEqual(['1', '2', '3', '3']);
  });

  test('is refused for a cursor whose events are gone', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await delivered(['1', '2', '3']);
    await stage.store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    const replay = stage.webhooks.replay(BOOTSTRAP, id, { after: cursorOf(0) });
    await expect(replay).rejects.toMatchObject({ code: 'history-lost' });
  });

  test('of the webhook of another key is none', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    expect(await stage.webhooks.replay(SHOP, id, { since: new Date().toISOString() })).toBe(
      undefined,
    );
  });
});
