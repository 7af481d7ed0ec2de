import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { callerOfName, nameOfCaller } from '../../../src/features/streams/feature.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['nurse'], scopes: new Set(['iq:send']) };
const EPHEMERAL: Caller = { ...NURSE, keyId: 'jwt_nurse', expiresAt: 1_000, isEphemeral: true };

const found = (name: string, now = 0) =>
  callerOfName(name, (keyId) => (keyId === 'nurse' ? NURSE : undefined), now);

describe('a caller that is kept', () => {
  it('is the key, with the rights that it has then', () => {
    expect(found(nameOfCaller({ ...NURSE, scopes: new Set() }))).toBe(NURSE);
  });

  it('is nobody when its key is gone', () => {
    expect(found(nameOfCaller({ ...NURSE, keyId: 'tybalt' }))).toBeUndefined();
  });

  it('is what its token said, until the token ends', () => {
    const name = nameOfCaller(EPHEMERAL);
    expect(found(name, 999)).toEqual(EPHEMERAL);
    expect(found(name, 1_000)).toBeUndefined();
  });
});
