import { beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/core/feature.ts';
import { createInboundChain, type InboundChain } from '../../src/inbound/chain.ts';
import { element, type XmlElement } from '../../src/core/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const FROM_JULIET = element('message', NS_CLIENT, {
  from: 'juliet@example.org/balcony',
  to: 'bot@bridge.example.org',
  id: 'm1',
});

let link: string[];
let said: XmlElement[];
let release: (() => void)[];
let chain: InboundChain;

beforeEach(() => {
  link = [];
  said = [];
  release = [];
  chain = chainWith(
    () => new Promise<Inbound>((resolve) => release.push(() => resolve('claimed'))),
  );
});

function chainWith(handle: () => Promise<Inbound>): InboundChain {
  return createInboundChain({ ...deps(), handlers: [{ stage: 'record', handle }] });
}

function deps() {
  return {
    link: { pause: () => link.push('pause'), resume: () => link.push('resume') },
    sendDirect: (stanza: XmlElement) => {
      said.push(stanza);
      return Promise.resolve();
    },
    logger: QUIET,
  };
}

describe('the inbound chain', () => {
  it('pauses the link at a thousand stanzas that are not stored, and resumes at half', async () => {
    for (let i = 0; i < 1_000; i += 1) chain.receive(FROM_JULIET);
    expect(link).toEqual(['pause']);
    for (const done of release.splice(0, 499)) done();
    await new Promise(setImmediate);
    expect(link).toEqual(['pause']);
    release.shift()?.();
    await new Promise(setImmediate);
    expect(link).toEqual(['pause', 'resume']);
  });

  it('is idle when everything is stored', async () => {
    chain.receive(FROM_JULIET);
    let isIdle = false;
    const idle = chain.idle().then(() => (isIdle = true));
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    release[0]?.();
    await idle;
  });

  it('pauses the link at sixteen mebi characters that are not stored', async () => {
    const long = { ...FROM_JULIET, children: ['x'.repeat(4 * 1024 * 1024)] };
    for (let i = 0; i < 4; i += 1) chain.receive(long);
    expect(link).toEqual(['pause']);
    for (const done of release.splice(0, 2)) done();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(link).toEqual(['pause']);
    release.shift()?.();
    await new Promise(setImmediate);
    expect(link).toEqual(['pause', 'resume']);
  });

  it('records a conversation in order where one stanza has to wait before', async () => {
    const recorded: string[] = [];
    let known: (is: Inbound) => void = () => undefined;
    const own = (stanza: XmlElement): Inbound | Promise<Inbound> =>
      stanza.attributes['id'] === 'm1' ? new Promise((resolve) => (known = resolve)) : 'passed';
    const record = (stanza: XmlElement): Inbound => {
      recorded.push(stanza.attributes['id'] ?? '');
      return 'claimed';
    };
    chain = createInboundChain({
      ...deps(),
      handlers: [
        { stage: 'own', handle: own },
        { stage: 'record', handle: record },
      ],
    });
    const romeo = { ...FROM_JULIET.attributes, from: 'romeo@example.org/orchard', id: 'm3' };
    chain.receive(FROM_JULIET);
    chain.receive({ ...FROM_JULIET, attributes: { ...FROM_JULIET.attributes, id: 'm2' } });
    chain.receive({ ...FROM_JULIET, attributes: romeo });
    await new Promise(setImmediate);
    expect(recorded).toEqual(['m3']);
    known('passed');
    await chain.idle();
    expect(recorded).toEqual(['m3', 'm1', 'm2']);
  });

  it('tells nobody of an error once the event is stored', async () => {
    chain = createInboundChain({
      ...deps(),
      handlers: [{ stage: 'recorded', handle: () => Promise.reject(new Error('no link')) }],
    });
    chain.receive(FROM_JULIET);
    await chain.idle();
    expect(said).toEqual([]);
  });

  it('tells the sender of what could not be stored', async () => {
    chain = chainWith(() => Promise.reject(new Error('away')));
    chain.receive(FROM_JULIET);
    await chain.idle();
    expect(said[0]?.attributes).toMatchObject({
      type: 'error',
      id: 'm1',
      to: FROM_JULIET.attributes['from'],
    });
  });
});
