import { describe, expect, test } from 'vitest';
import {
  DELIVERY_STATES,
  NEXT_STATE,
  afterDelivered,
  afterFailure,
  afterReplay,
  hurried,
  newDelivery,
} from '../../../../src/features/webhooks/delivery/delivery.ts';

const REPORT = { at: 1_000, durationMs: 5, status: 500, error: 'answered 500' };
const SUBJECT = { event: 'e', type: 'message.received', conversation: 'c', cursor: 'x' } as const;
const HOW = { schedule: [0, 100, 200], now: 1_005, random: 0.5, report: REPORT };

describe('the states of a delivery', () => {
  test('lead nowhere but to states', () => {
    for (const state of DELIVERY_STATES) {
      for (const next of Object.values(NEXT_STATE[state])) {
        if (next !== undefined) expect(DELIVERY_STATES).toContain(next);
      }
    }
  });

  test('are all reached from the first', () => {
    const reached = new Set(['pending']);
    for (const state of reached) {
      for (const next of Object.values(NEXT_STATE[state as 'pending'])) {
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...DELIVERY_STATES].sort());
  });

  test('end with delivered and dead, unless somebody asks for a replay', () => {
    for (const state of ['delivered', 'dead'] as const) {
      const { replay, ...others } = NEXT_STATE[state];
      expect(replay).toBe('pending');
      expect(Object.values(others).every((next) => next === undefined)).toBe(true);
    }
  });
});

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
