import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../../../src/features/access/limits/admission.ts';
import type { Caller } from '../../../../src/core/caller.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['nurse'], scopes: new Set(), rate: 1 };
const FRIAR: Caller = { keyId: 'friar', identities: ['friar'], scopes: new Set() };
const CALLERS = new Map([
  ['anon', NURSE],
  ['holy', FRIAR],
]);

describe('a caller', () => {
  let lag = 0;
  const counted: number[] = [];
  const scheduler: string[] = [];
  const admit = createAdmission({
    authenticate: (token) => CALLERS.get(token),
    limits: {
      requests: (_caller, count) => {
        counted.push(count);
        return undefined;
      },
    },
    scheduler: {
      take: (keyId) => {
        scheduler.push(keyId);
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

  it('waits for its turn', () => {
    scheduler.length = 0;
    expect(admit('anon')).toBe(NURSE);
    expect(scheduler).toEqual(['nurse']);
  });

  it('without a rate takes what there is: it is not counted and has no turn', () => {
    [counted.length, scheduler.length] = [0, 0];
    expect(admit('holy')).toBe(FRIAR);
    expect([counted, scheduler]).toEqual([[], []]);
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
