import { describe, expect, it } from 'vitest';
import { readPrefer } from '../../src/core/prefer.ts';

describe('a preference', () => {
  it.each([
    [undefined, 10_000, false, ''],
    ['wait=20', 20_000, false, 'wait=20'],
    ['wait=600', 60_000, false, 'wait=60'],
    ['wait=0', 1000, false, 'wait=1'],
    ['respond-async', 10_000, true, 'respond-async'],
    ['Respond-Async, Wait=5', 5000, true, 'respond-async, wait=5'],
    ['return=minimal', 10_000, false, ''],
    ['wait=soon', 10_000, false, ''],
    ['wait="7"; odd', 7000, false, 'wait=7'],
    ['wait=3, wait=9', 3000, false, 'wait=3'],
  ])('%s is understood', (header, waitMs, respondAsync, applied) => {
    expect(readPrefer(header, 60_000)).toEqual({ waitMs, respondAsync, applied });
  });
});
