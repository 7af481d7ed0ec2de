import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/instant.ts';

describe('an instant', () => {
  it('is written as Date writes it', () => {
    const until9999 = fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') });
    fc.assert(fc.property(until9999, (ms) => instant(ms) === new Date(ms).toISOString()));
  });

  it('is right on both sides of midnight', () => {
    const midnight = Date.parse('2026-03-01T00:00:00.000Z');
    expect(instant(midnight - 1)).toBe('2026-02-28T23:59:59.999Z');
    expect(instant(midnight)).toBe('2026-03-01T00:00:00.000Z');
  });

  it('leaves out what is less than a millisecond', () => {
    expect(instant(1.75)).toBe('1970-01-01T00:00:00.001Z');
  });
});
