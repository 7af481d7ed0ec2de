import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../../src/core/errors.ts';
import { until } from '../../../support/until.ts';
import { LOG, SenderStage } from '../sender-stage.ts';

let stage: SenderStage;

beforeEach(() => {
  stage = new SenderStage();
});
afterEach(() => stage.close());

const becomes = (id: string, status: string) =>
  until(async () => (await stage.record(id))?.status === status, { message: `${id}: ${status}` });
const errorOf = async (id: string) => (await stage.record(id))?.error?.code;
/** As soon as the sender knows what was written before it. */
const cancel = (id: string, createdAt?: number) =>
  until(() => stage.cancel(id, createdAt), { message: `${id} to be decided` });

describe('without a link', () => {
  beforeEach(() => {
    stage.link.drop();
  });

  it('what is cancelled fails, is told once, and is never written', async () => {
    await stage.start();
    for (const id of ['m1', 'm2', 'm3']) await stage.accept(id);
    expect(await cancel('m2')).toBe('decided');
    expect(await stage.record('m2')).toMatchObject({
      status: 'failed',
      error: { code: 'cancelled' },
    });
    expect((await stage.record('m2'))?.error?.mayHaveArrived).toBeUndefined();
    expect(await stage.waiting()).toBe(2);
    stage.link.restore();
    await becomes('m3', 'acknowledged');
    expect(stage.link.written).toEqual(["<message id='m1'/>", "<message id='m3'/>"]);
    expect(stage.told).toEqual(['m2 failed', 'm1 acknowledged', 'm3 acknowledged']);
  });

  it('asked several times at once, it is cancelled once', async () => {
    await stage.start();
    await stage.accept('m1');
    await cancel('m1');
    await Promise.all([stage.cancel('m1'), stage.cancel('m1')]);
    expect(stage.told).toEqual(['m1 failed']);
  });

  it('it does not expire any more, whichever comes first', async () => {
    await stage.start();
    await stage.accept('m1', 1_000);
    const cancelled = cancel('m1');
    stage.pass(1_000);
    await cancelled;
    await until(async () => (await stage.waiting()) === 0);
    expect(stage.told).toEqual(['m1 failed']);
    expect(['cancelled', 'expired']).toContain(await errorOf('m1'));
  });

  it('what was written to a link that was lost is not cancelled', async () => {
    stage.link.restore();
    stage.link.answering = false;
    await stage.start();
    await stage.accept('m1');
    await until(() => stage.writes('m1') === 1);
    stage.link.drop();
    expect(await cancel('m1')).toBe('written');
    expect((await stage.record('m1'))?.status).toBe('queued');
  });

  it('what a replica that was killed may have written is not cancelled, what came since is', async () => {
    stage.link.restore();
    stage.link.answering = false;
    await stage.start('replica-a');
    await stage.accept('m1');
    await until(() => stage.writes('m1') === 1);
    await stage.handLeaseOver('replica-a');
    const killed = stage.stop();
    stage.link.drop();
    await killed;
    await stage.start('replica-b');
    expect(await cancel('m1')).toBe('written');
    await stage.accept('m2');
    expect(await cancel('m2')).toBe('decided');
    await stage.handLeaseOver('replica-b');
    await stage.stop();
    await stage.start('replica-c');
    await stage.accept('m3');
    expect(await cancel('m3')).toBe('decided');
    expect(await errorOf('m3')).toBe('cancelled');
  });

  it('a replica that lost the lease cancels nothing', async () => {
    await stage.start('replica-a');
    await stage.accept('m0');
    await cancel('m0');
    await stage.accept('m1');
    await stage.handLeaseOver('replica-a');
    await stage.store.acquire('outbox', 'replica-b', 60_000);
    expect(await stage.cancel('m1')).toBeUndefined();
    expect((await stage.record('m1'))?.status).toBe('queued');
    expect(await stage.waiting()).toBe(1);
  });

  it.each([
    { name: 'a clock that is an hour ahead', createdAt: 3_601_000 },
    { name: 'a clock that is behind', createdAt: 0 },
  ])('it is found where it was accepted by $name', async ({ createdAt }) => {
    await stage.start();
    for (let i = 0; i < 3_000; i += 1) await stage.accept(`m${i}`, 60_000);
    expect(await cancel('m2999', createdAt)).toBe('decided');
    expect(await errorOf('m2999')).toBe('cancelled');
    expect(await stage.waiting()).toBe(2_999);
  });

  it('a store that was away is asked again until it is written down', async () => {
    await stage.start();
    await stage.accept('m0');
    await cancel('m0');
    await stage.accept('m1');
    const commit = stage.store.commit.bind(stage.store);
    let refusals = 3;
    stage.store.commit = (changes, options) =>
      refusals-- > 0
        ? Promise.reject(new BridgeError(refusals > 1 ? 'internal' : 'store-unavailable', 'Away.'))
        : commit(changes, options);
    expect(await stage.cancel('m1')).toBe('decided');
    expect(await errorOf('m1')).toBe('cancelled');
  });
});

it('what the sender has in hand is cancelled while it waits for room, and what follows is sent', async () => {
  const drained = stage.link.drained.bind(stage.link);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let isWaiting = false;
  stage.link.drained = () => {
    isWaiting = true;
    return held;
  };
  for (const id of ['m1', 'm2', 'm3']) await stage.accept(id);
  await stage.start();
  await until(() => isWaiting);
  expect(await cancel('m2')).toBe('decided');
  stage.link.drained = drained;
  letGo();
  await becomes('m3', 'acknowledged');
  expect(stage.writes('m2')).toBe(0);
  expect(await errorOf('m2')).toBe('cancelled');
  expect(stage.told).toEqual(['m2 failed', 'm1 acknowledged', 'm3 acknowledged']);
});

it('whatever the turn, each is either sent or cancelled', async () => {
  await stage.start();
  await stage.accept('first');
  await becomes('first', 'acknowledged');
  const ids = Array.from({ length: 300 }, (_, i) => `m${i}`);
  await Promise.all(
    ids.map(async (id, i) => {
      for (let turn = 0; turn < i % 7; turn += 1) await Promise.resolve();
      await stage.accept(id);
      for (let turn = 0; turn < i % 13; turn += 1) await Promise.resolve();
      await stage.cancel(id);
    }),
  );
  await until(async () => (await stage.waiting()) === 0);
  await stage.accept('proof');
  await becomes('proof', 'acknowledged');
  for (const id of ids) {
    const record = await stage.record(id);
    const isCancelled = record?.error?.code === 'cancelled';
    expect([id, record?.status, stage.writes(id)]).toEqual(
      isCancelled ? [id, 'failed', 0] : [id, 'acknowledged', 1],
    );
  }
  expect((await stage.store.info(LOG)).length).toBe(0);
});
