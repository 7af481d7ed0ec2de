import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BridgeError } from '../../src/core/errors.ts';
import { keepLease, type LeaseKeeper } from '../../src/store/lease-keeper.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import type { Store } from '../../src/store/store.ts';

const TIMES = { ttlMs: 3_000, renewMs: 1_000, pollMs: 250, marginMs: 500 };
const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

let memory: Store;
let away: boolean;
let asked: number;
let store: Store;
const keepers: LeaseKeeper[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  memory = createMemoryStore({ now: () => Date.now() });
  away = false;
  asked = 0;
  const answer = <T>(call: () => Promise<T>) => {
    asked += 1;
    return away ? Promise.reject(new BridgeError('store-unavailable', 'away')) : call();
  };
  store = {
    ...memory,
    acquire: (...call) => answer(() => memory.acquire(...call)),
    renew: (...call) => answer(() => memory.renew(...call)),
  };
});
afterEach(async () => {
  away = false;
  await Promise.all(keepers.splice(0).map((keeper) => keeper.release()));
  vi.useRealTimers();
});

function keep(holder: string) {
  const told: string[] = [];
  const keeper = keepLease({
    ...{ ...TIMES, store, lease: 'link', holder, logger },
    monotonic: () => Date.now(),
    granted: (epoch, { afterOutage }) =>
      void told.push(`granted ${epoch}${afterOutage ? ' after an outage' : ''}`),
    lost: () => void told.push('lost'),
  });
  keepers.push(keeper);
  return { keeper, told };
}

describe('the keeper of a lease', () => {
  it('holds it for as long as the store answers', async () => {
    const { told } = keep('verona');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['granted 1']);
  });

  it('outlasts an outage of 1.2 seconds, whenever it begins', async () => {
    const { told } = keep('verona');
    for (let begin = 0; begin < 1_000; begin += 100) {
      await vi.advanceTimersByTimeAsync(1_000 + 100);
      away = true;
      await vi.advanceTimersByTimeAsync(1_200);
      away = false;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(told).toEqual(['granted 1']);
  });

  it('gives it up half a second before another may have it', async () => {
    const { told } = keep('verona');
    await vi.advanceTimersByTimeAsync(0);
    away = true;
    await vi.advanceTimersByTimeAsync(2_499);
    expect(told).toEqual(['granted 1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['granted 1', 'lost']);
  });

  it('says when the store was away just before it was granted', async () => {
    away = true;
    const { told } = keep('verona');
    await vi.advanceTimersByTimeAsync(1_000);
    away = false;
    await vi.advanceTimersByTimeAsync(250);
    expect(told).toEqual(['granted 1 after an outage']);
  });

  it('lets another have it at once when it steps aside, and asks again later', async () => {
    const verona = keep('verona');
    await vi.advanceTimersByTimeAsync(0);
    const mantua = keep('mantua');
    await vi.advanceTimersByTimeAsync(100);
    await verona.keeper.stepAside(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect([verona.told, mantua.told]).toEqual([['granted 1', 'lost'], ['granted 2']]);
    await mantua.keeper.release();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(verona.told).toEqual(['granted 1', 'lost', 'granted 3']);
  });

  it('has it again after the time for which it stepped aside when nobody else wants it', async () => {
    const { keeper, told } = keep('verona');
    await vi.advanceTimersByTimeAsync(0);
    await keeper.stepAside(1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(told).toEqual(['granted 1', 'lost']);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['granted 1', 'lost', 'granted 2']);
  });

  it('asks no more when it is released while it steps aside', async () => {
    const { keeper } = keep('verona');
    await vi.advanceTimersByTimeAsync(0);
    void keeper.stepAside(1_000);
    await Promise.resolve();
    await keeper.release();
    const before = asked;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(before);
  });

  it('does nothing when it steps aside without having it', async () => {
    keep('verona');
    await vi.advanceTimersByTimeAsync(0);
    const mantua = keep('mantua');
    await mantua.keeper.stepAside(1_000);
    expect(mantua.told).toEqual([]);
  });

  it('has it from the next holder on at once when it is given away', async () => {
    const verona = keep('verona');
    await vi.advanceTimersByTimeAsync(10);
    const mantua = keep('mantua');
    await vi.advanceTimersByTimeAsync(10);
    await verona.keeper.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(verona.told).toEqual(['granted 1', 'lost']);
    expect(mantua.told).toEqual(['granted 2']);
  });

  it('asks no more often after it was told of a free lease in the middle of asking', async () => {
    await memory.acquire('link', 'verona', 3_600_000);
    keep('mantua');
    await memory.publish('lease:link', 'verona');
    await vi.advanceTimersByTimeAsync(10);
    asked = 0;
    await vi.advanceTimersByTimeAsync(10 * TIMES.pollMs);
    expect(asked).toBe(10);
  });
});
