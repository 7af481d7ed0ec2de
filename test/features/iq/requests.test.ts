import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRequests, type Requests } from '../../../src/features/iq/requests.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import type { KeyedRequest } from '../../../src/core/idempotency.ts';
import { element, type XmlElement } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const IQ = element('iq', NS_CLIENT, { id: 'q1', type: 'get', from: 'juliet@example.org/balcony' });
const REPLY = element('iq', NS_CLIENT, {
  id: 'q1',
  type: 'result',
  to: 'juliet@example.org/balcony',
});
const ANSWERED = { to: 'juliet@example.org/balcony', error: false };
const REFUSED = { to: 'juliet@example.org/balcony', error: true };
const unknown = expect.objectContaining({ code: 'not-found' }) as Error;

let store: Store;
let requests: Requests;
let canAnswer: 'yes' | 'no' | 'unknown';
let refused: XmlElement[];
let conditions: string[];
let events: number;
let queued: { readonly to: string | undefined; readonly error: boolean }[];
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  store = createMemoryStore({ now: () => Date.now() });
  canAnswer = 'yes';
  refused = [];
  conditions = [];
  queued = [];
  events = 0;
  now = 0;
  requests = replica();
});

function replica(): Requests {
  return createRequests({
    store,
    replica: 'verona',
    answerWithinMs: 10_000,
    bounds: { perRemote: { count: 2, bytes: 1_000 }, total: { count: 3, bytes: 10_000 } },
    now: () => now,
    logger: QUIET,
    canAnswer: () => canAnswer,
    event: () => {
      events += 1;
      return { id: `e${events}`, change: { do: 'append', log: 'events', value: '{}' } };
    },
    refuse: (iq, { condition }) => {
      refused.push(iq);
      conditions.push(condition);
      return Promise.resolve();
    },
    queueReply: async ({ stanza: { attributes } }, commit) => {
      const stored = await commit({ do: 'append', log: 'outbox', value: 'a reply' });
      const isStored = (stored as { ok: boolean }).ok;
      if (isStored) queued.push({ to: attributes['to'], error: attributes['type'] === 'error' });
      return stored;
    },
  });
}

async function answer(keyed?: KeyedRequest): Promise<void> {
  const request = await requests.find('e1');
  if (request === undefined) throw new BridgeError('not-found', 'There is no such request.');
  await requests.answer(request, REPLY, { keyed });
}

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
    expect(conditions).toEqual(['service-unavailable']);
    await expect(answer()).rejects.toThrow(unknown);
  });

  it('is refused soon when it turns out that nobody can answer', async () => {
    canAnswer = 'unknown';
    await requests.receive(IQ);
    canAnswer = 'no';
    await pass(2_000);
    expect(queued).toEqual([REFUSED]);
    await pass(20_000);
    expect(queued).toEqual([REFUSED]);
  });

  it.each(['yes', 'unknown'] as const)(
    'waits for an answer when that turns out as %s',
    async (then) => {
      canAnswer = 'unknown';
      await requests.receive(IQ);
      canAnswer = then;
      await pass(9_000);
      expect(queued).toEqual([]);
      await answer();
      expect(queued).toEqual([ANSWERED]);
    },
  );

  it('is not answered again by a retry under the same Idempotency-Key', async () => {
    await requests.receive(IQ);
    const nurse = { id: '~nurse', fingerprint: 'yes' };
    await answer(nurse);
    await answer({ ...nurse });
    expect(queued).toEqual([ANSWERED]);
    await expect(answer({ ...nurse, id: '~friar' })).rejects.toThrow(unknown);
    await expect(answer({ ...nurse, fingerprint: 'no' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('is given to one who answers it, and to nobody after that', async () => {
    await requests.receive(IQ);
    expect(await requests.find('e1')).toMatchObject({ iq: IQ });
    await answer();
    await expect(answer()).rejects.toThrow(unknown);
    await pass(20_000);
    expect(queued).toEqual([ANSWERED]);
  });

  it('is refused once when nobody has answered in time', async () => {
    await requests.receive(IQ);
    await pass(9_999);
    expect(queued).toEqual([]);
    await pass(20_000);
    expect(queued).toEqual([REFUSED]);
    await expect(answer()).rejects.toThrow(unknown);
  });

  it('is refused although somebody comes too late, a moment before the refusal', async () => {
    await requests.receive(IQ);
    now += 10_001;
    await expect(answer()).rejects.toThrow('too late');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(queued).toEqual([REFUSED]);
  });

  it('is ended by another replica when the one that received it is gone', async () => {
    await requests.receive(IQ);
    requests.close();
    requests = replica();
    await pass(9_999);
    expect(queued).toEqual([]);
    await pass(2_000);
    expect(queued).toEqual([REFUSED]);
    expect(await store.info('iq-deadlines')).toMatchObject({ length: 0 });
  });

  it('leaves nothing behind that grows once it was answered, here or elsewhere', async () => {
    await requests.receive(IQ);
    const elsewhere = replica();
    const request = await elsewhere.find('e1');
    await elsewhere.answer(request!, REPLY);
    await pass(0);
    expect(requests.open()).toEqual({ count: 0, bytes: 0 });
    expect(await store.info('iq-deadlines')).toMatchObject({ length: 0 });
    elsewhere.close();
  });
});

describe('requests over a bound', () => {
  it('are refused at once, and not stored', async () => {
    for (let i = 0; i < 3; i += 1) await requests.receive(IQ);
    expect(conditions).toEqual(['resource-constraint']);
    expect(requests.refused()).toEqual({ perRemote: 1, total: 0 });
    expect(await store.info('events')).toMatchObject({ length: 2 });
  });

  it('leave others their share', async () => {
    for (let i = 0; i < 3; i += 1) await requests.receive(IQ);
    const romeo = { ...IQ, attributes: { ...IQ.attributes, from: 'romeo@example.org/orchard' } };
    await requests.receive(romeo);
    expect(conditions).toEqual(['resource-constraint']);
    await requests.receive(romeo);
    expect(requests.refused()).toEqual({ perRemote: 1, total: 1 });
  });

  it('are taken again when one was answered', async () => {
    await requests.receive(IQ);
    await requests.receive(IQ);
    await answer();
    await requests.receive(IQ);
    expect(conditions).toEqual([]);
  });

  it('are also those that are too large together', async () => {
    const large = { ...IQ, attributes: { ...IQ.attributes, id: 'q'.repeat(700) } };
    await requests.receive(large);
    await requests.receive(large);
    expect(conditions).toEqual(['resource-constraint']);
  });
});
