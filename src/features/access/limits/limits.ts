import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { RateLeft } from '../../../core/rate-limit.ts';
import type { Space } from '../../../store/store.ts';
import { createMeter, type Meter } from './meter.ts';
import { sharedBucket } from './shared-bucket.ts';
import type { Runtime } from '../../runtime.ts';

/** Counts against what a key may. Returns nothing when it may at once; throws or rejects with what is used up. */
export type Take = (caller: Caller, count: number) => Promise<void> | undefined;

export interface LimitsDeps extends Pick<Runtime, 'store' | 'now'> {
  /** Resolves after so many ms. */
  readonly hold: (ms: number) => Promise<void>;
}

export interface Limits {
  /** Requests. The refusals of a key that goes on asking are held back. */
  readonly requests: Take;
  /** What is left of the rate of a key that has called, without asking the store. */
  readonly left: (caller: Caller) => RateLeft | undefined;
  /** Stanzas sent today (UTC). */
  readonly stanzas: Take;
  /** A key that ended is counted no more. */
  readonly forget: (keyId: string) => void;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const RATES: Space = { name: 'rate', ttl: 60 * 60 * 1_000 };
const QUOTAS: Space = { name: 'quota', ttl: 2 * DAY_MS };

/** Blocks in a second: the rate over all replicas is held to about a tenth of a second. */
const BLOCKS = 10;
const MAX_QUOTA_BLOCK = 100;

/** All replicas together hold a key to its rate and its quota; each alone while the store is away. */
export function createLimits({ store, now, hold }: LimitsDeps): Limits {
  const rates = new Map<string, { readonly meter: Meter; refused: LastRefusal }>();
  const quotas = new Map<string, { readonly day: number; readonly meter: Meter }>();

  const rateOf = (keyId: string, rate: number) => {
    const terms = { size: rate, perSecond: rate };
    const block = Math.ceil(rate / BLOCKS);
    const drawShared = sharedBucket(store, RATES, keyId);
    return { meter: createMeter({ terms, block, now, drawShared }), refused: undefined };
  };
  const quotaOf = (keyId: string, quota: number, day: number): Meter => {
    const terms = { size: quota, perSecond: 0 };
    // What a replica drew and did not spend is lost when it ends: a hundredth at most.
    const block = Math.min(MAX_QUOTA_BLOCK, Math.ceil(quota / 100));
    const drawShared = sharedBucket(store, QUOTAS, `${keyId} ${day}`);
    return createMeter({ terms, block, now, drawShared });
  };

  const delayed = (refusal: BridgeError, ms: number): BridgeError | Promise<BridgeError> =>
    ms > 0 ? hold(ms).then(() => refusal) : refusal;

  return {
    requests({ keyId, rate }, count) {
      if (rate === undefined) return undefined;
      const its = rates.get(keyId) ?? rateOf(keyId, rate);
      rates.set(keyId, its);
      return settle(its.meter.take(count), (waitMs) => {
        its.refused = nextRefusal(its.refused, promptRefusals(rate), now());
        return delayed(tooFast(rate, waitMs), its.refused - now());
      });
    },
    left({ keyId, rate }) {
      const its = rate === undefined ? undefined : rates.get(keyId);
      if (rate === undefined || its === undefined) return undefined;
      // A full bucket holds what a second brings.
      return { rate, left: Math.floor(its.meter.left()), seconds: 1 };
    },
    stanzas({ keyId, quota }, count) {
      if (quota === undefined) return undefined;
      const day = Math.floor(now() / DAY_MS);
      const known = quotas.get(keyId);
      const current = known?.day === day ? known : { day, meter: quotaOf(keyId, quota, day) };
      quotas.set(keyId, current);
      const tomorrow = () => usedUp(quota, (day + 1) * DAY_MS - now());
      return settle(current.meter.take(count), tomorrow);
    },
    forget(keyId) {
      rates.delete(keyId);
      quotas.delete(keyId);
    },
  };
}

/** Without a turn of the event loop in between where there is nothing to wait for. */
export async function afterTaking<T>(
  take: Take,
  caller: Caller,
  work: () => Promise<T>,
): Promise<T> {
  const counted = take(caller, 1);
  if (counted !== undefined) await counted;
  return work();
}

type Refuse = (waitMs: number) => BridgeError | Promise<BridgeError>;

function settle(waitMs: number | Promise<number>, refuse: Refuse): Promise<void> | undefined {
  if (waitMs === 0) return undefined;
  if (typeof waitMs !== 'number') return settleLater(waitMs, refuse);
  const refusal = refuse(waitMs);
  if (refusal instanceof Promise) return refusal.then(rethrow);
  throw refusal;
}

async function settleLater(wait: Promise<number>, refuse: Refuse): Promise<void> {
  const waitMs = await wait;
  if (waitMs > 0) throw await refuse(waitMs);
}

function rethrow(refusal: BridgeError): never {
  throw refusal;
}

function tooFast(rate: number, waitMs: number): BridgeError {
  return new BridgeError('too-many-requests', `This key may send ${rate} requests per second.`, {
    retryAfter: waitMs / 1000,
    rate,
  });
}

function usedUp(quota: number, waitMs: number): BridgeError {
  return new BridgeError('quota-exceeded', `This key may send ${quota} stanzas in a day (UTC).`, {
    retryAfter: waitMs / 1000,
  });
}

/**
 * How fast the refusals of one key are sent. A key slightly over its rate is refused at once. One that keeps asking is
 * refused later and later, so that a connection that ignores refusals cannot ask often.
 */

/** When the last refusal was due, ms since 1970; undefined before the first. */
export type LastRefusal = number | undefined;

/** The longest that a refusal is delayed. `Retry-After` is a second at least, so nobody who obeys it loses by that. */
export const LONGEST_HOLD_MS = 1_000;

/** So many at once as in a second. */
const BURST_MS = 1_000;
const FEWEST_PER_SECOND = 10;

/** Refusals in a second that are not delayed, of a key with so many requests in a second. */
export function promptRefusals(rate: number): number {
  return Math.max(FEWEST_PER_SECOND, rate / 10);
}

/** When the next refusal is due. Until then it is delayed. */
export function nextRefusal(last: LastRefusal, perSecond: number, now: number): number {
  const from = Math.max(last ?? 0, now - BURST_MS);
  return Math.min(from + 1_000 / perSecond, now + LONGEST_HOLD_MS);
}
