import { beforeEach, describe, expect, it } from 'vitest';
import type { XmlElement } from '../../../src/core/element.ts';
import { IN_TIME, type InboundStage } from '../../../src/core/feature.ts';
import { createInboundBudget, sizeOf } from '../../../src/features/events/inbound-budget.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { readTree } from '../../stanza/read-tree.ts';

const HOUSE = 'house@bridge.example.org';
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let said: XmlElement[];
let isFull: boolean;
let bound: number;

beforeEach(() => {
  said = [];
  isFull = false;
  bound = 10_000;
});

function budget() {
  const store = createMemoryStore({ now: () => 0 });
  return createInboundBudget({
    store: { ...store, isFull: () => isFull, boundOf: () => bound },
    home: { domain: 'bridge.example.org', serverDomain: 'example.org' },
    sendDirect: (stanza) => {
      said.push(stanza);
      return Promise.resolve();
    },
    monotonic: () => 0,
    logger: QUIET,
  });
}

function message(from: string, size: number, type = 'chat', id = 'm1'): XmlElement {
  const body = 'x'.repeat(size);
  return readTree(
    `<message type='${type}' from='${from}' to='${HOUSE}' id='${id}'><body>${body}</body></message>`,
  );
}

const put = (it: ReturnType<typeof budget>, stanza: XmlElement, stage: InboundStage = 'record') =>
  it.handlers.find((handler) => handler.stage === stage)?.handle(stanza, IN_TIME);

const refused = (it: ReturnType<typeof budget>) => it.refusals().filter(([, count]) => count > 0);

describe('the byte budget of incoming stanzas', () => {
  it('begins with nothing refused, so that the first is seen as a rise', () => {
    const reasons = ['remote', 'domain', 'identity', 'store-full'];
    expect(budget().refusals()).toEqual(reasons.map((reason) => [reason, 0]));
  });

  it('refuses who is over its share, and nobody else', async () => {
    const it = budget();
    expect(put(it, message('romeo@example.org/orchard', 4_000))).toBe('passed');
    expect(await put(it, message('romeo@example.org/balcony', 4_000))).toBe('claimed');
    expect(put(it, message('juliet@example.org/balcony', 2_000))).toBe('passed');
    expect(said).toHaveLength(1);
    expect(said[0]?.attributes).toMatchObject({ type: 'error', to: 'romeo@example.org/balcony' });
    expect(JSON.stringify(said[0])).toContain('resource-constraint');
    expect(refused(it)).toEqual([['remote', 1]]);
  });

  it('bounds a foreign domain as a whole, and not our own server', async () => {
    const it = budget();
    bound = 20_000;
    const from = (domain: string) => (name: string) => message(`${name}@${domain}/x`, 8_000);
    const [foreign, ours] = [from('verona.example'), from('example.org')];
    expect(put(it, foreign('a'))).toBe('passed');
    expect(await put(it, foreign('b'))).toBe('claimed');
    bound = 40_000;
    expect(put(it, ours('c'))).toBe('passed');
    expect(put(it, ours('d'))).toBe('passed');
    expect(refused(it)).toEqual([['domain', 1]]);
  });

  it('looks at IQs before they are kept, and at everything else before it is recorded', async () => {
    const it = budget();
    const iq = (id: string) =>
      readTree(
        `<iq type='set' from='romeo@example.org/x' to='${HOUSE}' id='${id}'><q xmlns='urn:x'>${'x'.repeat(4_000)}</q></iq>`,
      );
    expect(put(it, iq('i1'), 'request')).toBe('passed');
    expect(await put(it, iq('i2'), 'request')).toBe('claimed');
    expect(put(it, message('romeo@example.org', 4_000), 'request')).toBe('passed');
    expect(said.map(({ name }) => name)).toEqual(['iq']);
  });

  it.each([
    ['a room', message('ops@rooms.example.org/romeo', 4_000, 'groupchat')],
    ['an error', message('romeo@example.org/x', 4_000, 'error')],
    ['presence', readTree(`<presence from='romeo@example.org/x' to='${HOUSE}'/>`)],
  ])('does not answer %s', async (_what, stanza) => {
    const it = budget();
    isFull = true;
    expect(await put(it, stanza)).toBe('claimed');
    expect(said).toEqual([]);
    expect(refused(it)).toEqual([['store-full', 1]]);
  });

  it('weighs texts, attributes and names', () => {
    const [small, large] = [message('romeo@example.org', 1), message('romeo@example.org', 1_001)];
    expect(sizeOf(large) - sizeOf(small)).toBe(1_000);
    expect(sizeOf(small)).toBeGreaterThan(60);
  });
});
