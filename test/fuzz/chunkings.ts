/** Incoming bytes cut anywhere: whatever the chunks are, the trees are the same, and nothing is thrown. */
import { StringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { XmlReader, type ReaderEvent } from '../../src/stanza/xml/reader.ts';
import { writeXml } from '../../src/stanza/xml/writer.ts';
import { tree } from '../stanza/xml-arbitraries.ts';

const HEADER =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' " +
  "xmlns:stream='http://etherx.jabber.org/streams' from='bridge.example.org' id='s1'>";
const BOUNDS = { maxBytes: 2_000, maxDepth: 8, maxElements: 20 };

/** Chunkings of one stream; a new one costs more than to cut it. */
const CUTS = 50;

const streams = fc
  .tuple(
    fc.array(tree, { maxLength: 3 }),
    fc.option(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 6 })), { freq: 2, nil: undefined }),
  )
  .map(([trees, damage]) => {
    const bytes = Buffer.from(trees.map((it) => writeXml(it, NS_CLIENT)).join(' '));
    if (damage === undefined) return bytes;
    const [place, put] = damage;
    const at = place % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + 1)]);
  });

/** The first stream that was read differently or threw, as base64 and where it was cut; undefined when all is well. */
export function tryChunkings(count: number, seed: number): string | undefined {
  const cutsOf = fc.array(fc.nat(), { maxLength: 12 });
  for (let done = 0; done < count; done += CUTS) {
    const [bytes = Buffer.alloc(0)] = fc.sample(streams, { seed: seed + done, numRuns: 1 });
    const whole = told(read([bytes]));
    for (const places of fc.sample(cutsOf, { seed: seed + done, numRuns: CUTS })) {
      const cut = told(read(chunks(bytes, places)));
      if (cut !== whole) return `${bytes.toString('base64')} cut at ${places.join()}`;
    }
  }
  return undefined;
}

function read(parts: readonly Uint8Array[]): ReaderEvent[] {
  const decoder = new StringDecoder('utf8');
  const reader = new XmlReader(BOUNDS);
  reader.read(HEADER);
  return parts.flatMap((part) => reader.read(decoder.write(Buffer.from(part))));
}

/** How what is no XML is found out about depends on the chunks; that it is, does not. */
function told(events: readonly ReaderEvent[]): string {
  return JSON.stringify(events.map((it) => (it.kind === 'error' ? { kind: it.kind } : it)));
}

function chunks(bytes: Buffer, places: readonly number[]): Uint8Array[] {
  const ends = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}
