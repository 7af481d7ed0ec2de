/** How full the store is, and what follows from it (design/015). */
import { BridgeError } from '../core/errors.ts';

/** As last looked at. */
export interface StoreCapacity {
  readonly usedBytes: number;
  /** Undefined where there is no bound, or it is not known. */
  readonly maxBytes?: number;
  /** Only the reserve is left: commits that take something in are refused. */
  readonly isFull: boolean;
  /** Commits that this replica refused for it. */
  readonly refused: number;
  /** Entries and records that the memory store dropped early to make room. */
  readonly forgotten: number;
}

/** How many bytes the values in a log may have; undefined for a log without such a bound. */
export type LogBounds = (log: string) => LogBound | undefined;

export interface LogBound {
  readonly bytes: number;
  /** Its largest part of the whole store, where that has a bound. */
  readonly share: number;
}

export type Fill = 'ample' | 'filling' | 'full';

const WARN_SHARE = 0.75;
const RESERVE_SHARE = 0.1;
const MAX_RESERVE = 256 * 1024 * 1024;
/** Of the reserve: what must be free beyond it before something is taken in again. */
const MARGIN = 0.2;
const MIN_BOUND = 1024 * 1024;

/** Settling, deleting and answering go on in the reserve; nothing new is taken in. */
export function fillOf(usedBytes: number, maxBytes: number, before: Fill): Fill {
  const reserve = Math.min(maxBytes * RESERVE_SHARE, MAX_RESERVE);
  const full = maxBytes - reserve * (before === 'full' ? 1 + MARGIN : 1);
  if (usedBytes >= full) return 'full';
  return usedBytes >= maxBytes * WARN_SHARE ? 'filling' : 'ample';
}

/** The bound of a log in a store of this size. */
export function boundIn({ bytes, share }: LogBound, maxBytes: number | undefined): number {
  return maxBytes === undefined ? bytes : Math.max(Math.min(bytes, maxBytes * share), MIN_BOUND);
}

/** What a store warns of. */
export interface FillWarning {
  readonly code: 'filling' | 'full';
  readonly detail: string;
}

export function fillWarning(fill: Fill, used: string): FillWarning | undefined {
  if (fill === 'ample') return undefined;
  if (fill === 'filling') return { code: 'filling', detail: `The store fills up: ${used}.` };
  const detail = `The store is full: ${used}. New messages, IQs and events are refused until there is room; what is stored is still sent, answered and deleted.`;
  return { code: 'full', detail };
}

export function storeFull(): BridgeError {
  return new BridgeError(
    'store-full',
    'The store is full, so nothing new is taken in; nothing was done. Try again later.',
    { retryAfter: 5 },
  );
}

export function inMebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
