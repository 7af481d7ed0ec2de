import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { XmlReader } from '../../src/stanza/xml-reader.ts';
import type { ReaderEvent } from '../../src/stanza/xml-reader.ts';
import { writeXml } from '../../src/stanza/xml-writer.ts';
import { SEED, cut, places, tree } from './xml-arbitraries.ts';

const HEADER =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' " +
  "xmlns:stream='http://etherx.jabber.org/streams' from='bridge.example.org' id='s1'>";
const BOUNDS = { maxBytes: 2000, maxDepth: 8, maxElements: 20 };

function reader(bounds = {}): XmlReader {
  const opened = new XmlReader({ ...BOUNDS, ...bounds });
  opened.read(HEADER);
  return opened;
}

/** What came of a text after the header, in the chunks given. */
function readAll(chunks: readonly string[], bounds = {}): ReaderEvent[] {
  const opened = reader(bounds);
  return chunks.flatMap((chunk) => opened.read(chunk));
}

const read = (xml: string, bounds = {}) => readAll([xml], bounds);
const kinds = (events: readonly ReaderEvent[]) => events.map(({ kind }) => kind);
const each = (xml: string) => xml.split('');
const message = (content: string) => `<message from='juliet@example.org'>${content}</message>`;
const PROOF = "<presence from='nurse@example.org'/>";

describe('the XML reader', () => {
  it('reports the stream header with its attributes', () => {
    expect(new XmlReader(BOUNDS).read(HEADER)).toEqual([
      { kind: 'start', attributes: { from: 'bridge.example.org', id: 's1' } },
    ]);
  });

  it('reads a stanza as a tree in the namespace of stanzas', () => {
    const xml = message(
      "<body xml:lang='it'>Ciao</body><x xmlns='urn:x' xmlns:y='urn:y' y:a='1'/>",
    );
    expect(read(xml)).toEqual([
      {
        kind: 'element',
        element: {
          name: 'message',
          namespace: NS_CLIENT,
          attributes: { from: 'juliet@example.org' },
          children: [
            {
              name: 'body',
              namespace: NS_CLIENT,
              attributes: { 'xml:lang': 'it' },
              children: ['Ciao'],
            },
            { name: 'x', namespace: 'urn:x', attributes: { '{urn:y}a': '1' }, children: [] },
          ],
        },
      },
    ]);
  });

  it('joins text, references, CDATA and what a comment or chunk parts to one text', () => {
    const [event] = readAll(['<body>a&#x42;<![CDATA[<c>]]>', '<!-- d -->', 'e</body>']);
    expect(event).toMatchObject({ element: { children: ['aB<c>e'] } });
  });

  it('keeps white space that the writer escaped', () => {
    const [event] = read("<body a='&#x9;&#xA;&#xD;'>&#xD;</body>");
    expect(event).toMatchObject({ element: { attributes: { a: '\t\n\r' }, children: ['\r'] } });
  });

  it('keeps an attribute with the name of something every object has', () => {
    const [event] = read("<x __proto__='1' constructor='2'/>");
    const attributes = event?.kind === 'element' ? Object.entries(event.element.attributes) : [];
    expect(attributes).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('passes over text and comments between stanzas', () => {
    const xml = ` \n${PROOF}  text &amp; <!-- comment --><?pi?><![CDATA[more]]>${PROOF}`;
    expect(kinds(read(xml))).toEqual(['element', 'element']);
  });

  it('reports the end of the stream and ignores what follows', () => {
    expect(kinds(read(`${PROOF}</stream:stream>${PROOF}<`))).toEqual(['element', 'end']);
  });

  it('reads the same from every chunking, pairs of surrogates cut in two as well', () => {
    const stream = fc.array(tree, { maxLength: 3 });
    fc.assert(
      fc.property(stream, places, (trees, where) => {
        const xml = trees.map((each) => writeXml(each, NS_CLIENT)).join(' ');
        expect(readAll(cut(xml, where))).toEqual(read(xml));
      }),
      SEED,
    );
  });

  it('reads a pair of surrogates that comes in two chunks', () => {
    const events = readAll(['<body>\ud83d', '\ude00</body>']);
    expect(events).toMatchObject([{ kind: 'element', element: { children: ['😀'] } }]);
  });

  it('reads back what the writer wrote', () => {
    fc.assert(
      fc.property(tree, (written) => {
        const events = read(writeXml(written, NS_CLIENT), { maxDepth: 99, maxElements: 999 });
        expect(events).toEqual([{ kind: 'element', element: written }]);
      }),
      SEED,
    );
  });
});

describe('the XML reader refuses', () => {
  const refused: Record<string, string> = {
    'a control character': 'a\u0001b',
    'a control character as a reference': '&#1;',
    'U+0000': '\u0000',
    'U+FFFE': '\ufffe',
    'U+FFFF as a reference': '&#xFFFF;',
    'a surrogate as a reference': '&#xD800;',
    'a high surrogate alone': '\ud800<b/>',
    'a low surrogate alone': '\udc00',
    'an unknown entity': '&nbsp;',
    'a raw &': 'a & b',
    'a raw <': 'a < b',
    ']]> in text': ']]>',
    'a DOCTYPE': "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    'a second XML declaration': "<?xml version='1.0'?>",
    'an undeclared prefix of an element': '<y:a/>',
    'an undeclared prefix of an attribute': "<a y:b='1'/>",
    'a prefix declared as nothing': "<a xmlns:y=''/>",
    'another meaning of xml': "<a xmlns:xml='urn:x'/>",
    'another name for xml': "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
    'a duplicate attribute': "<a b='1' b='2'/>",
    'a duplicate attribute under two prefixes':
      "<a xmlns:y='urn:y' xmlns:z='urn:y' y:b='1' z:b='2'/>",
    'a duplicate declaration': "<a xmlns='urn:y' xmlns='urn:z'/>",
    'a mismatched end tag': '<a></b>',
    'a name that begins with a digit': '<1a/>',
    'a name that begins with a digit behind its prefix': '<stream:1a/>',
    'an attribute that begins with a digit behind its prefix': "<a stream:1a='1'/>",
    'a prefix that begins with a digit': "<a xmlns:1a='urn:y'/>",
    'an empty name': '<>',
    'a name of two colons': '<stream:a:b/>',
    'a name that ends with a colon': '<stream:/>',
    'an attribute without a value': '<a b/>',
    'an attribute without quotes': '<a b=c/>',
    'attributes without a space between': "<a b='1'c='2'/>",
    'a < in an attribute': "<a b='<'/>",
    'a comment with two hyphens in it': '<!-- a -- b -->',
  };

  it.each(Object.entries(refused))('%s', (_, xml) => {
    expect(kinds(read(PROOF + message(xml)))).toEqual(['element', 'error']);
  });

  it.each(Object.entries(refused))('%s, one character at a time', (_, xml) => {
    expect(kinds(readAll(each(PROOF + message(xml))))).toEqual(['element', 'error']);
  });

  it('XML 1.1, which has more characters', () => {
    const stream = new XmlReader(BOUNDS);
    const events = stream.read(HEADER.replace('1.0', '1.1') + message('&#1;'));
    expect(kinds(events)).toEqual(['start', 'error']);
  });

  it('a DOCTYPE before the stream', () => {
    expect(kinds(new XmlReader(BOUNDS).read(`<!DOCTYPE x>${HEADER}`))).toEqual(['error']);
  });

  it('a stream header over the bound, whole or in pieces', () => {
    const long = HEADER.replace('s1', 's'.repeat(3000));
    expect(kinds(new XmlReader(BOUNDS).read(long))).toEqual(['error']);
    const pieces = new XmlReader(BOUNDS);
    expect(each(long).flatMap((piece) => kinds(pieces.read(piece)))).toEqual(['error']);
  });

  it('once, and reads nothing more', () => {
    const stream = reader();
    expect(kinds(stream.read('<a b></a>'))).toEqual(['error']);
    expect(stream.read(PROOF)).toEqual([]);
  });
});

describe('the XML reader steps over', () => {
  const root = { name: 'message', attributes: { from: 'juliet@example.org' }, children: [] };
  const tooLarge: Record<string, [xml: string, bound: string]> = {
    'a long text': [message(`<body>${'a'.repeat(3000)}</body>`), 'bytes'],
    'a long attribute': [message(`<x a="${'>'.repeat(3000)}"/>`), 'bytes'],
    'a long name': [message(`<${'x'.repeat(3000)}/>`), 'bytes'],
    'a long reference': [message(`<body>&#${'0'.repeat(3000)}65;</body>`), 'bytes'],
    'a long comment': [message(`<!-- ${'</message>'.repeat(300)} -->`), 'bytes'],
    'a long section of text': [message(`<![CDATA[${'</message>]]'.repeat(300)}]]>`), 'bytes'],
    'a long instruction': [message(`<?x ${'</message>'.repeat(300)}?>`), 'bytes'],
    'a start tag with quotes in quotes': [
      message(`<x a='">"' b="'/>">${'a'.repeat(3000)}</x>`),
      'bytes',
    ],
    'an element too deep': [message('<x>'.repeat(8) + '</x>'.repeat(8)), 'depth'],
    'too many elements': [message('<x/>'.repeat(20)), 'elements'],
    'an element much too deep': [message('<x>'.repeat(50_000) + '</x>'.repeat(50_000)), 'depth'],
  };

  it.each(Object.entries(tooLarge))('%s, says so, and reads on behind it', (_, [xml, bound]) => {
    expect(read(PROOF + xml + PROOF)).toMatchObject([
      { kind: 'element' },
      { kind: 'oversize', root, bound },
      { kind: 'element', element: { name: 'presence' } },
    ]);
  });

  it.each(Object.entries(tooLarge))('%s, whatever the chunks are', (_, [xml]) => {
    const whole = PROOF + xml + PROOF;
    fc.assert(
      fc.property(places, (where) => {
        expect(readAll(cut(whole, where))).toEqual(read(whole));
      }),
      { ...SEED, numRuns: 20 },
    );
  });

  it('an element with a start tag too large, of which it reports what it read', () => {
    const xml = `<iq id='i1' a='${'a'.repeat(3000)}' b='1'/>${PROOF}`;
    const oversize = {
      kind: 'oversize',
      root: { name: 'iq', namespace: NS_CLIENT, attributes: { id: 'i1' }, children: [] },
      bound: 'bytes',
    };
    expect(read(xml)).toMatchObject([oversize, { kind: 'element' }]);
    expect(readAll(each(xml))).toMatchObject([oversize, { kind: 'element' }]);
  });

  it('an element with a name too large, of which it knows nothing', () => {
    const events = readAll(each(`<${'x'.repeat(3000)}/>${PROOF}`));
    expect(events).toMatchObject([{ kind: 'oversize', root: undefined }, { kind: 'element' }]);
  });

  it('a long comment between stanzas without a word', () => {
    const xml = `<!-- ${'a'.repeat(3000)} -->${PROOF}`;
    expect(kinds(readAll(each(xml)))).toEqual(['element']);
    expect(kinds(read(xml))).toEqual(['element']);
  });

  it('several in a row', () => {
    const [xml] = tooLarge['too many elements'] ?? [''];
    expect(kinds(read(xml + xml + PROOF))).toEqual(['oversize', 'oversize', 'element']);
  });

  it('no element that is just within every bound, behind one that was not either', () => {
    const xml = message('<x>'.repeat(7) + '</x>'.repeat(7) + '<y/>'.repeat(12) + 'a'.repeat(300));
    const longer = message('a'.repeat(xml.length));
    const bounds = { maxBytes: xml.length };
    expect(kinds(read(xml + longer + xml, bounds))).toEqual(['element', 'oversize', 'element']);
    const less = { maxBytes: xml.length - 1 };
    expect(kinds(read(xml + longer + xml, less))).toEqual(['oversize', 'oversize', 'oversize']);
  });

  it('nothing in between: prefixes of the stream are known behind it, and its end is', () => {
    const [xml] = tooLarge['a long text'] ?? [''];
    const events = read(`${xml}<stream:error><conflict/></stream:error></stream:stream>`);
    expect(events).toMatchObject([
      { kind: 'oversize' },
      { element: { name: 'error', namespace: 'http://etherx.jabber.org/streams' } },
      { kind: 'end' },
    ]);
  });
});

describe('the XML reader over a long stream', () => {
  it('reports the same from random cuts of elements around the bounds', () => {
    const size = fc.integer({ min: 1, max: 30 });
    const stream = fc.array(
      fc
        .tuple(size, size)
        .map(([deep, long]) =>
          message(`${'<x>'.repeat(deep)}${'ab \r\n'.repeat(long)}${'</x>'.repeat(deep)}`),
        ),
      { maxLength: 4 },
    );
    const bounds = { maxBytes: 200, maxDepth: 12, maxElements: 25 };
    fc.assert(
      fc.property(stream, places, (elements, where) => {
        const xml = elements.join('');
        expect(readAll(cut(xml, where), bounds)).toEqual(read(xml, bounds));
      }),
      SEED,
    );
  });
});
