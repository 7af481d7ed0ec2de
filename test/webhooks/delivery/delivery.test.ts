import { describe, expect, test } from 'vitest';
import {
  afterDelivered,
  afterFailure,
  afterReplay,
  hurried,
  newDelivery,
} from '../../../src/webhooks/delivery/delivery.ts';

const REPORT = { at: 1_000, durationMs: 5, status: 500, error: 'answered 500' };
const SUBJECT = { event: 'e', type: 'message.received', conversation: 'c', cursor: 'x' } as const;
const HOW = { schedule: [0, 100, 200], now: 1_005, random: 0.5, report: REPORT };

describe('a delivery that failed', () => {
  const fresh = newDelivery('w', SUBJECT, 1_000);

  test('waits for its next attempt', () => {
    expect(afterFailure(fresh, HOW)).toEqual({
      ...fresh,
      state: 'waiting',
      attempts: 1,
      dueAt: 1_105,
      last: REPORT,
    });
  });

  test('is dead when it has no attempt left', () => {
    let delivery = fresh;
    for (let n = 0; n < 3; n += 1) delivery = afterFailure(delivery, HOW);
    expect(delivery).toMatchObject({ state: 'dead', attempts: 3 });
    expect(delivery).not.toHaveProperty('dueAt');
  });

  test('as a probe does not use up its attempts', () => {
    const probed = afterFailure(fresh, { ...HOW, probeMs: 50 });
    expect(probed).toMatchObject({ state: 'waiting', attempts: 0, dueAt: 1_055 });
  });

  test('as a probe is dead when its schedule would have ended', () => {
    const late = { ...HOW, now: 1_000 + 301, probeMs: 50 };
    expect(afterFailure(fresh, late)).toMatchObject({ state: 'dead' });
  });
});

describe('a delivery that succeeded', () => {
  test('is due no more', () => {
    const waiting = afterFailure(newDelivery('w', SUBJECT, 1_000), HOW);
    const { error: _, ...good } = REPORT;
    const delivered = afterDelivered(waiting, { ...good, status: 200 });
    expect(delivered).toMatchObject({ state: 'delivered', attempts: 2, last: { status: 200 } });
    expect(delivered).not.toHaveProperty('dueAt');
  });
});

describe('a delivery that somebody asked for again', () => {
  test('has its whole schedule before it, from now on', () => {
    let delivery = newDelivery('w', SUBJECT, 1_000);
    for (let n = 0; n < 3; n += 1) delivery = afterFailure(delivery, HOW);
    const again = afterReplay(delivery, 9_000);
    expect(again).toMatchObject({ state: 'pending', attempts: 0, firstAt: 9_000, last: REPORT });
    const late = { ...HOW, now: 9_100, probeMs: 50 };
    expect(afterFailure(again, late)).toMatchObject({ state: 'waiting' });
  });

  test('is due at once when it waited', () => {
    const now = hurried(afterFailure(newDelivery('w', SUBJECT, 1_000), HOW));
    expect(now).toMatchObject({ state: 'pending', attempts: 1 });
    expect(now).not.toHaveProperty('dueAt');
  });
});
