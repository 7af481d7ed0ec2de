/** Refusals that are delayed for a moment. */
export interface DelayedRefusals {
  /** Resolves after so many ms; at once when as many are delayed as may be, or after `release`. */
  readonly hold: (ms: number) => Promise<void>;
  /** Ends all delays, now and from now on, so that nobody who stops waits for them. */
  readonly release: () => void;
}

export function createDelayedRefusals(most: number): DelayedRefusals {
  const delayed = new Map<NodeJS.Timeout, () => void>();
  let isReleased = false;
  return {
    hold(ms) {
      if (isReleased || delayed.size >= most) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          delayed.delete(timer);
          resolve();
        }, ms);
        delayed.set(timer, resolve);
      });
    },
    release() {
      isReleased = true;
      for (const [timer, resolve] of delayed) {
        clearTimeout(timer);
        resolve();
      }
      delayed.clear();
    },
  };
}
