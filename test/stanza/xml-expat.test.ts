/** Holds what the gate lets through against expat, the XML parser of Prosody and ejabberd, driven by xml-expat.lua. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passGate } from '../../src/stanza/gate/gate.ts';
import { isNcName } from '../../src/stanza/xml/characters.ts';
import { needs } from '../support/need.ts';
import { SEED, garbageStanza } from './xml-arbitraries.ts';

const ORACLE = fileURLToPath(new URL('xml-expat.lua', import.meta.url));
const RULES = {
  domain: 'bridge.example.org',
  maxBytes: 65_536,
  maxDepth: 32,
  maxElements: 512,
};

/** Those that expat refuses. */
function refused(texts: readonly string[]): string[] {
  const input = texts.map((text) => `${Buffer.from(text).toString('hex')}\n`).join('');
  const output = execFileSync('lua5.4', [ORACLE], { input, maxBuffer: 1 << 28 }).toString();
  const answers = output.trimEnd().split('\n');
  expect(answers).toHaveLength(texts.length);
  return texts.filter((_, index) => answers[index] !== 'yes');
}

function passed(stanza: Parameters<typeof passGate>[0]): string[] {
  try {
    return [passGate(stanza, RULES)];
  } catch {
    return [];
  }
}

describe.runIf(needs('prosody-lua'))('the parser of Prosody', () => {
  it('refuses what is not XML', () => {
    expect(refused(['<a/>', '<a></b>', '<a b:c=""/>', '<!--a--><a/>'])).toHaveLength(3);
  });

  it('accepts what the gate lets through', () => {
    const stanzas = fc.sample(garbageStanza, { ...SEED, numRuns: 1000 }).flatMap(passed);
    expect(stanzas.length).toBeGreaterThan(100);
    expect(refused(stanzas)).toEqual([]);
  });

  it('accepts every name that the gate accepts', () => {
    const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const pairs = ['\u{10000}', '\u{10400}', '\u{20000}', '\u{1f600}', '\u{effff}'];
    const names = [...characters, ...pairs].flatMap((c) => [c, `a${c}`]).filter(isNcName);
    expect(names.length).toBeGreaterThan(60_000);
    const texts = inHundreds(names).map((some) => `<r>${some.map((n) => `<${n}/>`).join('')}</r>`);
    expect(refused(texts)).toEqual([]);
  });
});

function inHundreds(names: readonly string[]): string[][] {
  const count = Math.ceil(names.length / 100);
  return Array.from({ length: count }, (_, i) => names.slice(i * 100, (i + 1) * 100));
}
