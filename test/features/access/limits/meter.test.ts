import { beforeEach, describe, expect, it } from 'vitest';
import { draw, type Bucket } from '../../../../src/features/access/limits/bucket.ts';
import { createMeter, type Meter } from '../../../../src/features/access/limits/meter.ts';

const TERMS = { size: 100, perSecond: 100 };

let bucket: Bucket | undefined;
let draws: number;
let isAway: boolean;
let now: number;
let meter: Meter;

beforeEach(() => {
  bucket = undefined;
  draws = 0;
  isAway = false;
  now = 0;
  meter = createMeter({
    terms: TERMS,
    block: 10,
    now: () => now,
    drawShared: (wants, terms, at) => {
      draws += 1;
      if (isAway) return Promise.reject(new Error('the store is away'));
      const drawn = draw(bucket, terms, wants, at);
      bucket = drawn.bucket;
      return Promise.resolve(drawn);
    },
  });
});

async function taken(times: number): Promise<number> {
  let count = 0;
  for (let i = 0; i < times; i++) if ((await meter.take(1)) === 0) count += 1;
  return count;
}

describe('a meter', () => {
  it('asks the store once for a block, and spends it without waiting', async () => {
    expect(await meter.take(1)).toBe(0);
    expect(meter.take(1)).toBe(0);
    expect(draws).toBe(1);
  });

  it('gives what the bucket holds and no more', async () => {
    expect(await taken(150)).toBe(100);
  });

  it('asks no store while it knows that there is nothing', async () => {
    await taken(150);
    const before = draws;
    expect(await taken(1_000)).toBe(0);
    expect(draws).toBe(before);
  });

  it('says how long to wait, and gives again afterwards', async () => {
    await taken(150);
    const waitMs = await meter.take(1);
    expect(waitMs).toBe(100);
    now += waitMs;
    expect(await taken(150)).toBe(10);
  });

  it('gives each token to one of many who ask at once', async () => {
    const takes = Array.from({ length: 150 }, () => Promise.resolve(meter.take(1)));
    const all = await Promise.all(takes);
    expect(all.filter((waitMs) => waitMs === 0)).toHaveLength(100);
  });

  it('holds to the same bounds alone while the store is away', async () => {
    isAway = true;
    expect(await taken(150)).toBe(100);
    now += 1_000;
    expect(await taken(150)).toBe(100);
  });
});
