import { describe, expect, it } from 'vitest';
import { backOff } from '../../src/reconciler/back-off.ts';

describe('the back-off of a request', () => {
  it.each([
    { attempts: 1, shortest: 1_000, longest: 2_000 },
    { attempts: 2, shortest: 2_000, longest: 4_000 },
    { attempts: 5, shortest: 16_000, longest: 32_000 },
    { attempts: 9, shortest: 150_000, longest: 300_000 },
    { attempts: 5_000, shortest: 150_000, longest: 300_000 },
  ])(
    'is between $shortest and $longest ms after $attempts requests',
    ({ attempts, shortest, longest }) => {
      expect(backOff(attempts, 0)).toBe(longest);
      expect(backOff(attempts, 1 - Number.EPSILON)).toBe(shortest);
    },
  );
});
