import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const TYBALT = 'tybalt@capulet.example';
const NURSE = 'nurse@capulet.example';

let receiver: WebhookReceiver;
let stage: WebhookStage;
/** What the receiver refuses now. */
let isRefused: (line: string) => boolean;

beforeEach(async () => {
  isRefused = () => true;
  receiver = await startWebhookReceiver(({ json }) => ({
    status: isRefused((json as { data: { body: string } }).data.body) ? 500 : 200,
  }));
});

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

async function subscribe(deferred: number) {
  const bounds = { window: 100, deferred, ahead: 10_000 };
  stage = await startWebhookStage({ schedule: [0, 1e6], worker: { bounds } });
  const { id } = await stage.subscribe(receiver.url);
  await tell(NURSE, 'up');
  return id;
}

function bodies(): string[] {
  return receiver.received.map(({ json }) => (json as { data: { body: string } }).data.body);
}

/** A line that comes after others, and when it is taken these were handled. */
async function tell(remote: string, line: string) {
  const refused = isRefused;
  isRefused = (it) => it !== line && refused(it);
  await stage.hear(remote, line);
  await until(() => bodies().includes(line));
}

async function deadOf(id: string): Promise<string[]> {
  const page = await stage.deadLetters.list(BOOTSTRAP, id, { limit: 500 });
  return (page?.items ?? []).map(({ delivery }) => delivery.conversation.split(' ')[1] ?? '');
}

const deferred = async (id: string) => (await stage.store.info(`webhook-parked:${id}`)).length;

describe('conversations that wait for a receiver which refuses them', () => {
  test('lose nothing to one that fills all places: it loses its own events', async () => {
    const id = await subscribe(20);
    for (let n = 0; n < 60; n += 1) await stage.hear(ROMEO, `poison ${n}`);
    await until(async () => (await deadOf(id)).length === 40);
    for (let n = 0; n < 8; n += 1) {
      await stage.hear(`guest${n}@verona.example`, `hello ${n}`);
      await stage.hear(`guest${n}@verona.example`, `again ${n}`);
    }
    await tell(NURSE, 'proof');
    await until(async () => (await deferred(id)) === 20);
    expect(new Set(await deadOf(id))).toEqual(new Set([ROMEO]));
    expect(await deadOf(id)).toHaveLength(56);
  });

  test('keep what comes first, and get it in order once it is taken', async () => {
    const id = await subscribe(10);
    for (let n = 0; n < 30; n += 1) await stage.hear(ROMEO, `poison ${n}`);
    for (let n = 0; n < 3; n += 1) await stage.hear(TYBALT, `tybalt ${n}`);
    await tell(NURSE, 'proof');
    await until(async () => (await deadOf(id)).length === 23);
    isRefused = () => false;
    const from = bodies().length;
    for (const { id: event } of await waiting(id))
      await stage.deliveries.retry(BOOTSTRAP, id, event);
    await until(() => bodies().length >= from + 10, {
      timeout: 3000,
      message: () => JSON.stringify([bodies(), stage.logged]),
    });
    const [romeo, tybalt] = [/^poison/, /^tybalt/].map((which) =>
      bodies()
        .slice(from)
        .filter((line) => which.test(line)),
    );
    expect(romeo).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `poison ${n}`));
    expect(tybalt).toEqual(['tybalt 0', 'tybalt 1', 'tybalt 2']);
  });

  test('share the places evenly, however many each sends', async () => {
    const id = await subscribe(30);
    for (let n = 0; n < 90; n += 1) {
      await stage.hear(ROMEO, `${n}`);
      if (n % 2 === 0) await stage.hear(TYBALT, `${n}`);
      if (n % 9 === 0) await stage.hear('benvolio@montague.example', `${n}`);
    }
    await tell(NURSE, 'proof');
    await until(async () => (await deadOf(id)).length === 145 - 30);
    const dead = await deadOf(id);
    const kept = { romeo: 90 - count(dead, ROMEO), tybalt: 45 - count(dead, TYBALT) };
    expect(kept.romeo + kept.tybalt).toBe(20);
    expect(Math.abs(kept.romeo - kept.tybalt)).toBeLessThanOrEqual(2);
    expect(count(dead, 'benvolio@montague.example')).toBe(0);
  });

  test('are bounded also when each has one event', async () => {
    const id = await subscribe(10);
    for (let n = 0; n < 25; n += 1) await stage.hear(`guest${n}@verona.example`, `${n}`);
    await tell(NURSE, 'proof');
    await until(async () => (await deadOf(id)).length === 15);
    expect(await deferred(id)).toBe(10);
  });
});

async function waiting(id: string) {
  const page = await stage.deliveries.list(BOOTSTRAP, id, { status: 'waiting', limit: 100 });
  return page?.items ?? [];
}

function count(all: readonly string[], one: string): number {
  return all.filter((it) => it === one).length;
}
