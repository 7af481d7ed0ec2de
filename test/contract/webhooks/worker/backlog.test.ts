import { afterEach, describe, expect, test } from 'vitest';
import { BridgeError } from '../../../../src/core/errors.ts';
import { PROGRESS } from '../../../../src/features/webhooks/backlog/progress.ts';
import { EVENT_LOG } from '../../../../src/features/events/recorder.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import {
  BOOTSTRAP,
  startWebhookStage,
  type StageOptions,
  type WebhookStage,
} from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const NURSE = 'nurse@capulet.example';

const stages: WebhookStage[] = [];
let receiver: WebhookReceiver;

async function replica(options: StageOptions = {}): Promise<WebhookStage> {
  const stage = await startWebhookStage(options);
  stages.push(stage);
  return stage;
}

async function receive(answer: WebhookReceiver['answer'] = {}) {
  receiver = await startWebhookReceiver(answer);
}

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.stop()));
  await receiver.stop();
});

function bodies(): string[] {
  return receiver.received.map(({ json }) => (json as { data: { body: string } }).data.body);
}

describe('a restart', () => {
  test('goes on after the last event that was delivered', async () => {
    await receive();
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store });
    await first.subscribe(receiver.url);
    await first.hear(ROMEO, 'before');
    await until(() => bodies().length === 1);
    await first.stop();
    await first.hear(ROMEO, 'meanwhile');
    await replica({ store, replica: 'replica-2' });
    await until(() => bodies().length === 2);
    expect(bodies()).toEqual(['before', 'meanwhile']);
  });

  test('finds nothing deferred of a conversation that was taken in the end', async () => {
    await receive((_, number) => ({ status: number === 0 ? 500 : 204, delay: 20 }));
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store, schedule: [0, 50] });
    const { id } = await first.subscribe(receiver.url);
    for (const body of ['But soft', 'what light', 'is it the east']) await first.hear(ROMEO, body);
    await until(() => bodies().length === 4);
    await until(async () => (await store.info(`webhook-parked:${id}`)).length === 0);
    await first.stop();
    const second = await replica({ store, replica: 'replica-2' });
    await second.hear(ROMEO, 'arise, fair sun');
    await until(() => bodies().includes('arise, fair sun'));
    expect(bodies().slice(1)).toEqual([
      'But soft',
      'what light',
      'is it the east',
      'arise, fair sun',
    ]);
  });

  test('repeats nothing when it ends before it knew how far the webhook was', async () => {
    await receive();
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store });
    await first.subscribe(receiver.url);
    await first.hear(ROMEO, 'before');
    await until(() => bodies().length === 1);
    await first.stop();
    const away = () => Promise.reject(new BridgeError('store-unavailable', 'Try again.'));
    const get: Store['get'] = (space, id) =>
      space.name === PROGRESS.name ? away() : store.get(space, id);
    const second = await replica({ store: { ...store, get }, replica: 'replica-2' });
    await until(() => second.logged.includes('a webhook waits for the store'));
    await second.stop();
    const third = await replica({ store, replica: 'replica-3' });
    await third.hear(ROMEO, 'after');
    await until(() => bodies().includes('after'));
    expect(bodies()).toEqual(['before', 'after']);
  });

  test('loses nothing that was under way', async () => {
    await receive({ delay: Infinity });
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store });
    await first.subscribe(receiver.url);
    for (let n = 0; n < 50; n += 1) await first.hear(`guest${n}@verona.example`, String(n));
    await until(() => receiver.inFlight() === 32);
    await first.stop();
    const begun = receiver.received.length;
    receiver.answer = {};
    await replica({ store, replica: 'replica-2' });
    await until(() => receiver.received.length === begun + 50);
    expect(new Set(bodies().slice(begun)).size).toBe(50);
  });

  test('goes on with a conversation that failed, in its order, when the log was trimmed', async () => {
    await receive({ status: 500 });
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store, schedule: [0, 1, 300] });
    await first.subscribe(receiver.url);
    for (const line of ['1', '2', '3']) await first.hear(ROMEO, line);
    await until(() => receiver.received.length === 2);
    await first.stop();
    await store.trim(EVENT_LOG, { before: Infinity, maxLength: 0 });
    receiver.answer = {};
    const second = await replica({ store, replica: 'replica-2' });
    await second.hear(ROMEO, '4');
    await until(() => bodies().length === 6);
    expect(bodies().slice(2)).toEqual(['1', '2', '3', '4']);
  });
});

describe('a receiver that is down', () => {
  test('is probed one at a time, and gets its backlog at once with the first success', async () => {
    await receive({ status: 503 });
    const stage = await replica({ schedule: [0, 30, 30] });
    const { id } = await stage.subscribe(receiver.url);
    for (let n = 0; n < 12; n += 1) await stage.hear(`guest${n}@verona.example`, 'first');
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'failing');
    for (let n = 0; n < 200; n += 1) await stage.hear(`guest${n}@verona.example`, `later ${n}`);
    const tried = receiver.received.length;
    await until(() => receiver.received.length >= tried + 2);
    expect(receiver.inFlight()).toBeLessThanOrEqual(1);
    expect(bodies()).not.toContain('later 0');
    receiver.answer = {};
    await until(() => new Set(bodies()).size === 201);
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'active');
  });

  test('gets at its return also what was to wait for long', async () => {
    await receive({ status: 503 });
    const stage = await replica({ schedule: [0, 1e6, 100] });
    const { id } = await stage.subscribe(receiver.url);
    for (let n = 0; n < 10; n += 1) await stage.hear(`guest${n}@verona.example`, String(n));
    await until(async () => (await stage.webhooks.get(BOOTSTRAP, id))?.status === 'failing');
    receiver.answer = {};
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => new Set(bodies().slice(10)).size === 10);
  });

  test('leaves other webhooks alone', async () => {
    await receive({ delay: Infinity });
    const stage = await replica();
    await stage.subscribe(receiver.url);
    const other = await startWebhookReceiver();
    await stage.subscribe(other.url);
    for (let n = 0; n < 300; n += 1) await stage.hear(`guest${n % 50}@verona.example`, String(n));
    await until(() => other.received.length === 300);
    expect(receiver.received).toHaveLength(32);
    await other.stop();
  });
});

describe('what is held in memory', () => {
  test('is bounded for a slow receiver: the rest waits in the event log', async () => {
    await receive({ delay: Infinity });
    const store = createMemoryStore({ now: () => Date.now() });
    let read = 0;
    const counting: Store = {
      ...store,
      async read(log, after, limit) {
        const page = await store.read(log, after, limit);
        if (log === EVENT_LOG) read += page.entries.length;
        return page;
      },
    };
    const bounds = { window: 10, deferred: 10, ahead: 100 };
    const stage = await replica({ store: counting, worker: { bounds } });
    await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'the first');
    await until(() => receiver.inFlight() === 1);
    for (let n = 0; n < 2_000; n += 1) await stage.hear(ROMEO, String(n));
    expect(read).toBeGreaterThanOrEqual(10);
    expect(read).toBeLessThan(1_000);
  });

  test('is not filled by one conversation that fails: the others go on', async () => {
    await receive((request) => ({ status: request.raw.includes(ROMEO) ? 500 : 200 }));
    const bounds = { window: 10, deferred: 100, ahead: 1_000 };
    const stage = await replica({ schedule: [0, 1e6], worker: { bounds } });
    await stage.subscribe(receiver.url);
    for (let n = 0; n < 60; n += 1) await stage.hear(ROMEO, String(n));
    await until(() => bodies().length === 1);
    await stage.hear(NURSE, 'proof');
    await until(() => bodies().includes('proof'));
    expect(bodies()).toEqual(['0', 'proof']);
  });

  test('of a conversation that is never taken, what is over the bound becomes dead letters', async () => {
    await receive((request) => ({ status: request.raw.includes(ROMEO) ? 500 : 200 }));
    const bounds = { window: 100, deferred: 5, ahead: 1_000 };
    const stage = await replica({ schedule: [0, 1e6], worker: { bounds } });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(NURSE, 'I am up');
    await until(() => bodies().includes('I am up'));
    for (let n = 0; n < 20; n += 1) await stage.hear(ROMEO, String(n));
    await stage.hear(NURSE, 'proof');
    await until(() => bodies().includes('proof'));
    await until(async () => (await stage.store.info(`webhook-dead:${id}`)).length === 15);
    expect((await stage.store.info(`webhook-parked:${id}`)).length).toBe(5);
  });
});

describe('replicas', () => {
  test('deliver each event once, and take over from one that stopped', async () => {
    await receive();
    const store = createMemoryStore({ now: () => Date.now() });
    const first = await replica({ store });
    await first.subscribe(receiver.url);
    const second = await replica({ store, replica: 'replica-2' });
    for (let n = 0; n < 100; n += 1) await second.hear(`guest${n % 7}@verona.example`, String(n));
    await until(() => receiver.received.length === 100);
    await first.stop();
    await second.hear(ROMEO, 'still here');
    await until(() => bodies().includes('still here'));
    expect(new Set(bodies()).size).toBe(receiver.received.length);
  });
});
