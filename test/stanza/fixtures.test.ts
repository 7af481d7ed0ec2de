import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violations } from './contract-schemas.ts';
import { kindOf } from './kinds.ts';
import { readTree, withChildrenSorted } from './read-tree.ts';

const FOLDER = new URL('fixtures/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.xml'))
  .map((file) => file.slice(0, -'.xml'.length));

describe.each(names)('%s', (name) => {
  const stanza = readTree(read(`${name}.xml`));
  const json: object = JSON.parse(read(`${name}.json`)) as object;
  const kind = kindOf(stanza);

  it('is read as the JSON beside it', () => {
    expect(kind.toJson(stanza)).toEqual(json);
  });

  it('is what that JSON is written as', () => {
    expect(withChildrenSorted(kind.toXml(json).element)).toEqual(withChildrenSorted(stanza));
  });

  it('fits the contract', () => {
    expect(violations(kind.received, json)).toEqual([]);
  });
});
