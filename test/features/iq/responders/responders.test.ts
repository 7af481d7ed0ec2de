import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { interestOf, type Interest } from '../../../../src/features/iq/responders/interest.ts';
import type { AskedOf } from '../../../../src/features/iq/responders/live-readers.ts';
import {
  createIqResponders,
  type IqResponders,
} from '../../../../src/features/iq/responders/responders.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import type { Store } from '../../../../src/store/store.ts';

const NURSE: AskedOf = { identity: 'nurse', remote: 'juliet@verona.example' };
const FRIAR: AskedOf = { identity: 'friar', remote: 'juliet@verona.example' };
const ALL = interestOf(['*'], {});
const FOR_NURSE = interestOf(['nurse'], {});

let store: Store;
let now: number;
let verona: IqResponders;
let mantua: IqResponders;
let webhooks: string[];
let isCutOff: boolean;

/** As the application does it, for identities only. */
const compile =
  ({ key, identities }: Interest) =>
  ({ identity }: AskedOf) =>
    [key, identities].every((list) => list.includes('*') || list.includes(identity));

function replica(instance: string): IqResponders {
  return createIqResponders({
    store: {
      // Of a store that replicas share.
      kind: 'redis',
      publish: (channel, payload) =>
        isCutOff ? Promise.reject(new Error('away')) : store.publish(channel, payload),
      subscribe: (channel, listener) => store.subscribe(channel, listener),
    },
    instance,
    monotonic: () => now,
    compile,
    webhookWants: ({ identity }) => webhooks.includes(identity),
  });
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    now += 50;
    await vi.advanceTimersByTimeAsync(50);
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  now = 0;
  webhooks = [];
  isCutOff = false;
  store = createMemoryStore({ now: () => Date.now() });
  verona = replica('verona');
  mantua = replica('mantua');
  await pass(1_100);
});

afterEach(async () => {
  await verona.close();
  await mantua.close();
  await store.close();
  vi.useRealTimers();
});

describe('with no readers and no webhooks', () => {
  it('nobody can answer', () => {
    expect(verona.canAnswer(NURSE)).toBe('no');
  });
});

describe('a webhook', () => {
  it('can answer what it wants, and nothing else', () => {
    webhooks = ['nurse'];
    expect([NURSE, FRIAR].map(verona.canAnswer)).toEqual(['yes', 'no']);
  });
});

describe('a live reader', () => {
  it('counts at once on its own replica, for what it would be shown', () => {
    verona.add(FOR_NURSE, 0);
    expect([NURSE, FRIAR].map(verona.canAnswer)).toEqual(['yes', 'no']);
  });

  it('counts within a second on the others', async () => {
    verona.add(FOR_NURSE, 0);
    await pass(500);
    expect([NURSE, FRIAR].map(mantua.canAnswer)).toEqual(['yes', 'no']);
  });

  it('counts on the others for as long as it is connected', async () => {
    verona.add(ALL, 0);
    await pass(60_000);
    expect(mantua.canAnswer(NURSE)).toBe('yes');
  });

  it('stops to count when it is gone, everywhere within two seconds', async () => {
    const gone = verona.add(ALL, 0);
    await pass(500);
    gone();
    expect(verona.canAnswer(NURSE)).toBe('no');
    await pass(500);
    expect(mantua.canAnswer(NURSE)).toBe('no');
  });

  it('counts while another one with the same interest is connected', async () => {
    const gone = verona.add(ALL, 0);
    verona.add(ALL, 0);
    gone();
    gone();
    await pass(500);
    expect([verona, mantua].map((each) => each.canAnswer(NURSE))).toEqual(['yes', 'yes']);
  });

  it('that lingers counts between two polls, and no longer', async () => {
    verona.add(ALL, 6_000)();
    await pass(5_500);
    expect([verona, mantua].map((each) => each.canAnswer(NURSE))).toEqual(['yes', 'yes']);
    await pass(2_000);
    expect([verona, mantua].map((each) => each.canAnswer(NURSE))).toEqual(['no', 'no']);
  });
});

describe('a replica', () => {
  it('that has just started learns what the readers of others would be shown', async () => {
    verona.add(FOR_NURSE, 0);
    await pass(500);
    const padua = replica('padua');
    expect(padua.canAnswer(NURSE)).toBe('unknown');
    await pass(200);
    expect(padua.canAnswer(NURSE)).toBe('yes');
    expect(padua.canAnswer(FRIAR)).toBe('unknown');
    await pass(1_000);
    expect(padua.canAnswer(FRIAR)).toBe('no');
    await padua.close();
  });

  it('that stops withdraws its readers', async () => {
    verona.add(ALL, 0);
    await pass(500);
    await verona.close();
    await pass(50);
    expect(mantua.canAnswer(NURSE)).toBe('no');
  });

  it('that says nothing any more is forgotten', async () => {
    await store.publish('iq-responders', JSON.stringify({ by: 'killed', interests: [ALL] }));
    await pass(50);
    expect(mantua.canAnswer(NURSE)).toBe('yes');
    await pass(3_500);
    expect(mantua.canAnswer(NURSE)).toBe('no');
  });

  it('that hears nothing does not claim to know the readers of others', async () => {
    verona.add(FOR_NURSE, 0);
    await pass(500);
    isCutOff = true;
    await pass(5_000);
    expect(mantua.canAnswer(NURSE)).toBe('unknown');
    isCutOff = false;
    await pass(1_100);
    expect(mantua.canAnswer(NURSE)).toBe('yes');
    await pass(1_100);
    expect(mantua.canAnswer(FRIAR)).toBe('no');
  });

  it('tells little, however many readers it has', async () => {
    let longest = 0;
    const signals = store.subscribe('iq-responders', ({ length }) => {
      longest = Math.max(longest, length);
    });
    for (let i = 0; i < 5_000; i++) verona.add(interestOf([`nurse-${i}`], {}), 0);
    await pass(2_000);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(10_000);
    expect(mantua.canAnswer({ ...NURSE, identity: 'nurse-4999' })).toBe('yes');
    signals.end();
  });
});
