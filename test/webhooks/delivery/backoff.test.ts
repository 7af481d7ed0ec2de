import { describe, expect, test } from 'vitest';
import { jittered, parseRetryAfter, retryDelay } from '../../../src/webhooks/delivery/backoff.ts';

const HOUR = 3_600_000;

describe('the delay before the next attempt', () => {
  const schedule = [0, 1_000, 5_000];

  test('is that of the schedule, 20 % more or less', () => {
    expect(retryDelay({ schedule, attempts: 1, random: 0 })).toBe(800);
    expect(retryDelay({ schedule, attempts: 1, random: 0.5 })).toBe(1_000);
    expect(retryDelay({ schedule, attempts: 2, random: 1 })).toBe(6_000);
  });

  test('does not exist after the last attempt', () => {
    expect(retryDelay({ schedule, attempts: 3, random: 0.5 })).toBeUndefined();
  });

  test('is as long as the receiver asked for, up to an hour', () => {
    const question = { schedule, attempts: 1, random: 0.5 };
    expect(retryDelay({ ...question, retryAfterMs: 60_000 })).toBe(60_000);
    expect(retryDelay({ ...question, retryAfterMs: 10 })).toBe(1_000);
    expect(retryDelay({ ...question, retryAfterMs: 24 * HOUR })).toBe(HOUR);
  });

  test('of nothing is nothing', () => {
    expect(jittered(0, 1)).toBe(0);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  test.each([
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
