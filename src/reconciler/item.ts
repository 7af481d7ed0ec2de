import type { AnyKind, Decision } from './kind.ts';

/** What the runner keeps of an item in memory; what is wanted and seen stays in the store. */
export interface Item {
  readonly kind: AnyKind;
  readonly key: string;
  readonly owner: ItemOwner;
  /** Its place on the agenda: when its turn comes (ms since 1970, `Infinity` for never), and before whom. */
  due: number;
  priority: number;
  hurried: boolean;
  /** Requests since it was last settled or wanted differently. */
  attempts: number;
  /** When it was asked for last, ms since 1970; 0 for not yet. */
  askedAt: number;
  /** The end of its back-off, ms since 1970. */
  retryAt: number;
  /** It was heard of since the last request. */
  news: boolean;
  /** Somebody has begun to wait for it. */
  awaited: boolean;
  /** Its turn has come and is not over. */
  busy: boolean;
  /** Something changed during its turn, so it has to be looked at again. */
  again: boolean;
  /** The last request failed. */
  failed: boolean;
  settled: boolean;
  /** Version of the declaration that was acted on last; another one begins with no attempts. */
  wantedVersion: number;
  /** What was seen has to be confirmed where its record has this version or an earlier one. */
  doubtedVersion: number;
}

export interface ItemOwner {
  /** Resolves with whether a request was made. Never rejects. */
  turn(item: Item): Promise<boolean>;
}

export function newItem(kind: AnyKind, key: string, owner: ItemOwner): Item {
  return {
    ...{ kind, key, owner, due: Infinity, priority: 0, hurried: false },
    ...{ attempts: 0, askedAt: 0, retryAt: 0, news: false, awaited: false, busy: false },
    ...{ again: false, failed: false, settled: false, wantedVersion: 0, doubtedVersion: -1 },
  };
}

/** When the item's turn comes after a decision. */
export function dueAfter(item: Item, decision: Decision, now: number): number {
  if (decision.do === 'nothing') return decision.checkAt ?? Infinity;
  if (decision.do === 'forget') return now;
  // A waiting caller need not wait for the back-off, but the other side is not asked all the time either.
  if (item.hurried) return Math.min(item.retryAt, Math.max(now, item.askedAt + FIRST_RETRY_MS));
  const { at } = decision;
  if (at !== undefined && (item.news || at > item.askedAt)) return at;
  return item.retryAt;
}

export type ItemState = 'settled' | 'due' | 'asked' | 'failed';

/** For metrics. */
export function stateOf(item: Item): ItemState {
  if (item.settled) return 'settled';
  if (item.failed) return 'failed';
  return item.attempts === 0 ? 'due' : 'asked';
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait for an answer before asking again: 1 s to 5 min. Doubles with each request and is shortened by up to a
 * half at random, so that items that failed together do not come back together.
 * `attempts`: requests made so far, at least 1. `random`: in [0, 1).
 */
export function backOff(attempts: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 16));
  return Math.round(whole * (1 - random / 2));
}
