import { describe, expect, it } from 'vitest';
import { createKeys } from '../../src/access/keys.ts';
import { SCOPES } from '../../src/caller.ts';

describe('the bootstrap key', () => {
  it('may do everything, as everybody', () => {
    expect(createKeys('balcony').authenticate('balcony')).toEqual({
      keyId: 'bootstrap',
      identities: ['*'],
      scopes: new Set(SCOPES),
    });
  });

  it.each(['', 'balcon', 'balcony ', 'Balcony', 'orchard'])('is not %j', (token) => {
    expect(createKeys('balcony').authenticate(token)).toBeUndefined();
  });

  it('is nothing when there is none', () => {
    expect(createKeys(undefined).authenticate('undefined')).toBeUndefined();
  });
});
