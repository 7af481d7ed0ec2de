import { describe, expect, it } from 'vitest';
import { XmlReader } from '../../src/stanza/xml-reader.ts';
import type { ReaderEvent } from '../../src/stanza/xml-reader.ts';

const HEADER =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' " +
  "xmlns:stream='http://etherx.jabber.org/streams' from='bridge.example.org' id='s1'>";
const BOUNDS = { maxBytes: 2000, maxDepth: 8, maxElements: 20 };

const kinds = (events: readonly ReaderEvent[]) => events.map(({ kind }) => kind);
const each = (xml: string) => xml.split('');
const message = (content: string) => `<message from='juliet@example.org'>${content}</message>`;
const PROOF = "<presence from='nurse@example.org'/>";

describe('the XML reader with higher bounds for some elements', () => {
  const HIGHER = { maxBytes: 6000, maxDepth: 8, maxElements: 60, settings: undefined };
  let asked: number;
  const opened = () => {
    asked = 0;
    const isFor = ({ attributes }: { attributes: Readonly<Record<string, string>> }) => {
      asked += 1;
      return attributes['id'] === 'awaited';
    };
    const stream = new XmlReader(BOUNDS, { bounds: HIGHER, isFor });
    stream.read(HEADER);
    return stream;
  };
  const iq = (id: string, content: string) => `<iq id='${id}' type='result'>${content}</iq>`;

  it.each([
    ['elements', '<x/>'.repeat(50)],
    ['bytes', 'a'.repeat(5000)],
  ])('reads one of them that is over the lower bound of %s', (_bound, content) => {
    const xml = iq('awaited', content) + PROOF;
    expect(kinds(opened().read(xml))).toEqual(['element', 'element']);
    const stream = opened();
    expect(each(xml).flatMap((piece) => kinds(stream.read(piece)))).toEqual(['element', 'element']);
  });

  it.each([
    ['elements', '<x/>'.repeat(70), 60],
    ['bytes', 'a'.repeat(7000), 6000],
    ['depth', '<x>'.repeat(9) + '</x>'.repeat(9), 8],
  ])('names the bound that one of them is over: %s', (bound, content, limit) => {
    const [event] = opened().read(iq('awaited', content) + PROOF);
    expect(event).toMatchObject({ kind: 'oversize', bound, limit });
  });

  it.each([
    ['elements', '<x/>'.repeat(30), 20],
    ['bytes', 'a'.repeat(3000), 2000],
  ])('refuses any other at the lower bound of %s', (bound, content, limit) => {
    const [event] = opened().read(iq('made-up', content) + PROOF);
    expect(event).toMatchObject({ kind: 'oversize', bound, limit });
  });

  it('goes back to the lower bounds behind each of them', () => {
    const [awaited, tooLarge] = [
      iq('awaited', '<x/>'.repeat(50)),
      iq('awaited', '<x/>'.repeat(70)),
    ];
    const other = message('<x/>'.repeat(30));
    const events = opened().read(awaited + other + tooLarge + other + PROOF);
    expect(kinds(events)).toEqual(['element', 'oversize', 'oversize', 'oversize', 'element']);
  });

  it('asks only about elements over a lower bound', () => {
    opened().read(iq('awaited', '<x/>'.repeat(10)) + message('x'));
    expect(asked).toBe(0);
  });

  it('names the setting of the bound', () => {
    const settings = { bytes: 'MAX_BYTES', depth: 'MAX_DEPTH', elements: 'MAX_ELEMENTS' };
    const stream = new XmlReader({ ...BOUNDS, settings });
    stream.read(HEADER);
    expect(stream.read(message('<x/>'.repeat(30)))).toMatchObject([
      { kind: 'oversize', bound: 'elements', limit: 20, setting: 'MAX_ELEMENTS' },
    ]);
  });
});
