import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLocal, unescapeLocal } from '../../../src/core/jid/escape-local.ts';
import { parseJid } from '../../../src/core/jid/jid.ts';

/** XEP-0106 §5 and the cases of §4.2. */
const EXAMPLES = [
  [1, 'space cadet', 'space\\20cadet'],
  [2, 'call me "ishmael"', 'call\\20me\\20\\22ishmael\\22'],
  [3, 'at&t guy', 'at\\26t\\20guy'],
  [4, "d'artagnan", 'd\\27artagnan'],
  [5, '/.fanboy', '\\2f.fanboy'],
  [6, '::foo::', '\\3a\\3afoo\\3a\\3a'],
  [7, '<foo>', '\\3cfoo\\3e'],
  [8, 'user@host', 'user\\40host'],
  [9, 'c:\\net', 'c\\3a\\net'],
  [10, 'c:\\\\net', 'c\\3a\\\\net'],
  [11, 'c:\\cool stuff', 'c\\3a\\cool\\20stuff'],
  [12, 'c:\\5commas', 'c\\3a\\5c5commas'],
  [13, '\\3and\\2is\\5cool', '\\5c3and\\2is\\5c5cool'],
  [14, '\\2plus\\2is\\4', '\\2plus\\2is\\4'],
  [15, 'foo\\bar', 'foo\\bar'],
  [16, 'foob\\41r', 'foob\\41r'],
  [17, 'call\\20me', 'call\\5c20me'],
  [18, 'tréville@musketeers.lit', 'tréville\\40musketeers.lit'],
] as const;

describe('escapeLocal', () => {
  it.each(EXAMPLES)('%i: writes %s as %s', (_, name, local) => {
    expect(escapeLocal(name)).toBe(local);
  });

  it.each([
    [1, ' juliet'],
    [2, 'juliet '],
    [3, ' '],
  ])('%i: refuses a name with a space at its edge: %j', (_, name) => {
    expect(escapeLocal(name)).toBeUndefined();
  });

  it('guards an upper-case sequence, which preparation would make an escape', () => {
    expect(escapeLocal('c:\\2F')).toBe('c\\3a\\5c2F');
  });

  it('makes every printable ASCII name a valid local part, and the name comes back', () => {
    const name = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/).map((text) => text.toLowerCase());
    const property = fc.property(name, (text) => {
      const local = escapeLocal(text) ?? '';
      expect(unescapeLocal(parseJid(`${local}@capulet.example`)?.local ?? '')).toBe(text);
    });
    fc.assert(property, { seed: 1597, numRuns: 1_000 });
  });
});

describe('unescapeLocal', () => {
  it.each(EXAMPLES)('%i: reads %s back from %s', (_, name, local) => {
    expect(unescapeLocal(local)).toBe(name);
  });

  it.each([
    [1, '\\20juliet', '\\20juliet'],
    [2, 'juliet\\20', 'juliet\\20'],
    [3, '\\20', '\\20'],
    [4, '\\20a\\20b\\20', '\\20a b\\20'],
  ])('%i: leaves a space at the edge escaped: %s', (_, local, name) => {
    expect(unescapeLocal(local)).toBe(name);
  });

  it('reads each escape once', () => {
    expect(unescapeLocal('a\\5c40b')).toBe('a\\40b');
  });
});
