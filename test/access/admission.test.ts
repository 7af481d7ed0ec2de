import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../src/access/admission.ts';
import type { Caller } from '../../src/caller.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['nurse'], scopes: new Set(), rate: 1 };

describe('a caller', () => {
  let lag = 0;
  const counted: number[] = [];
  const admit = createAdmission({
    authenticate: (token) => (token === 'anon' ? NURSE : undefined),
    limits: {
      requests: (_caller, count) => {
        counted.push(count);
        return undefined;
      },
    },
    lag: () => lag,
    maxLag: 1_000,
  });

  it('comes in with a good token, and is counted once', () => {
    expect(admit('anon')).toBe(NURSE);
    expect(counted).toEqual([1]);
  });

  it('does not come in with another, and is not counted', () => {
    expect(admit('anan')).toBeUndefined();
    expect(counted).toEqual([1]);
  });

  it('is sent away while the event loop is late, whatever the token', () => {
    lag = 1_001;
    for (const token of ['anon', 'anan']) {
      expect(() => admit(token)).toThrow(
        expect.objectContaining({ code: 'overloaded', facts: { retryAfter: 1 } }),
      );
    }
    lag = 0;
    expect(admit('anon')).toBe(NURSE);
  });
});
