import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

const LEASE = { ttlMs: 600, renewMs: 100, pollMs: 100, marginMs: 100 };

const stages: WebhookStage[] = [];
let receiver: WebhookReceiver;
let store: Store;
/** Lease operations that the store was asked for. */
let asked: string[];

beforeEach(async () => {
  asked = [];
  const memory = createMemoryStore({ now: () => Date.now() });
  store = {
    ...memory,
    acquire(lease, holder, ttlMs) {
      asked.push(lease);
      return memory.acquire(lease, holder, ttlMs);
    },
    renew(lease, holder, epoch, ttlMs) {
      asked.push(lease);
      return memory.renew(lease, holder, epoch, ttlMs);
    },
  };
  receiver = await startWebhookReceiver();
});

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.stop()));
  await receiver.stop();
});

async function replica(name: string, options: StageOptions = {}): Promise<WebhookStage> {
  const worker = { graceMs: 5_000 };
  const stage = await startWebhookStage({ store, lease: LEASE, replica: name, worker, ...options });
  stages.push(stage);
  return stage;
}

async function subscribe(stage: WebhookStage, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await stage.subscribe(`${receiver.url}/${n}`)).id);
  return ids;
}

const load = (stage: WebhookStage) => stage.workers.undelivered().length;
const loads = () => stages.map(load);

describe('the work of replicas', () => {
  test('is spread evenly, also to one that comes later', async () => {
    const first = await replica('replica-1');
    await subscribe(first, 40);
    await until(() => load(first) === 40);
    await replica('replica-2');
    await until(() => Math.max(...loads()) <= 23 && loads()[0]! + loads()[1]! === 40);
    await replica('replica-3');
    await until(() => Math.max(...loads()) <= 17 && loads().reduce((a, b) => a + b) === 40);
  });

  test('goes on at the others when one stops, and each event comes once and in order', async () => {
    const first = await replica('replica-1');
    await subscribe(first, 10);
    const second = await replica('replica-2');
    await until(() => load(second) > 0);
    const told = 60;
    for (let n = 0; n < told; n += 1) {
      await second.hear(`guest${n % 3}@verona.example`, String(n));
      if (n === 20) await first.stop();
    }
    await until(() => receiver.received.length === 10 * told);
    for (let webhook = 0; webhook < 10; webhook += 1) {
      const theirs = receiver.received.filter(({ path }) => path.endsWith(`/${webhook}`));
      for (const guest of ['guest0', 'guest1', 'guest2']) {
        const lines = theirs.filter(({ raw }) => raw.includes(guest)).map(({ raw }) => bodyOf(raw));
        expect(lines).toHaveLength(told / 3);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }
    }
  });

  test('is moved while events come, and each comes once and in order', async () => {
    const first = await replica('replica-1');
    await subscribe(first, 8);
    await until(() => load(first) === 8);
    let told = 0;
    const tell = async () => {
      await first.hear('romeo@montague.example', String(told));
      told += 1;
    };
    const second = await replica('replica-2');
    while (load(second) === 0 || told < 30) await tell();
    await until(() => receiver.received.length >= 8 * told);
    expect(receiver.received).toHaveLength(8 * told);
    for (let webhook = 0; webhook < 8; webhook += 1) {
      const theirs = receiver.received.filter(({ path }) => path.endsWith(`/${webhook}`));
      expect(theirs.map(({ raw }) => bodyOf(raw))).toEqual([...Array(told).keys()]);
    }
  });

  test('is taken over from one that dies', async () => {
    const dead: StageOptions['store'] = { ...store };
    let isDead = false;
    const dying = <T>(work: () => Promise<T>) =>
      isDead ? Promise.reject(new Error('dead')) : work();
    dead.renew = (...args) => dying(() => store.renew(...args));
    dead.acquire = (...args) => dying(() => store.acquire(...args));
    dead.release = (...args) => dying(() => store.release(...args));
    dead.publish = (...args) => dying(() => store.publish(...args));
    const first = await replica('replica-1', { store: dead });
    await subscribe(first, 6);
    const second = await replica('replica-2');
    await until(() => load(second) > 0);
    isDead = true;
    await until(() => load(second) === 6);
    await second.hear('romeo@montague.example', 'still here');
    await until(() => receiver.received.length >= 6);
  });
});

describe('leases', () => {
  test('are as many as partitions, however many webhooks there are', async () => {
    const first = await replica('replica-1');
    await subscribe(first, 150);
    await until(() => load(first) === 150);
    expect(new Set(asked).size).toBeLessThanOrEqual(32);
  });

  test('are not asked for while there is no webhook', async () => {
    const first = await replica('replica-1');
    const { id } = await first.subscribe(receiver.url);
    await until(() => load(first) === 1);
    expect(new Set(asked).size).toBe(1);
    await first.webhooks.remove(BOOTSTRAP, id);
    await until(async () => (await store.holder(asked[0]!)) === undefined);
  });
});

function bodyOf(raw: string): number {
  return Number((JSON.parse(raw) as { data: { body: string } }).data.body);
}
