import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves so often in a second, for all that wait together; at once when nobody came lately. */
export function createPace(perSecond: number, monotonic: () => number): () => Promise<void> {
  const interval = 1_000 / perSecond;
  let next = -Infinity;
  return async () => {
    const now = monotonic();
    next = Math.max(next + interval, now);
    // Timers are not that fine: a few at once, then a pause.
    if (next - now > STEP_MS) await sleep(next - now);
  };
}

const STEP_MS = 50;
