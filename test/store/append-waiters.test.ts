import { describe, expect, it } from 'vitest';
import { createAppendWaiters } from '../../src/store/append-waiters.ts';

const wait = { log: 'events', after: '5-0', waitMs: 60_000 };

async function isDone(done: Promise<void>): Promise<boolean> {
  let over = false;
  void done.then(() => (over = true));
  await new Promise(setImmediate);
  return over;
}

describe('waiters for appends', () => {
  it.each([
    ['an earlier append', 'events', '4-9', false],
    ['the append they know', 'events', '5-0', false],
    ['a later append', 'events', '5-1', true],
    ['an append to another log', 'outbox', '6-0', false],
  ])('hear of %s', async (_, log, position, expected) => {
    const waiters = createAppendWaiters();
    const waiter = waiters.add(wait);
    waiters.appended(log, position);
    expect(await isDone(waiter.done)).toBe(expected);
    waiter.end();
  });

  it('may end by themselves, also twice', async () => {
    const waiter = createAppendWaiters().add(wait);
    waiter.end();
    waiter.end();
    expect(await isDone(waiter.done)).toBe(true);
  });

  it('all wake when appends may have gone unheard', async () => {
    const waiters = createAppendWaiters();
    const dones = [waiters.add(wait), waiters.add({ ...wait, log: 'outbox' })];
    waiters.endAll();
    await Promise.all(dones.map(({ done }) => done));
  });

  it('wait anew after others of their log ended', async () => {
    const waiters = createAppendWaiters();
    waiters.add(wait).end();
    const again = waiters.add(wait);
    waiters.appended('events', '6-0');
    expect(await isDone(again.done)).toBe(true);
  });
});
