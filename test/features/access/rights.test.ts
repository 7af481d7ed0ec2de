import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rights } from '../../../src/features/access/key-record.ts';
import { excessOf } from '../../../src/features/access/rights.ts';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import { matchesPattern } from '../../../src/core/addresses/identity.ts';

const BOOTSTRAP: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set(SCOPES) };

const CAPULET: Caller = {
  keyId: 'capulet',
  identities: ['nurse', 'servant-*'],
  scopes: new Set(['keys:manage', 'messages:send']),
  recipients: ['verona.example', '*.verona.example'],
  rate: 100,
  quota: 1_000,
  expiresAt: 5_000,
};

const WITHIN: Rights = {
  identities: ['nurse'],
  scopes: ['messages:send'],
  recipients: ['verona.example'],
  rate: 100,
  quota: 1_000,
  expiresAt: 5_000,
};

const pointers = (changed: Partial<Rights>, caller = CAPULET) =>
  excessOf({ ...WITHIN, ...changed }, caller).map(({ pointer }) => pointer);

describe('rights within those of a caller', () => {
  it.each<Partial<Rights>>([
    {},
    { identities: ['servant-*'] },
    { identities: ['servant-1', 'servant-a*'] },
    { recipients: ['mantua.verona.example'] },
    { rate: 1, quota: 1, expiresAt: 1 },
  ])('%j have no excess', (changed) => {
    expect(pointers(changed)).toEqual([]);
  });

  it('are all of them for the bootstrap key', () => {
    const { quota: _, expiresAt: __, ...boundless } = WITHIN;
    const most = { identities: ['*'], scopes: SCOPES, recipients: ['*'], rate: 1_000_000 };
    expect(excessOf({ ...boundless, ...most }, BOOTSTRAP)).toEqual([]);
  });
});

describe('rights beyond those of a caller', () => {
  it.each<[string, Partial<Rights>]>([
    ['/identities/0', { identities: ['*'] }],
    ['/identities/0', { identities: ['tybalt'] }],
    ['/identities/1', { identities: ['nurse', 'nurse*'] }],
    ['/identities/0', { identities: ['servant*'] }],
    ['/scopes/1', { scopes: ['messages:send', 'events:read'] }],
    ['/recipients/0', { recipients: ['*'] }],
    ['/recipients/0', { recipients: ['mantua.example'] }],
    ['/rate', { rate: 101 }],
    ['/quota', { quota: 1_001 }],
    ['/expiresAt', { expiresAt: 5_001 }],
  ])('are named at %s for %j', (pointer, changed) => {
    expect(pointers(changed)).toEqual([pointer]);
  });

  it('are a bound left out that the caller has', () => {
    const { quota: _, expiresAt: __, ...boundless } = WITHIN;
    expect(excessOf(boundless, CAPULET).map(({ pointer }) => pointer)).toEqual([
      '/quota',
      '/expiresAt',
    ]);
  });

  it('are the domain itself for a caller that has every local part', () => {
    expect(pointers({ identities: ['*'] }, { ...CAPULET, identities: ['**'] })).toEqual([
      '/identities/0',
    ]);
  });
});

describe('a pattern within another', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 6 });
  const local = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });

  it('covers nothing that the other does not cover', () => {
    fc.assert(
      fc.property(pattern, pattern, local, (wide, narrow, text) => {
        const caller = { ...CAPULET, identities: [wide] };
        fc.pre(pointers({ identities: [narrow] }, caller).length === 0);
        fc.pre(matchesPattern(narrow, text));
        expect(matchesPattern(wide, text)).toBe(true);
      }),
      { numRuns: 300, seed: 1597, maxSkipsPerRun: 1_000 },
    );
  });
});
