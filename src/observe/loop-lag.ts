import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late the event loop was on average during the last half second, in ms. */
export interface LoopLag {
  readonly now: () => number;
  readonly close: () => void;
}

const RESOLUTION_MS = 10;
const SAMPLE_MS = 500;

export function watchLoopLag(): LoopLag {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let last = 0;
  const timer = setInterval(() => {
    // No sample at all is no lag; Node says NaN.
    last = Math.max(0, (delay.mean || 0) / 1e6 - RESOLUTION_MS);
    delay.reset();
  }, SAMPLE_MS);
  return {
    now: () => last,
    close: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
}
