/** What holds for rates and quotas whatever the store is, with two replicas and a clock that stands still. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createLimits,
  type Limits,
  type Take,
} from '../../../src/features/access/limits/limits.ts';
import type { Caller } from '../../../src/core/caller.ts';
import { fresh, type Stores } from '../store/opened-stores.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const DAY_MS = 24 * 60 * 60 * 1_000;

export function limitsHoldTo(stores: Stores): void {
  let now: number;
  let here: Limits;
  let there: Limits;
  let nurse: Caller;
  /** How long refusals were held, ms. */
  let held: number[];

  beforeEach(() => {
    now = NOON;
    held = [];
    const hold = (ms: number) => {
      held.push(ms);
      return Promise.resolve();
    };
    here = createLimits({ store: stores().store, now: () => now, hold });
    there = createLimits({ store: stores().other, now: () => now, hold });
    nurse = { keyId: fresh('nurse'), identities: [], scopes: new Set(), rate: 20, quota: 30 };
  });

  /** How often it was let, of so many times. */
  async function letIn(take: Take, times: number, caller = nurse): Promise<number> {
    let count = 0;
    for (let i = 0; i < times; i++) {
      try {
        await take(caller, 1);
        count += 1;
      } catch (error) {
        expect(error).toMatchObject({ facts: { retryAfter: expect.any(Number) as number } });
      }
    }
    return count;
  }

  describe('a rate', () => {
    it('holds for all replicas together', async () => {
      const counts = [await letIn(here.requests, 15), await letIn(there.requests, 15)];
      expect(counts[0]).toBe(15);
      // What this replica drew and has not spent yet is its own for later.
      expect(counts[1]).toBeLessThanOrEqual(5);
      expect(counts[1]).toBeGreaterThanOrEqual(2);
    });

    it('gives again with time', async () => {
      expect(await letIn(here.requests, 30)).toBe(20);
      now += 500;
      expect(await letIn(here.requests, 30)).toBe(10);
    });

    it('shows what is left of it, without asking the store', async () => {
      expect(here.left(nurse)).toBeUndefined();
      await here.requests(nurse, 1);
      expect(here.left(nurse)).toEqual({ rate: 20, left: 19, seconds: 1 });
      expect(await letIn(here.requests, 14)).toBe(14);
      expect(here.left(nurse)?.left).toBe(5);
      await letIn(here.requests, 10);
      expect(here.left(nurse)?.left).toBe(0);
      now += 500;
      expect(here.left(nurse)?.left).toBe(10);
      here.forget(nurse.keyId);
      expect(here.left(nurse)).toBeUndefined();
    });

    it('holds back the refusals of a key that goes on asking, not the first', async () => {
      await letIn(here.requests, 30);
      expect(held).toEqual([]);
      await letIn(here.requests, 2);
      expect(held).toEqual([100, 200]);
    });

    it('of one key is none of another', async () => {
      await letIn(here.requests, 30);
      const friar = { ...nurse, keyId: fresh('friar') };
      expect(await letIn(here.requests, 5, friar)).toBe(5);
    });

    it('is not held against the bootstrap key, which has none', () => {
      const bootstrap: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set() };
      for (let i = 0; i < 10_000; i++) expect(here.requests(bootstrap, 1)).toBeUndefined();
    });
  });

  describe('a quota', () => {
    it('holds for all replicas together, to the last stanza', async () => {
      const counts = [await letIn(here.stanzas, 20), await letIn(there.stanzas, 20)];
      expect(counts).toEqual([20, 10]);
    });

    it('is a new one after midnight (UTC)', async () => {
      expect(await letIn(here.stanzas, 40)).toBe(30);
      now += DAY_MS / 2;
      expect(await letIn(here.stanzas, 40)).toBe(30);
    });

    it('says that waiting until then helps', async () => {
      await letIn(here.stanzas, 40);
      await expect(Promise.resolve().then(() => here.stanzas(nurse, 1))).rejects.toMatchObject({
        code: 'quota-exceeded',
        facts: { retryAfter: DAY_MS / 2 / 1000 },
      });
    });
  });
}
