import { describe, expect, it } from 'vitest';
import { randomFractions, randomTexts } from '../../src/app/random.ts';

const DRAWS = 10_000;

describe('random texts', () => {
  it('have 128 bits each and never come twice', () => {
    const next = randomTexts('hex');
    const texts = Array.from({ length: DRAWS }, next);
    expect(new Set(texts).size).toBe(DRAWS);
    expect(texts.every((text) => /^[0-9a-f]{32}$/.test(text))).toBe(true);
  });
});

describe('random fractions', () => {
  it('are spread from 0 to below 1', () => {
    const next = randomFractions();
    const tenths = new Map<number, number>();
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const tenth = Math.floor(next() * 10);
      tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
    }
    expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const count of tenths.values()) expect(count).toBeGreaterThan(DRAWS / 20);
  });
});
