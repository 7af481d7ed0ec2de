import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { StoreMeasure } from '../store.ts';

/** Runs a call of the store. Whatever Redis or the connection says against it becomes `store-unavailable`. */
export type Attempt = <T>(call: () => Promise<T>) => Promise<T>;

export interface AttemptDeps {
  readonly logger: Logger;
  readonly measure?: StoreMeasure | undefined;
  /** Called before anything is tried again. */
  readonly wentAway: () => void;
}

/** Logs when Redis goes away and when it is back, not each call in between. */
export function createAttempt({ logger, measure, wentAway }: AttemptDeps): Attempt {
  let away = false;
  return async (call) => {
    const from = performance.now();
    try {
      const answer = await call();
      measure?.('ok', performance.now() - from);
      if (away) logger.info({}, 'redis answers again');
      away = false;
      return answer;
    } catch (cause) {
      measure?.('failed', performance.now() - from);
      if (!away) {
        logger.warn({ reason: String(cause) }, 'redis does not answer as it should');
        wentAway();
      }
      away = true;
      throw new BridgeError(
        'store-unavailable',
        'The store did not answer, so it is not known whether this was done; try again.',
        { retryAfter: 1, cause },
      );
    }
  };
}
