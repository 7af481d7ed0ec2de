/** Waits for a condition, never for a time: polls until `condition` holds and says what it waited for when it does not. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** Milliseconds; default 10 000. */
  timeout?: number;
  /** What was waited for; a function is asked at the time of failure, so it can show the state then. */
  message?: string | (() => string);
  interval?: number;
}

/** Resolves with the first answer that is neither false, null nor undefined. An exception in `condition` ends the wait. */
export async function until<T>(
  condition: () => T | Promise<T>,
  options: UntilOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const { timeout = 10_000, message = 'condition', interval = 20 } = options;
  const deadline = performance.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) {
      return value as Exclude<T, false | null | undefined>;
    }
    if (performance.now() >= deadline) {
      const what = typeof message === 'function' ? message() : message;
      throw new Error(`waited ${timeout} ms in vain for: ${what}`);
    }
    await sleep(interval);
  }
}

/** Fails with `message` when `promise` takes longer than `timeout` milliseconds. */
export async function within<T>(promise: Promise<T>, timeout: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${timeout} ms: ${message}`)), timeout);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
