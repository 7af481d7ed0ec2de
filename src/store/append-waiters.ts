import { comparePositions } from './store.ts';

interface AppendWait {
  readonly log: string;
  readonly after: string;
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

interface AppendWaiter {
  /** Resolves on an append after the position, after `waitMs`, when aborted or ended. Never rejects. */
  readonly done: Promise<void>;
  end(): void;
}

/**
 * Who waits for which log. A wait counts from the moment `add` returns, so a caller that adds first and looks
 * into the log afterwards misses nothing.
 */
export interface AppendWaiters {
  readonly add: (wait: AppendWait) => AppendWaiter;
  readonly appended: (log: string, position: string) => void;
  /** Wakes everybody: to be called when appends may have gone unheard. */
  readonly endAll: () => void;
}

interface Waiting {
  readonly after: string;
  readonly end: () => void;
}

export function createAppendWaiters(): AppendWaiters {
  const logs = new Map<string, Set<Waiting>>();

  return {
    add(wait) {
      const waiting = logs.get(wait.log) ?? new Set();
      logs.set(wait.log, waiting);
      return startWaiting(wait, waiting, () => {
        if (waiting.size === 0 && logs.get(wait.log) === waiting) logs.delete(wait.log);
      });
    },
    appended(log, position) {
      const waiting = logs.get(log);
      if (waiting === undefined) return;
      for (const { after, end } of [...waiting]) {
        if (comparePositions(after, position) < 0) end();
      }
    },
    endAll() {
      for (const waiting of [...logs.values()]) for (const { end } of [...waiting]) end();
    },
  };
}

function startWaiting(wait: AppendWait, waiting: Set<Waiting>, left: () => void): AppendWaiter {
  const { after, waitMs, signal } = wait;
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((settle) => (resolve = settle));
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    if (waiting.delete(entry)) left();
    resolve();
  };
  const entry: Waiting = { after, end };
  const timer = setTimeout(end, waitMs);
  waiting.add(entry);
  if (signal?.aborted === true) end();
  else signal?.addEventListener('abort', end, { once: true });
  return { done, end };
}
