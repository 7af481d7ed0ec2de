import { describe, expect, test } from 'vitest';
import {
  fairShare,
  partitionOf,
  PARTITIONS,
  surplus,
} from '../../../../src/features/webhooks/worker/partitions.ts';

describe('the partition of a webhook', () => {
  test('is one of all, and always the same', () => {
    const found = new Set<number>();
    for (let n = 0; n < 1_000; n += 1) {
      expect(partitionOf(`w${n}`)).toBe(partitionOf(`w${n}`));
      found.add(partitionOf(`w${n}`));
    }
    expect([...found].sort((a, b) => a - b)).toEqual([...Array(PARTITIONS).keys()]);
  });
});

describe('what a replica gives away', () => {
  const held = (...sizes: number[]) => new Map(sizes.map((size, index) => [index, size]));

  test('leaves it its share', () => {
    expect(surplus(held(1, 1), fairShare(2, 2))).toEqual([0]);
    expect(surplus(held(30, 30, 30, 30), fairShare(120, 2))).toEqual([0, 1]);
  });

  test('is nothing where it would have less than its share', () => {
    expect(surplus(held(1), fairShare(1, 3))).toEqual([]);
    expect(surplus(held(3, 3), fairShare(10, 2))).toEqual([]);
    expect(surplus(held(1, 1), fairShare(3, 2))).toEqual([]);
    expect(surplus(held(), 0)).toEqual([]);
  });

  test('is what is small enough, where a partition is too large', () => {
    expect(surplus(held(5, 1, 1), fairShare(10, 2))).toEqual([1, 2]);
  });
});
