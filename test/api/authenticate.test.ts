import { describe, expect, it } from 'vitest';
import { identifyCaller } from '../../src/api/authenticate.ts';
import type { Caller } from '../../src/caller.ts';

const juliet: Caller = { keyId: 'juliet', identities: ['*'], scopes: new Set(['messages:send']) };
const authenticate = (token: string) => (token === 'balcony' ? juliet : undefined);
const unauthorized = expect.objectContaining({ code: 'unauthorized' }) as Error;

describe('a request', () => {
  it.each(['Bearer balcony', 'bearer balcony', 'BEARER   balcony'])(
    'with %s is known',
    (header) => {
      expect(identifyCaller(header, authenticate)).toBe(juliet);
    },
  );

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer orchard',
    'Bearer balcony orchard',
    'Basic balcony',
    'balcony',
    'Bearer balc\u00f6ny',
  ])('with %s is nobody', (header) => {
    expect(() => identifyCaller(header, authenticate)).toThrow(unauthorized);
  });

  it('may wait for a key that has to be looked up', async () => {
    const slow = (token: string) => Promise.resolve(authenticate(token));
    await expect(identifyCaller('Bearer balcony', slow)).resolves.toBe(juliet);
    await expect(identifyCaller('Bearer orchard', slow)).rejects.toEqual(unauthorized);
  });
});
