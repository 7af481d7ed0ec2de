import { retryWhileStoreDown } from '../store/retry-while-down.ts';

/** Gives up in less than the lease of the link lasts: after that another replica hears. */
const PATIENCE = { every: 100, giveUpAfter: 2_000 };

/** Tries again while the store is away, for about two seconds. `work` must be safe to repeat. */
export function persistently<T>(work: () => Promise<T>): Promise<T> {
  return retryWhileStoreDown(work, PATIENCE);
}
