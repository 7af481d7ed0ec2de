import { describe, expect, test } from 'vitest';
import {
  afterDelivered,
  afterFailure,
  afterReplay,
  hurried,
  newDelivery,
} from '../../../../src/features/webhooks/delivery/delivery.ts';

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

describe('a delivery that the receiver will not take', () => {
  const schedule = [0, 1_000, 60_000, 3_600_000, 7_200_000];
  const answered = (status: number) => ({ ...HOW, schedule, report: { ...REPORT, status } });
  const fresh = newDelivery('w', SUBJECT, 1_000);

  test('is dead after the attempts of some minutes', () => {
    let delivery = fresh;
    for (let n = 0; n < 2; n += 1) delivery = afterFailure(delivery, answered(422));
    expect(delivery).toMatchObject({ state: 'waiting', attempts: 2 });
    expect(afterFailure(delivery, answered(422))).toMatchObject({ state: 'dead', attempts: 3 });
  });

  test('has hours where access was refused', () => {
    let delivery = fresh;
    for (let n = 0; n < 4; n += 1) delivery = afterFailure(delivery, answered(403));
    expect(delivery).toMatchObject({ state: 'waiting', attempts: 4 });
    expect(afterFailure(delivery, answered(403))).toMatchObject({ state: 'dead' });
  });

  test('is tried some times also after many failures of another kind', () => {
    let delivery = fresh;
    for (let n = 0; n < 4; n += 1) delivery = afterFailure(delivery, answered(503));
    expect(afterFailure(delivery, answered(413))).toMatchObject({ state: 'dead' });
    delivery = afterFailure(fresh, answered(503));
    delivery = afterFailure(delivery, answered(503));
    delivery = afterFailure(delivery, answered(503));
    expect(afterFailure(delivery, answered(413))).toMatchObject({ state: 'waiting', attempts: 4 });
  });

  test('has its whole schedule again once it is answered otherwise', () => {
    let delivery = afterFailure(fresh, answered(400));
    delivery = afterFailure(delivery, answered(503));
    expect(delivery).not.toHaveProperty('refused');
    delivery = afterFailure(delivery, answered(400));
    expect(delivery).toMatchObject({ state: 'waiting', refused: { attempts: 1 } });
  });

  test('while it is only probed is dead after minutes, too', () => {
    const probe = { ...answered(415), probeMs: 50 };
    const probed = afterFailure(fresh, probe);
    expect(probed).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(afterFailure(probed, { ...probe, now: 1_000 + 6 * 60_000 })).toMatchObject({
      state: 'dead',
    });
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
