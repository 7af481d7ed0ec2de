import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePositions, LOG_START, positionBefore } from '../../src/store/store.ts';

const sign = (one: string, other: string) => Math.sign(comparePositions(one, other));
const position = fc.tuple(fc.nat(2_000), fc.nat(120));

describe('comparePositions', () => {
  it.each([
    ['1764097000000-0', '1764097000000-0', 0],
    ['1764097000000-1', '1764097000000-2', -1],
    ['1764097000000-10', '1764097000000-9', 1],
    ['1764097000001-0', '1764097000000-99', 1],
    ['999-0', '1000-0', -1],
    [LOG_START, '1764097000000-0', -1],
    [positionBefore(1_764_097_000_000), '1764097000000-0', -1],
    [positionBefore(1_764_097_000_000), '1764096999999-7', 1],
  ])('puts %s and %s in the order of their numbers', (one, other, expected) => {
    expect(sign(one, other)).toBe(expected);
  });

  it('goes by the first number, then by the second', () => {
    fc.assert(
      fc.property(position, position, ([high, low], [otherHigh, otherLow]) => {
        const expected = Math.sign(high - otherHigh) || Math.sign(low - otherLow);
        expect(sign(`${high}-${low}`, `${otherHigh}-${otherLow}`)).toBe(expected);
      }),
    );
  });
});
