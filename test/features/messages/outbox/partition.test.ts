import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../../../src/features/messages/outbox/partition.ts';

describe('partitionOf', () => {
  it('puts every resource of one account into one partition', () => {
    const balcony = partitionOf('juliet@capulet.example/balcony', 16);
    expect(partitionOf('juliet@capulet.example/chamber', 16)).toBe(balcony);
    expect(partitionOf('juliet@capulet.example', 16)).toBe(balcony);
  });

  it('spreads accounts over all partitions', () => {
    const cast = Array.from({ length: 1000 }, (_, i) => `guest-${i}@capulet.example`);
    const used = new Set(cast.map((jid) => partitionOf(jid, 16)));
    expect(used.size).toBe(16);
  });

  it('knows one partition only in leader mode', () => {
    expect(partitionOf('romeo@montague.example', 1)).toBe(0);
  });
});
