/** Generated XML trees: valid ones, and such as only a hostile caller would give. */
import fc from 'fast-check';
import type { XmlElement, XmlNode } from '../../src/core/element.ts';
import { holdsOnlyChars, isNcName } from '../../src/stanza/xml/characters.ts';

export const SEED = { seed: 1597, numRuns: 300 };

const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Array.from('abZ09 é')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...Array.from('<>&\'"\t\n\r]'),
      ']]>',
      '\r\n',
      '😀',
      '\u0085',
      '\u2028',
      '\ufdd0',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);

export const text = fc
  .string({ unit: character, minLength: 1, maxLength: 12 })
  .filter(holdsOnlyChars);

const ncName = fc.oneof(
  fc.constantFrom(
    'a',
    'body',
    'x',
    '_',
    'a-b.c',
    'é',
    '名前',

    '__proto__',
    'constructor',
  ),
  fc
    .string({
      unit: fc.constantFrom(...Array.from('abc_-.09é\u00b7\u0301')),
      minLength: 1,
      maxLength: 6,
    })
    .filter((name) => isNcName(name) && name !== 'xmlns'),
);

const namespace = fc.constantFrom(
  'jabber:client',
  'urn:x',
  "urn:it's",
  'urn:a&b<c>"d"',
  'urn:{braces}',
  'urn:é',
);

const attributeName = fc.oneof(
  { weight: 4, arbitrary: ncName },
  { weight: 1, arbitrary: fc.constantFrom('xml:lang', 'xml:space') },
  { weight: 2, arbitrary: fc.tuple(namespace, ncName).map(([ns, name]) => `{${ns}}${name}`) },
);

const attributes = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(name, value), { maxLength: 4 })
    .map((pairs): Record<string, string> => Object.fromEntries(pairs));

/** Neighbouring texts are one text once they are XML. */
export function joined(nodes: readonly XmlNode[]): XmlNode[] {
  const whole: XmlNode[] = [];
  for (const node of nodes) {
    const before = whole.at(-1);
    if (typeof node === 'string' && typeof before === 'string') whole.splice(-1, 1, before + node);
    else whole.push(node);
  }
  return whole;
}

const value = fc.oneof(fc.constant(''), text);

export const tree: fc.Arbitrary<XmlElement> = fc.letrec<{ tree: XmlElement }>((tie) => ({
  tree: fc.record({
    name: ncName,
    namespace: fc.oneof({ weight: 6, arbitrary: namespace }, fc.constant('')),
    attributes: attributes(attributeName, value),
    children: fc
      .array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('tree')), {
        maxLength: 4,
      })
      .map(joined),
  }),
})).tree;

/** A stanza with room for any tree. */
export const stanzaAround = (content: fc.Arbitrary<readonly XmlNode[]>) =>
  content.map((children): XmlElement => ({
    name: 'message',
    namespace: 'jabber:client',
    attributes: { to: 'juliet@example.org', from: 'bot@bridge.example.org' },
    children,
  }));

const garbageText = fc.oneof(
  value,
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom(
    '\ud800',
    '\udc00x',
    '\u0000',
    '\uffff',
    'xmlns',
    'xmlns:a',
    'a:b',
    '{}a',
    '{urn:x}',
    '{a',
    ' ',
  ),
  ncName,
  namespace,
);

const garbageTree: fc.Arbitrary<XmlElement> = fc.letrec<{ tree: XmlElement }>((tie) => ({
  tree: fc.record({
    name: garbageText,
    namespace: garbageText,
    attributes: attributes(fc.oneof(garbageText, attributeName), garbageText),
    children: fc.array(fc.oneof({ depthSize: 'small' }, garbageText, tie('tree')), {
      maxLength: 5,
    }),
  }),
})).tree;

const mostly = <T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: rare });

const ownAttributes = fc.record(
  {
    to: mostly(fc.constantFrom('juliet@example.org', 'EXAMPLE.org/\u00e9'), garbageText),
    from: mostly(fc.constantFrom('bridge.example.org', 'Bot@bridge.example.org'), garbageText),
    type: mostly(fc.constantFrom('headline', 'subscribe', 'result', 'result'), garbageText),
    id: mostly(fc.constant('a1'), garbageText),
  },
  { requiredKeys: ['to', 'from'] },
);

const nearlyStanza = fc.record({
  name: mostly(fc.constantFrom('message', 'presence', 'iq'), garbageText),
  namespace: mostly(fc.constant('jabber:client'), garbageText),
  attributes: fc
    .tuple(
      ownAttributes,
      attributes(mostly(attributeName, garbageText), mostly(value, garbageText)),
    )
    .map(([own, others]): Record<string, string> => ({ ...others, ...own })),
  children: fc.array(mostly(tree, garbageTree), { maxLength: 3 }),
});

/** Often nearly a stanza, so that every rule is met and many trees pass. */
export const garbageStanza: fc.Arbitrary<XmlElement> = fc.oneof(
  { weight: 1, arbitrary: garbageTree },
  { weight: 5, arbitrary: nearlyStanza },
);

/** Cuts a text into chunks at the given places, each a share of its length. */
export function cut(whole: string, places: readonly number[]): string[] {
  const at = places
    .map((place) => Math.floor(place * (whole.length + 1)))
    .toSorted((a, b) => a - b);
  return [...at, whole.length].map((end, i) => whole.slice(at[i - 1] ?? 0, end));
}

export const places = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 12 });
