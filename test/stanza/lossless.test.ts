import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlElement, XmlNode } from '../../src/core/element.ts';
import { parseRawStanza } from '../../src/stanza/xml/raw-stanza.ts';
import { writeXml } from '../../src/stanza/xml/writer.ts';
import { schemaNamed, violations } from './contract-schemas.ts';
import { damage } from './damage.ts';
import { KINDS } from './kinds.ts';
import type { Kind } from './kinds.ts';
import { withChildrenSorted, written } from './read-tree.ts';
import { fitting } from './schema-arbitraries.ts';
import { SEED, text, tree } from './xml-arbitraries.ts';

const ROOMY = { maxDepth: 100, maxElements: 10_000 };
const RUNS = { ...SEED, numRuns: 40 };

/** Any JSON that the bridge could show; an iq always has a type, for without one it is written as a get. */
const shown = (kind: Kind) =>
  fitting(schemaNamed(kind.received)).map((json): object => ({
    ...(kind.name === 'iq' && { type: 'set' }),
    ...(json as object),
  }));

/** What becomes of one of the elements of a stanza that is as it should be. */
const change: fc.Arbitrary<(known: XmlElement) => XmlNode> = fc.oneof(
  { weight: 2, arbitrary: fc.constant((known: XmlElement) => known) },
  { weight: 2, arbitrary: damage },
  fc.oneof(tree, text).map((stranger) => () => stranger),
);

/** A stanza of known elements as they should be, of damaged ones, and of unknown ones. */
const received = (kind: Kind): fc.Arbitrary<XmlElement> =>
  fc
    .tuple(shown(kind), fc.array(fc.tuple(fc.nat(20), change), { maxLength: 8 }), fc.boolean())
    .map(([json, changes, odd]) => {
      const { element } = kind.toXml(json);
      const known = element.children.filter((child) => typeof child !== 'string');
      const children = changes.map(([at, become]) => become(known[at % known.length] ?? element));
      return { ...element, children, ...(odd && { attributes: ODD }) };
    });

const ODD = { type: 'zzz', id: '', 'xml:space': 'preserve' };

const asText = (json: object) => JSON.parse(JSON.stringify(json)) as object;

describe.each(KINDS)('$name', (kind) => {
  it('is the same JSON again after it was XML', () => {
    fc.assert(
      fc.property(shown(kind), (json) => {
        expect(kind.toJson(kind.toXml(json).element)).toEqual(json);
      }),
      RUNS,
    );
  });

  it('is the same JSON again after it was XML text', () => {
    fc.assert(
      fc.property(shown(kind), (json) => {
        const xml = writeXml(kind.toXml(json).element, 'jabber:client');
        expect(kind.toJson(parseRawStanza(xml, ROOMY))).toEqual(json);
      }),
      RUNS,
    );
  });

  it('is the same XML again after it was JSON, but for the order of its elements', () => {
    fc.assert(
      fc.property(received(kind), (stanza) => {
        const back = kind.toXml(asText(kind.toJson(stanza))).element;
        expect(written(withChildrenSorted(back))).toBe(written(withChildrenSorted(stanza)));
      }),
      RUNS,
    );
  });

  it('is read as what the contract describes, whatever came in', () => {
    fc.assert(
      fc.property(received(kind), (stanza) => {
        expect(violations(kind.received, asText(kind.toJson(stanza)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is written with a pointer into the JSON for each element', () => {
    fc.assert(
      fc.property(shown(kind), (json) => {
        const { element, pointers } = kind.toXml(json);
        expect(pointers).toHaveLength(element.children.length);
        expect(pointers.map((pointer) => valueAt(json, pointer))).not.toContain(undefined);
        expect(new Set(pointers).size).toBe(pointers.length);
      }),
      RUNS,
    );
  });
});

function valueAt(json: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], json);
}
