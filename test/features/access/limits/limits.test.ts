import { describe, expect, it } from 'vitest';
import {
  nextRefusal,
  promptRefusals,
  type LastRefusal,
} from '../../../../src/features/access/limits/limits.ts';

const NOON = Date.UTC(2026, 0, 31, 12);

/** How long each of so many refusals is held, where a call comes every so many ms. */
function holds(calls: number, everyMs: number, perSecond = 10): number[] {
  let last: LastRefusal;
  return Array.from({ length: calls }, (_, index) => {
    const now = NOON + index * everyMs;
    last = nextRefusal(last, perSecond, now);
    return Math.max(0, Math.round(last - now));
  });
}

describe('a refusal', () => {
  it('is given at once to a key that goes over its rate a little', () => {
    expect(holds(10, 0)).toEqual(Array(10).fill(0));
    expect(holds(1_000, 100)).toEqual(Array(1_000).fill(0));
  });

  it('is held longer the more of them a key asked for', () => {
    expect(holds(13, 0).slice(10)).toEqual([100, 200, 300]);
  });

  it('is never held longer than a second', () => {
    const all = holds(1_000, 1);
    expect(Math.max(...all)).toBe(1_000);
    expect(all.at(-1)).toBe(1_000);
  });

  it('is given at once again two seconds after a flood', () => {
    let last: LastRefusal;
    for (let i = 0; i < 100_000; i++) last = nextRefusal(last, 10, NOON);
    const later = NOON + 2_000;
    for (let i = 0; i < 10; i++) {
      last = nextRefusal(last, 10, later);
      expect(last).toBeLessThanOrEqual(later);
    }
  });

  it('is prompt a tenth as often as the key may ask, and ten times a second at least', () => {
    expect([1, 100, 1_000].map(promptRefusals)).toEqual([10, 10, 100]);
  });
});
