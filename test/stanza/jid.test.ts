import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bare, bareOf, domainOf, formatJid, parseJid } from '../../src/stanza/jid.ts';

const prepared = (text: string): string | undefined => {
  const jid = parseJid(text);
  return jid && formatJid(jid);
};

const LONGEST = 'a'.repeat(1023);

describe('parseJid', () => {
  it('splits an address into its three parts', () => {
    expect(parseJid('juliet@capulet.example/balcony')).toEqual({
      local: 'juliet',
      domain: 'capulet.example',
      resource: 'balcony',
    });
  });

  it('gives an absent part as the empty string', () => {
    expect(parseJid('capulet.example')).toEqual({
      local: '',
      domain: 'capulet.example',
      resource: '',
    });
  });

  it('takes everything behind the first slash as the resource', () => {
    expect(parseJid('juliet@capulet.example/a/b@c')?.resource).toBe('a/b@c');
  });

  it.each([
    [1, 'Juliet@CAPULET.example/Balcony', 'juliet@capulet.example/Balcony'],
    [2, 'capulet.example.', 'capulet.example'],
    [3, 'romeo@[2001:DB8::1]', 'romeo@[2001:db8::1]'],
    [4, 'ＪＵＬＩＥＴ@capulet.example', 'juliet@capulet.example'],
    [5, 'juliet@ＣＡＰＵＬＥＴ．example', 'juliet@capulet.example'],
    [6, 'fußball@capulet.example', 'fussball@capulet.example'],
    [7, 'henryⅧ@capulet.example', 'henryviii@capulet.example'],
    [8, 'paſtor@capulet.example', 'pastor@capulet.example'],
    [9, 'ro\u00admeo@montague.example', 'romeo@montague.example'],
    [10, 'Me\u0301nage@montague.example', 'm\u00e9nage@montague.example'],
    [11, 'ΣΊΣΥΦΟΣ@montague.example/ΣΊΣΥΦΟΣ', 'σίσυφοσ@montague.example/ΣΊΣΥΦΟΣ'],
    [12, 'juliet@capulet.example/Ⅷ\u00a0😀', 'juliet@capulet.example/VIII 😀'],
    [13, 'שלום@capulet.example', 'שלום@capulet.example'],
    [14, 'here\\27s@capulet.example', 'here\\27s@capulet.example'],
    [15, '.@_tcp.capulet.example', '.@_tcp.capulet.example'],
  ])('%i: prepares %j as %j', (_, text, expected) => {
    expect(prepared(text)).toBe(expected);
  });

  it.each([
    [1, 'nothing', ''],
    [2, 'a local part alone', 'juliet@'],
    [3, 'no local part before the @', '@capulet.example'],
    [4, 'no resource behind the slash', 'juliet@capulet.example/'],
    [5, 'no domain before the slash', '/balcony'],
    [6, 'a second @', 'juliet@capulet.example@montague.example'],
    [7, 'a domain that is the DNS root', 'juliet@.'],
    [8, 'a domain with two dots at the end', 'juliet@capulet.example..'],
    [9, 'a space in the local part', 'juliet capulet@capulet.example'],
    [10, 'a quote in the local part', '"juliet"@capulet.example'],
    [11, 'an ampersand in the local part', 'r&j@capulet.example'],
    [12, 'an apostrophe in the local part', "d'artagnan@gascon.example"],
    [13, 'a colon in the local part', 'xmpp:juliet@capulet.example'],
    [14, 'angle brackets', '<juliet@capulet.example>'],
    [15, 'a space behind the domain', 'juliet@capulet.example '],
    [16, 'a line feed in the local part', 'juliet\n@capulet.example'],
    [17, 'a line feed in the domain', 'juliet@capulet.example\n'],
    [18, 'a line feed in the resource', 'juliet@capulet.example/bal\ncony'],
    [19, 'a NUL in the resource', 'juliet@capulet.example/\0'],
    [20, 'a delete in the domain', 'juliet@capulet\x7f.example'],
    [21, 'a C1 control in the resource', 'juliet@capulet.example/\x85'],
    [22, 'a full-width @ in the domain', 'capulet＠evil.example'],
    [23, 'a full-width slash in the domain', 'juliet@evil.example／capulet.example'],
    [24, 'a lone surrogate in the local part', 'juliet\ud800@capulet.example'],
    [25, 'a surrogate pair split by an ignored character', 'capulet.example/\ud83d\u00ad\ude00'],
    [26, 'an override of the direction', 'juliet@capulet.example/\u202egnp.exe'],
    [27, 'an invisible character in the local part', 'juliet\u2066@capulet.example'],
    [28, 'an invisible letter in the domain', 'capulet\u3164.example'],
    [29, 'both directions in one part', 'julietשלום@capulet.example'],
    [30, 'right-to-left text that ends with a digit', 'שלום1@capulet.example'],
    [31, 'a local part of ignored characters only', '\u00ad@capulet.example'],
    [32, 'a private-use character', 'juliet\ue000@capulet.example'],
    [33, 'a replacement character', 'juliet\ufffd@capulet.example'],
  ])('%i: refuses %s', (_, __, text) => {
    expect(parseJid(text)).toBeUndefined();
  });

  it.each([
    [1, 'local part', `${LONGEST}@capulet.example`, `a${LONGEST}@capulet.example`],
    [2, 'domain', LONGEST, `a${LONGEST}`],
    [3, 'resource', `capulet.example/${LONGEST}`, `capulet.example/a${LONGEST}`],
    [4, 'resource in bytes', `b/${'é'.repeat(511)}`, `b/${'é'.repeat(512)}`],
    [5, 'local part grown by folding', `${'ΐ'.repeat(511)}@b`, `${'ŉ'.repeat(342)}@b`],
    [6, 'local part before folding', `${'\u212a'.repeat(341)}@b`, `${'\u212a'.repeat(342)}@b`],
  ])('%i: allows a %s of 1023 bytes and no more', (_, __, longest, tooLong) => {
    expect([parseJid(longest) !== undefined, parseJid(tooLong)]).toEqual([true, undefined]);
  });

  it('allows the longest address there is', () => {
    expect(prepared(`${LONGEST}@${LONGEST}./${LONGEST}`)).toBe(`${LONGEST}@${LONGEST}/${LONGEST}`);
  });

  it('answers a megabyte of nonsense without reading it', () => {
    expect(parseJid('@'.repeat(1_048_576))).toBeUndefined();
  });

  it('finds nothing left to prepare in what it prepared', () => {
    const unit = fc.oneof(
      fc.constantFrom(...Array.from('aBßſⅧﬁＡé\u0301\u0345\u00ad\u1112\u1161\u11ab.．אם日😀')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 5 });
    const property = fc.property(text, text, text, (local, domain, resource) => {
      const once = prepared(`${local}@${domain}/${resource}`);
      expect(once && prepared(once)).toBe(once);
    });
    fc.assert(property, { seed: 1597, numRuns: 2_000 });
  });
});

describe('the text of an address', () => {
  const full = { local: 'juliet', domain: 'capulet.example', resource: 'balcony' };

  it('is written with all its parts', () => {
    expect(formatJid(full)).toBe('juliet@capulet.example/balcony');
  });

  it('is written without the parts that are absent', () => {
    expect(formatJid({ local: '', domain: 'capulet.example', resource: '' })).toBe(
      'capulet.example',
    );
  });

  it('is written without its resource as the bare address', () => {
    expect(bareOf(full)).toBe('juliet@capulet.example');
  });

  it.each([
    [1, 'juliet@capulet.example/a/b@c', 'juliet@capulet.example', 'capulet.example'],
    [2, 'juliet@capulet.example', 'juliet@capulet.example', 'capulet.example'],
    [3, 'capulet.example/a@b', 'capulet.example', 'capulet.example'],
    [4, 'capulet.example', 'capulet.example', 'capulet.example'],
  ])('%i: is cut without parsing: %s', (_, text, account, domain) => {
    expect([bare(text), domainOf(text)]).toEqual([account, domain]);
  });
});
