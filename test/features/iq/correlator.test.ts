import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import {
  createIqCorrelator,
  type Ask,
  type IqCorrelator,
} from '../../../src/features/iq/correlator.ts';
import { PENDING_IQS } from '../../../src/features/iq/pending.ts';
import { element, type XmlElement } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';

const CALLER: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set(SCOPES) };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let store: Store;
let sent: string[];
let up: boolean;
let verona: IqCorrelator;
let mantua: IqCorrelator;

function replica(name: string): IqCorrelator {
  return createIqCorrelator({
    store,
    replica: name,
    limits: { perKey: 2, total: 3 },
    now: () => Date.now(),
    logger: QUIET,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    isOurId: (id) => id.startsWith('ours'),
    relay: (xml) => {
      if (up) sent.push(xml);
      return Promise.resolve(up);
    },
  });
}

beforeEach(() => {
  store = createMemoryStore({ now: () => Date.now() });
  sent = [];
  up = true;
  verona = replica('verona');
  mantua = replica('mantua');
});

afterEach(async () => {
  verona.close();
  mantua.close();
  await store.close();
});

function ask(id: string, over: Partial<Ask> = {}): Ask {
  const addresses = { from: 'page@bridge.example.org', to: 'example.org' };
  return { id, caller: CALLER, ...addresses, xml: `<iq id='${id}'/>`, waitMs: 5_000, ...over };
}

function answer(id: string, from = 'example.org'): XmlElement {
  return element('iq', NS_CLIENT, { id, from, to: 'page@bridge.example.org', type: 'result' });
}

describe('asking', () => {
  it('gives the answer of whom was asked', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await verona.answered(answer('q1'));
    expect(await outcome).toEqual({ answer: answer('q1') });
  });

  it('ignores and counts an answer from anybody else, and takes the right one later', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await verona.answered(answer('q1', 'tybalt@example.org'));
    await verona.answered(answer('q1'));
    expect(await outcome).toEqual({ answer: answer('q1') });
    expect(verona.counts()).toEqual({ wrongSender: 1, unknown: 0 });
  });

  it('takes an answer that arrived on another replica', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await mantua.answered(answer('q1'));
    expect(await outcome).toEqual({ answer: answer('q1') });
  });

  it('checks the sender of an answer that arrived on another replica', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await mantua.answered(answer('q1', 'tybalt@example.org'));
    await mantua.answered(answer('q1'));
    expect(await outcome).toEqual({ answer: answer('q1') });
    expect(mantua.counts().wrongSender).toBe(1);
  });

  it('lets any replica tell the answer after the one that asked is gone', async () => {
    await verona.begin(ask('q1'));
    verona.close();
    await mantua.answered(answer('q1'));
    expect((await mantua.find('q1'))?.outcome).toEqual({ answer: answer('q1') });
  });

  it('times out', async () => {
    expect(await verona.ask(ask('q1', { waitMs: 1 }))).toEqual({ failed: 'iq-timeout' });
  });

  it('fails at once when the link drops', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    verona.linkLost();
    expect(await outcome).toEqual({ failed: 'link-lost' });
  });

  it('is refused without a link, and leaves nothing behind', async () => {
    up = false;
    await expect(verona.ask(ask('q1'))).rejects.toMatchObject({ code: 'link-down' });
    expect(verona.waiting()).toBe(0);
    await until(async () => (await store.get(PENDING_IQS, 'q1')) === undefined);
  });

  it('is bounded per key', async () => {
    await verona.begin(ask('q1'));
    await verona.begin(ask('q2'));
    await expect(verona.begin(ask('q3'))).rejects.toMatchObject({ code: 'too-many-pending-iqs' });
  });

  it('is bounded in all', async () => {
    await verona.begin(ask('q1'));
    await verona.begin(ask('q2'));
    await verona.begin(ask('q3', { caller: { ...CALLER, keyId: 'nurse' } }));
    const fourth = ask('q4', { caller: { ...CALLER, keyId: 'friar' } });
    await expect(verona.begin(fourth)).rejects.toMatchObject({ code: 'too-many-pending-iqs' });
  });

  it('forgets a request with its answer when nobody asks for it later', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await verona.answered(answer('q1'));
    await outcome;
    await until(async () => (await store.get(PENDING_IQS, 'q1')) === undefined);
  });

  it('sends a repeat with the same fingerprint once and answers both alike', async () => {
    const first = verona.ask(ask('q1', { fingerprint: 'f' }));
    await until(() => sent.length === 1);
    const second = mantua.ask(ask('q1', { fingerprint: 'f' }));
    await verona.answered(answer('q1'));
    expect(await first).toEqual({ answer: answer('q1') });
    expect(await second).toEqual({ answer: answer('q1') });
    expect(sent).toHaveLength(1);
  });

  it('refuses a repeat with another fingerprint', async () => {
    await verona.begin(ask('q1', { fingerprint: 'f' }));
    await expect(verona.begin(ask('q1', { fingerprint: 'g' }))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('counts answers to nothing that was asked', async () => {
    await verona.answered(answer('never-asked'));
    expect(verona.counts().unknown).toBe(1);
  });
});

describe('an answer over a bound', () => {
  const excess = { bound: 'elements', limit: 16_000 } as const;
  const tooLarge = { failed: 'answer-too-large', from: 'example.org', excess };

  it.each([
    ['the replica that asked', () => verona],
    ['another replica', () => mantua],
  ])('ends the request when it arrives on %s', async (_where, there) => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await there().answerTooLarge(answer('q1'), excess);
    expect(await outcome).toEqual(tooLarge);
    expect(verona.waiting()).toBe(0);
  });

  it('can be read by whoever asks for the outcome later', async () => {
    await verona.begin(ask('q1'));
    await verona.answerTooLarge(answer('q1'), excess);
    await until(async () => (await mantua.find('q1'))?.outcome !== undefined);
    expect((await mantua.find('q1'))?.outcome).toEqual(tooLarge);
  });

  it('ends nothing when it is not from whom was asked', async () => {
    const outcome = verona.ask(ask('q1'));
    await until(() => sent.length === 1);
    await verona.answerTooLarge(answer('q1', 'tybalt@example.org'), excess);
    await verona.answered(answer('q1'));
    expect(await outcome).toEqual({ answer: answer('q1') });
  });
});

describe('an answer that has begun', () => {
  it('is awaited from whom was asked, until the request has ended', async () => {
    const outcome = verona.ask(ask('q1'));
    expect(verona.awaits(answer('q1'))).toBe(true);
    expect(verona.awaits(answer('q1', 'tybalt@example.org'))).toBe(false);
    await until(() => sent.length === 1);
    await verona.answered(answer('q1'));
    await outcome;
    expect(verona.awaits(answer('q1'))).toBe(false);
  });

  it('is awaited when another replica made its id', () => {
    expect(verona.awaits(answer('ours-1'))).toBe(true);
    expect(verona.awaits(answer('made-up'))).toBe(false);
  });
});

describe('ten thousand requests that nobody answers', () => {
  it('are let, one more is refused, and once they end nothing is left of them', async () => {
    const many = createIqCorrelator({
      store,
      replica: 'padua',
      limits: { perKey: 10_000, total: 10_000 },
      now: () => Date.now(),
      logger: QUIET,
      sleep: () => Promise.resolve(),
      isOurId: () => false,
      relay: () => Promise.resolve(true),
    });
    const ids = Array.from({ length: 10_000 }, (_, index) => `many-${index}`);
    const outcomes = ids.map((id) => many.ask(ask(id, { waitMs: 100_000 })));
    expect(many.waiting()).toBe(10_000);
    await expect(many.ask(ask('one more'))).rejects.toMatchObject({
      code: 'too-many-pending-iqs',
      facts: { retryAfter: 1 },
    });
    await until(async () => (await store.get(PENDING_IQS, ids.at(-1)!)) !== undefined);
    many.linkLost();
    await Promise.all(outcomes);
    expect(many.waiting()).toBe(0);
    await until(async () => {
      const left = await store.getMany(PENDING_IQS, ids);
      return left.every((record) => record === undefined);
    });
    many.close();
  });
});
