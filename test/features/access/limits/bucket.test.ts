import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, type Bucket } from '../../../../src/features/access/limits/bucket.ts';

const RATE = { size: 10, perSecond: 10 };
const QUOTA = { size: 10, perSecond: 0 };
const one = { need: 1, wish: 1 };

describe('a bucket', () => {
  it('begins full', () => {
    expect(draw(undefined, RATE, { need: 10, wish: 10 }, 0).granted).toBe(10);
  });

  it('gives what is needed, and what is wished for as far as it is there', () => {
    expect(draw({ tokens: 4.5, at: 0 }, RATE, { need: 1, wish: 8 }, 0)).toMatchObject({
      granted: 4,
      bucket: { tokens: 0.5 },
    });
  });

  it('that is empty says when it is not', () => {
    expect(draw({ tokens: 0, at: 0 }, RATE, one, 0)).toMatchObject({ granted: 0, waitMs: 100 });
  });

  it('fills up with time, to its size', () => {
    expect(draw({ tokens: 0, at: 0 }, RATE, one, 100).granted).toBe(1);
    expect(draw({ tokens: 0, at: 0 }, RATE, { need: 1, wish: 99 }, 60_000).granted).toBe(10);
  });

  it('is not filled up by a clock that is behind', () => {
    expect(draw({ tokens: 0, at: 1_000 }, RATE, one, 0)).toMatchObject({
      granted: 0,
      bucket: { at: 1_000 },
    });
  });

  it('meets a need larger than itself when full, and is paid back', () => {
    const first = draw(undefined, RATE, { need: 30, wish: 30 }, 0);
    expect(first.granted).toBe(30);
    expect(draw(first.bucket, RATE, one, 2_000).granted).toBe(0);
    expect(draw(first.bucket, RATE, one, 2_100).granted).toBe(1);
  });

  it('never gives more in a time than its size and what came in', () => {
    const step = fc.record({ ms: fc.nat(500), need: fc.integer({ min: 1, max: 10 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let bucket: Bucket | undefined;
        let now = 0;
        let granted = 0;
        for (const { ms, need } of steps) {
          now += ms;
          const drawn = draw(bucket, RATE, { need, wish: need }, now);
          bucket = drawn.bucket;
          granted += drawn.granted;
        }
        expect(granted).toBeLessThanOrEqual(10 + (now / 1000) * 10 + 1e-6);
      }),
      { seed: 1597, numRuns: 200 },
    );
  });
});

describe('a quota', () => {
  it('is never filled up', () => {
    expect(draw({ tokens: 0, at: 0 }, QUOTA, one, 1e9)).toMatchObject({
      granted: 0,
      waitMs: Infinity,
    });
  });

  it('gives no more than it holds', () => {
    expect(draw(undefined, QUOTA, { need: 11, wish: 11 }, 0).granted).toBe(0);
  });
});
