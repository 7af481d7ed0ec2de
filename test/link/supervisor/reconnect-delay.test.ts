import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconnectDelay } from '../../../src/link/supervisor/reconnect-delay.ts';
import type { FailureKind } from '../../../src/link/failure.ts';

const anyKind = fc.constantFrom<FailureKind[]>('refused', 'conflict', 'denied', 'lost', 'timeout');
const anyRandom = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('the delay before the next attempt', () => {
  it('is a quarter of a second at first and doubles up to five seconds', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6].map((failures) => reconnectDelay(failures, 'lost', 0));
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('stays under a second where nobody listens, so that a restarted server is found soon', () => {
    expect(reconnectDelay(100, 'refused', 0)).toBe(1000);
  });

  it('grows to half a minute while another connection has the domain', () => {
    expect(reconnectDelay(0, 'conflict', 0)).toBe(1000);
    expect(reconnectDelay(100, 'conflict', 0)).toBe(30_000);
  });

  it('is shortened at random by up to a half', () => {
    expect(reconnectDelay(4, 'lost', 0.5)).toBe(3000);
    expect(reconnectDelay(4, 'lost', 0.999)).toBe(2002);
  });

  it('is never under a quarter of a second, however often and for whatever reason it failed', () => {
    const property = fc.property(fc.nat(10_000), anyKind, anyRandom, (failures, kind, random) => {
      const delay = reconnectDelay(failures, kind, random);
      return delay >= 250 && delay <= 30_000;
    });
    fc.assert(property, { seed: 7 });
  });
});
