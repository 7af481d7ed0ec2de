import { describe, expect, test } from 'vitest';
import {
  afterFailedAttempt,
  afterSuccess,
  isUp,
  probeInterval,
  type Health,
} from '../../../../src/features/webhooks/worker/health.ts';

function failed(times: number, health: Health = { failures: 0 }): Health {
  let next = health;
  for (let n = 0; n < times; n += 1) next = afterFailedAttempt(next, 1_000 + n);
  return next;
}

describe('a webhook', () => {
  test('is failing after ten failures in a row, and since then', () => {
    expect(failed(9).failingSince).toBeUndefined();
    expect(failed(12)).toMatchObject({ failures: 12, failingSince: 1_009 });
  });

  test('is failing after a minute of nothing but failures', () => {
    const minuteLater = afterFailedAttempt(failed(3), 61_000);
    expect(minuteLater).toMatchObject({ failures: 4, failingSince: 61_000 });
  });

  test('is well again with the first success', () => {
    expect(failed(9, afterSuccess(500)).failingSince).toBeUndefined();
    expect(afterSuccess(2_000)).toEqual({ failures: 0, lastSuccessAt: 2_000 });
  });

  test('counts as up for a minute after it took something', () => {
    expect(isUp({ failures: 0 }, 1_000)).toBe(false);
    expect(isUp(failed(3, afterSuccess(1_000)), 60_999)).toBe(true);
    expect(isUp(failed(3, afterSuccess(1_000)), 61_000)).toBe(false);
  });

  test('is probed every ten seconds, or as often as its schedule goes', () => {
    expect(probeInterval([0, 1_000, 3_600_000])).toBe(10_000);
    expect(probeInterval([0, 5, 20])).toBe(20);
  });
});
