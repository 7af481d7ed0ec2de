/** Fixtures 040 and on: calls, sensors, places, feeds, JSON, call set-up and encryption, as the specifications show them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../support/xml-tree.ts';
import { writeXml } from '../../src/stanza/xml/writer.ts';
import { kindOf } from './kinds.ts';
import { withChildrenSorted, written } from './read-tree.ts';

const FOLDER = new URL('fixtures/', import.meta.url);
const names = readdirSync(FOLDER).filter((file) => file.endsWith('.xml') && file >= '040');

/** As canonical XML: nothing but the order of attributes and, as XMPP has none, of what stands directly in a stanza. */
const canonical = (xml: string) => written(withChildrenSorted(parseXml(xml, 'jabber:client')));

describe('from XML to JSON and back', () => {
  it('there are enough of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  it.each(names)('%s is the same to each blank', (name) => {
    const xml = readFileSync(new URL(name, FOLDER), 'utf8').trim();
    const stanza = parseXml(xml, 'jabber:client');
    const kind = kindOf(stanza);
    const json = JSON.parse(JSON.stringify(kind.toJson(stanza))) as object;
    const again = writeXml(kind.toXml(json).element, 'jabber:client');
    expect(canonical(again)).toBe(canonical(xml));
  });
});
