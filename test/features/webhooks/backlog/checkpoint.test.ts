import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Checkpoint } from '../../../../src/features/webhooks/backlog/checkpoint.ts';

describe('the low-water checkpoint', () => {
  test('stays before the first event that is not done', () => {
    const checkpoint = new Checkpoint('0-0');
    const first = checkpoint.begin('1-0');
    const second = checkpoint.begin('2-0');
    checkpoint.finish(second);
    expect(checkpoint.position()).toBe('0-0');
    checkpoint.finish(first);
    expect(checkpoint.position()).toBe('2-0');
  });

  test('passes events that need no work', () => {
    const checkpoint = new Checkpoint('0-0');
    checkpoint.skip('1-0');
    checkpoint.begin('2-0');
    checkpoint.skip('3-0');
    expect(checkpoint.position()).toBe('1-0');
    expect(checkpoint.read).toBe('3-0');
  });

  test('never passes an event that is not done, in whatever order work ends', () => {
    const order = fc.shuffledSubarray(Array.from({ length: 30 }, (_, n) => n));
    fc.assert(
      fc.property(order, (finished) => {
        const checkpoint = new Checkpoint('0-0');
        const work = Array.from({ length: 30 }, (_, n) => checkpoint.begin(`${n + 1}-0`));
        for (const n of finished) checkpoint.finish(work[n]!);
        const done = new Set(finished);
        let expected = 0;
        while (done.has(expected)) expected += 1;
        expect(checkpoint.position()).toBe(`${expected}-0`);
      }),
      { seed: 42 },
    );
  });
});
