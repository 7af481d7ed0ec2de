import type { Store } from '../../store/store.ts';
import { PENDING_IQS } from './pending.ts';

/**
 * Removes the records of requests that have ended, some at a time: nobody waits for it, so all of a moment share one
 * commit. What a replica leaves over when it dies expires by itself.
 */
export interface Forgetting {
  forget(id: string): void;
  /** Removes what is left now. */
  close(): void;
}

const WITHIN_MS = 50;
const MAX_AT_ONCE = 500;

export function createForgetting(store: Pick<Store, 'commit'>): Forgetting {
  let ended: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const changes = ended.map((id) => ({ do: 'delete', space: PENDING_IQS, id }) as const);
    ended = [];
    if (changes.length > 0) void store.commit(changes).catch(() => undefined);
  };

  return {
    forget(id) {
      ended.push(id);
      if (ended.length >= MAX_AT_ONCE) flush();
      else timer ??= setTimeout(flush, WITHIN_MS).unref();
    },
    close: flush,
  };
}
