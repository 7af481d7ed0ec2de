/** Holds parseJid against the JID preparation of the Prosody installed here, driven by jid-prosody.lua. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSIGNED_RUNS } from '../../src/stanza/jid-tables.gen.ts';
import { formatJid, parseJid } from '../../src/stanza/jid.ts';
import { needs } from '../support/need.ts';

const ORACLE = fileURLToPath(new URL('jid-prosody.lua', import.meta.url));

function prosody(jids: readonly string[]): (string | undefined)[] {
  const input = jids.map((jid) => `${Buffer.from(jid).toString('hex')}\n`).join('');
  const output = execFileSync('lua5.4', [ORACLE], { input, maxBuffer: 1 << 28 }).toString();
  return output
    .trimEnd()
    .split('\n')
    .map((line) => (line === 'nil' ? undefined : Buffer.from(line, 'hex').toString()));
}

function ours(jid: string): string | undefined {
  const parsed = parseJid(jid);
  return parsed && formatJid(parsed);
}

type Pair = readonly [jid: string, theirs: string | undefined];

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Of the characters of Unicode 3.2, those whose direction has changed since. */
const TURNED = /[\u0cbf\u0cc6\u1734\u17b4\u17b5\u1885\u1886\u2132\u2800-\u28ff]/;

const rawDomain = (jid: string): string => /^(?:[^@/]+@)?([^@/]+?)\.?(?:\/|$)/.exec(jid)?.[1] ?? '';

type Difference = readonly [reason: string, holds: (jid: string, theirs: string) => boolean];

/** Every way in which an address that Prosody accepts may be refused here. */
const STRICTER: readonly Difference[] = [
  [
    'nameprep leaves or makes what RFC 7622 §3.2 has in no domain, and what reads back as another address',
    (jid) => /[\0- "&'/<>@\x7f]|\.$/.test(rawDomain(jid).normalize('NFKC')),
  ],
  [
    'an invisible character would make two accounts look alike (RFC 8264 §9.13)',
    (_, theirs) => /^[^/]*\p{Default_Ignorable_Code_Point}/u.test(theirs),
  ],
  [
    'a part of ignored characters only becomes empty, which RFC 7622 §3.1 forbids',
    (_, theirs) => /^@|^[^/]*@(?:\/|$)|^\/|^[^/]*\/$|^$/.test(theirs),
  ],
];

/**
 * The one way in which an address that Prosody refuses may be accepted: directions of characters come from
 * RFC 3454 here (and in a Prosody built with libidn), but from today's Unicode in a Prosody built with ICU.
 */
function turnedSinceTheRfc(jid: string): boolean {
  const text = jid.normalize('NFKC');
  const turned = text.replace(ASSIGNED_RUNS, '') !== '' || TURNED.test(text);
  return turned && RIGHT_TO_LEFT.test(text);
}

function explained([jid, theirs]: Pair): boolean {
  const mine = ours(jid);
  if (mine === theirs) return true;
  if (theirs === undefined) return turnedSinceTheRfc(jid);
  return mine === undefined && STRICTER.some(([, holds]) => holds(jid, theirs));
}

function unexplained(jids: readonly string[]): Pair[] {
  const answers = prosody(jids);
  return jids.map((jid, index): Pair => [jid, answers[index]]).filter((pair) => !explained(pair));
}

const ALPHABET = Array.from(
  'aZ09.-_ "&\'/:<>@\\%\t\n\0\x7f\x85\u00a0\u00adäÉßſıİ\u212a\u212bŉǆΣςΐᾳẞⅧ①ﬁ㎏ＡＢ＠／．。｡日本語한\u1112\u1161\u11ab' +
    '\u0300\u0301\u0323\u0345\u034f\u200b\u200d\u200e\u202e\u2028\u2060\u3000\ufe0f\ufeff\ufffd\ue000\ufdd0' +
    'אבגשׁابت١۲\u064b😀👩🏽👍🇮🇹𝐀𝕫𐐀𐐨丽\u{2f868}\u{e0001}\u{1f1e6}ЯяЂђԱև',
);

const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ALPHABET) },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'X', 'Y', 'Z') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const part = fc.string({ unit, maxLength: 6 });
const safePart = fc.string({
  unit: fc.constantFrom(...Array.from('abcXYZ09.-éßⅧＡאב')),
  maxLength: 8,
});
const longPart = fc
  .tuple(
    fc.constantFrom('a', 'é', 'ß', 'ΐ', '\u212a', 'ﬁ', '日', '😀'),
    fc.integer({ min: 250, max: 1030 }),
  )
  .map(([character, times]) => character.repeat(times));
const jid = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(arbitrary, arbitrary, arbitrary).map(([l, d, r]) => `${l}@${d}/${r}`),
    arbitrary.map((local) => `${local}@capulet.example`),
    arbitrary.map((domain) => `juliet@${domain}`),
    arbitrary.map((resource) => `juliet@capulet.example/${resource}`),
    arbitrary,
  );

const sample = (arbitrary: fc.Arbitrary<string>, numRuns: number): string[] =>
  fc.sample(arbitrary, { seed: 1597, numRuns });

describe.runIf(needs('prosody-lua'))('parseJid beside Prosody', () => {
  it('prepares every character of the common planes alike', () => {
    const characters = Array.from({ length: 0x10000 + 0x800 }, (_, point) => point)
      .filter((point) => (point < 0x3400 || point >= 0xf900) && point > 0)
      .map((point) => String.fromCodePoint(point));
    expect(unexplained(characters.flatMap((one) => [`${one}@b`, `b${one}c`, `b/${one}`]))).toEqual(
      [],
    );
  });

  it.each([
    [1, 'of any characters', sample(jid(part), 6_000)],
    [2, 'of mostly valid parts', sample(jid(safePart), 4_000)],
    [3, 'around the longest part', sample(jid(longPart), 500)],
  ])('%i: prepares generated addresses %s alike', (_, __, jids) => {
    expect(unexplained(jids)).toEqual([]);
  });

  it('prepares hand-picked addresses alike', () => {
    const picked =
      'A@B/C|ß@b|ſ@b|Ⅷ@b|a b@c|a@b/\x01|user@münchen.de|Ω@b|é@b|a"b@c|@b|a@|😀@b|a@b/😀|a@B。C';
    const structure =
      '|@|/|a|a.|a..|.|..|a@.|a@b.|a@b./c|a/|a//|a/b/c|a@b@c|a/b@c|@/|a@/b|a@b/@|[::1]|1.2.3.4';
    expect(unexplained([...picked.split('|'), ...structure.split('|')])).toEqual([]);
  });

  it.each([
    [1, 'a＠b', 'a@b', undefined],
    [2, 'a\nb', 'a\nb', undefined],
    [3, 'a\u2066@b', 'a\u2066@b', undefined],
    [4, '\u00ad@b', '@b', undefined],
    [5, 'b/א\u0221א', undefined, 'b/א\u0221א'],
  ])('%i: differs over %j, on purpose', (_, text, theirs, expected) => {
    expect([prosody([text])[0], ours(text)]).toEqual([theirs, expected]);
  });
});
