import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/core/errors.ts';
import { passGate } from '../../src/stanza/gate/gate.ts';
import { iqToXml } from '../../src/stanza/json/iq.ts';
import { messageToXml } from '../../src/stanza/json/message.ts';
import { presenceToXml } from '../../src/stanza/json/presence.ts';
import { parseRawStanza } from '../../src/stanza/xml/raw-stanza.ts';
import type { WrittenStanza } from '../../src/stanza/json/stanza-mapping.ts';
import { parseXml } from '../support/xml-tree.ts';
import { REGRESSION_TABLE } from './regression-table.ts';
import type { JsonCase, RawCase } from './regression-table.ts';

const RULES = {
  domain: 'bridge.example.org',
  maxBytes: 65_536,
  maxDepth: 32,
  maxElements: 512,
};
/** What the bridge adds where a caller leaves it out. */
const STAMP = { from: 'bridge.example.org', id: 'a1' };

const MAPPINGS: Readonly<Record<JsonCase['path'], (json: never) => WrittenStanza>> = {
  '/v1/messages': messageToXml,
  '/v1/presence': presenceToXml,
  '/v1/iq': iqToXml,
};

function send(tried: JsonCase | RawCase): string {
  if (tried.kind === 'json') {
    // The mappings trust the contract. What it would have refused shows that the gate does not.
    const { element, pointers } = MAPPINGS[tried.path]({ ...STAMP, ...tried.input } as never);
    return passGate(element, RULES, pointers);
  }
  const element = parseRawStanza(tried.input, RULES);
  return passGate({ ...element, attributes: { ...STAMP, ...element.attributes } }, RULES);
}

function faultsOf(tried: JsonCase | RawCase): string[] {
  try {
    send(tried);
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'invalid-stanza') {
      return error.facts.errors?.map(({ pointer }) => pointer) ?? [];
    }
    throw error;
  }
  throw new Error('it passed');
}

const texts = REGRESSION_TABLE.filter((tried) => tried.kind !== 'bytes');
const refused = texts.filter(({ outcome }) => outcome === 'refused');
const passing = texts.filter(({ outcome }) => outcome === 'passes');

describe('the table of what closes streams', () => {
  it('has each name once for each way of sending', () => {
    const names = REGRESSION_TABLE.map(({ kind, name }) => `${kind}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(refused.map((tried) => [tried.kind, tried.name, tried] as const))(
    'refuses, as %s: %s',
    (_, __, tried) => {
      const found = faultsOf(tried);
      expect(found).toHaveLength(1);
      if (tried.pointer !== undefined) expect(found).toEqual([tried.pointer]);
    },
  );

  it.each(passing.map((tried) => [tried.kind, tried.name, tried] as const))(
    'passes, as %s: %s',
    (_, __, tried) => {
      expect(parseXml(send(tried)).name).toBe('message');
    },
  );
});
