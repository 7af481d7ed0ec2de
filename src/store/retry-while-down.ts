import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../core/errors.ts';

export interface RetryOptions {
  /** Between two attempts, ms. */
  readonly every: number;
  /** Ms from the first attempt on; a failure after that is thrown. Absent: never. */
  readonly giveUpAfter?: number;
  /** Ends early when aborted; may reject then. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic?: () => number;
}

export interface BackgroundOptions extends Pick<RetryOptions, 'every' | 'sleep'> {
  readonly signal: AbortSignal;
  /** Told of each failure. */
  readonly failed: (error: unknown) => void;
}

/** Repeats what needs the store until it answers. `work` must be safe to repeat. Throws every other error at once. */
export async function retryWhileStoreDown<T>(
  work: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { every, giveUpAfter, sleep = delayed, monotonic = clock } = options;
  const deadline = giveUpAfter === undefined ? Infinity : monotonic() + giveUpAfter;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreDown(error) || monotonic() > deadline) throw error;
      await sleep(every);
    }
  }
}

/**
 * As `retryWhileStoreDown`, for work that runs in the background as long as its owner lives: repeats whatever goes wrong,
 * so that no fault ends it. Resolves with undefined once aborted; never rejects.
 */
export async function retryUntilAborted<T>(
  work: () => Promise<T>,
  { every, signal, failed, sleep = delayed }: BackgroundOptions,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      failed(error);
      await sleep(every, signal).catch(() => undefined);
    }
  }
  return undefined;
}

function isStoreDown(error: unknown): error is BridgeError {
  return error instanceof BridgeError && error.code === 'store-unavailable';
}

const delayed = (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal });
const clock = () => performance.now();

/** Gives up in less than the lease of the link lasts: after that another replica hears. */
const PATIENCE = { every: 100, giveUpAfter: 2_000 };

/**
 * For what is done with an incoming stanza: waits without an end, as nothing more is read from the link meanwhile. Only a
 * full memory is not waited for: it is reading on that lets it become empty.
 */
export async function retryUntilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreDown(error) || isFull(error)) throw error;
      await delay(PATIENCE.every);
    }
  }
}

function isFull({ cause }: BridgeError): boolean {
  return /\bOOM\b/.test(String(cause));
}

/** Tries again while the store is away, for about two seconds. `work` must be safe to repeat. */
export function retryBriefly<T>(work: () => Promise<T>): Promise<T> {
  return retryWhileStoreDown(work, PATIENCE);
}
