import { performance } from 'node:perf_hooks';

/** Time as the link sees it; a test brings its own. All in milliseconds. */
export interface Clock {
  /** Since 1970; for people. */
  now(): number;
  /** From some fixed instant, never backwards; for measuring. */
  elapsed(): number;
  /** Runs once, later. The returned function calls it off. */
  after(delay: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};
