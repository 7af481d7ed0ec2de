import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRequests, type Requests } from '../../../src/features/iq/requests.ts';
import { element, type XmlElement } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const IQ = element('iq', NS_CLIENT, { id: 'q1', type: 'get', from: 'juliet@example.org/balcony' });
const unknown = expect.objectContaining({ code: 'not-found' }) as Error;

let store: Store;
let requests: Requests;
let canAnswer: 'yes' | 'no' | 'unknown';
let refused: XmlElement[];
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  store = createMemoryStore({ now: () => Date.now() });
  canAnswer = 'yes';
  refused = [];
  now = 0;
  requests = createRequests({
    store,
    answerWithinMs: 10_000,
    now: () => now,
    logger: QUIET,
    canAnswer: () => canAnswer,
    event: () => ({ id: 'e1', change: { do: 'append', log: 'events', value: '{}' } }),
    refuse: (iq) => {
      refused.push(iq);
      return Promise.resolve();
    },
  });
});

afterEach(async () => {
  requests.close();
  await store.close();
  vi.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

describe('a request that came in', () => {
  it('is refused at once when nobody can answer', async () => {
    canAnswer = 'no';
    await requests.receive(IQ);
    expect(refused).toEqual([IQ]);
    await expect(requests.claim('e1')).rejects.toThrow(unknown);
  });

  it('is refused soon when it turns out that nobody can answer', async () => {
    canAnswer = 'unknown';
    await requests.receive(IQ);
    canAnswer = 'no';
    await pass(2_000);
    expect(refused).toEqual([IQ]);
    await pass(20_000);
    expect(refused).toEqual([IQ]);
  });

  it.each(['yes', 'unknown'] as const)(
    'waits for an answer when that turns out as %s',
    async (then) => {
      canAnswer = 'unknown';
      await requests.receive(IQ);
      canAnswer = then;
      await pass(9_000);
      expect(refused).toEqual([]);
      expect(await requests.claim('e1')).toBe(true);
    },
  );

  it('is not answered again by a retry under the same Idempotency-Key', async () => {
    await requests.receive(IQ);
    const nurse = { id: '~nurse', fingerprint: 'yes' };
    expect(await requests.claim('e1', nurse)).toBe(true);
    expect(await requests.claim('e1', { ...nurse })).toBe(false);
    await expect(requests.claim('e1', { ...nurse, id: '~friar' })).rejects.toThrow(unknown);
    await expect(requests.claim('e1', { ...nurse, fingerprint: 'no' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('is given to one who answers it, and to nobody after that', async () => {
    await requests.receive(IQ);
    expect(await requests.find('e1')).toEqual(IQ);
    expect(await requests.claim('e1')).toBe(true);
    await expect(requests.claim('e1')).rejects.toThrow(unknown);
    await pass(20_000);
    expect(refused).toEqual([]);
  });

  it('is refused once when nobody has answered in time', async () => {
    await requests.receive(IQ);
    await pass(9_999);
    expect(refused).toEqual([]);
    await pass(20_000);
    expect(refused).toEqual([IQ]);
    await expect(requests.claim('e1')).rejects.toThrow(unknown);
  });

  it('is refused although somebody comes too late, a moment before the refusal', async () => {
    await requests.receive(IQ);
    now += 10_001;
    await expect(requests.claim('e1')).rejects.toThrow(unknown);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(refused).toEqual([IQ]);
  });
});
