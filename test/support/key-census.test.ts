import { describe, expect, it } from 'vitest';
import { keyFamilies } from '../../scripts/key-families.ts';
import type { KeyFamily } from '../../src/store/family.ts';
import { familyOf, faultsOfKeys, type StoredKey } from './key-census.ts';

const DOMAIN = 'bridge.example.org';
const FAMILIES: readonly KeyFamily[] = [
  { pattern: 'record:letter:*', what: 'A letter.', bound: { ms: 1_000 } },
  { pattern: 'log:quarrels', what: 'Quarrels.', bound: { most: 3, of: 'one log' } },
];
const key = (name: string, more: Partial<StoredKey> = {}): StoredKey => ({
  ...{ key: `{sb:${DOMAIN}}:${name}`, type: 'string', size: 1, fields: [] },
  ...more,
});
const faultsOf = (...keys: readonly StoredKey[]) => faultsOfKeys(keys, FAMILIES, DOMAIN);

describe('a census of keys', () => {
  it('has nothing against keys that have the bound of their family', () => {
    expect(faultsOf(key('record:letter:1', { ttl: 900 }), key('log:quarrels'))).toEqual([]);
  });

  it('finds a key of no family, also of another domain', () => {
    expect(faultsOf(key('record:duel:1'))).toEqual([expect.stringContaining('of no family')]);
    const foreign = { ...key('log:quarrels'), key: '{sb:other.example}:log:quarrels' };
    expect(faultsOf(foreign)).toHaveLength(1);
  });

  it('finds a key that lives longer than it may', () => {
    expect(faultsOf(key('record:letter:1'))).toHaveLength(1);
    expect(faultsOf(key('record:letter:1', { ttl: 1_001 }))).toHaveLength(1);
  });

  it('finds a key with more in it than it may have', () => {
    expect(faultsOf(key('log:quarrels', { size: 4 }))).toHaveLength(1);
  });
});

describe('the families of keys', () => {
  it('do not overlap', async () => {
    const families = await keyFamilies();
    for (const { pattern } of families) {
      const example = `{sb:${DOMAIN}}:${pattern.replace('*', 'x')}`;
      expect(familyOf(example, families, DOMAIN)?.pattern).toBe(pattern);
      expect(families.filter((one) => familyOf(example, [one], DOMAIN))).toHaveLength(1);
    }
  });
});
