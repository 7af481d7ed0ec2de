/**
 * What each template may take of the time of the process, as nothing else happens meanwhile: a slow one is left alone until
 * it has made up for it. Usual ones take less than is counted.
 */
const UNCOUNTED_MS = 10;
const BURST_MS = 200;
/** Made up for in a second, ms. */
const PER_SECOND = 5;
/** Slow ones that are remembered. */
const MAX_SLOW = 1_000;

export interface TimeBudget {
  readonly isSpent: (name: string) => boolean;
  readonly spend: (name: string, ms: number) => void;
}

/** `now`: ms, of a clock that never goes back. */
export function createTimeBudget(now: () => number): TimeBudget {
  const slow = new Map<string, { readonly left: number; readonly at: number }>();
  const leftOf = (name: string) => {
    const known = slow.get(name);
    if (known === undefined) return BURST_MS;
    return Math.min(BURST_MS, known.left + ((now() - known.at) * PER_SECOND) / 1_000);
  };
  return {
    isSpent: (name) => leftOf(name) <= 0,
    spend(name, ms) {
      if (ms <= UNCOUNTED_MS) return;
      const left = leftOf(name) - ms;
      slow.delete(name);
      const [oldest] = slow.keys();
      if (slow.size >= MAX_SLOW && oldest !== undefined) slow.delete(oldest);
      slow.set(name, { left, at: now() });
    },
  };
}
