import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LowWater } from '../../../../src/features/webhooks/backlog/low-water.ts';

describe('the low-water mark', () => {
  test('stays before the first event that is not done', () => {
    const mark = new LowWater('0-0');
    const first = mark.begin('1-0');
    const second = mark.begin('2-0');
    mark.finish(second);
    expect(mark.position()).toBe('0-0');
    mark.finish(first);
    expect(mark.position()).toBe('2-0');
  });

  test('passes events that need no work', () => {
    const mark = new LowWater('0-0');
    mark.skip('1-0');
    mark.begin('2-0');
    mark.skip('3-0');
    expect(mark.position()).toBe('1-0');
    expect(mark.read).toBe('3-0');
  });

  test('never passes an event that is not done, in whatever order work ends', () => {
    const order = fc.shuffledSubarray(Array.from({ length: 30 }, (_, n) => n));
    fc.assert(
      fc.property(order, (finished) => {
        const mark = new LowWater('0-0');
        const work = Array.from({ length: 30 }, (_, n) => mark.begin(`${n + 1}-0`));
        for (const n of finished) mark.finish(work[n]!);
        const done = new Set(finished);
        let expected = 0;
        while (done.has(expected)) expected += 1;
        expect(mark.position()).toBe(`${expected}-0`);
      }),
      { seed: 42 },
    );
  });
});
