import { describe, expect, it } from 'vitest';
import { ByteShares, type Share } from '../../../src/features/events/byte-shares.ts';

const HOUR = 3_600_000;
const BOUND = 1_000;
const romeo: Share = { kind: 'remote', name: 'romeo@example.org' };
const nurse: Share = { kind: 'remote', name: 'nurse@example.org' };
const house: Share = { kind: 'identity', name: 'house@bridge.example.org' };

describe('shares of the event log', () => {
  it('let one sender take half of it, and others the rest', () => {
    const shares = new ByteShares();
    expect(shares.draw([romeo], 500, 0, BOUND)).toBeUndefined();
    expect(shares.draw([romeo], 1, 0, BOUND)).toBe(romeo);
    expect(shares.draw([nurse], 500, 0, BOUND)).toBeUndefined();
  });

  it('come back within an hour', () => {
    const shares = new ByteShares();
    shares.draw([romeo], 500, 0, BOUND);
    expect(shares.draw([romeo], 251, HOUR / 2, BOUND)).toBe(romeo);
    expect(shares.draw([romeo], 250, HOUR / 2, BOUND)).toBeUndefined();
    expect(shares.draw([romeo], 500, 3 * HOUR, BOUND)).toBeUndefined();
  });

  it('are drawn from all that a stanza concerns, or from none', () => {
    const shares = new ByteShares();
    expect(shares.draw([romeo, house], 500, 0, BOUND)).toBeUndefined();
    expect(shares.draw([nurse, house], 300, 0, BOUND)).toBe(house);
    expect(shares.draw([nurse, house], 250, 0, BOUND)).toBeUndefined();
    expect(shares.draw([nurse], 250, 0, BOUND)).toBeUndefined();
  });

  it('always let one stanza through, however small the log is', () => {
    const shares = new ByteShares();
    expect(shares.draw([romeo], 5_000, 0, BOUND)).toBeUndefined();
    expect(shares.draw([romeo], 1, 0, BOUND)).toBe(romeo);
  });

  it('follow a log that shrinks', () => {
    const shares = new ByteShares();
    shares.draw([romeo], 300, 0, BOUND);
    expect(shares.draw([romeo], 1, 0, BOUND / 2)).toBe(romeo);
  });
});
