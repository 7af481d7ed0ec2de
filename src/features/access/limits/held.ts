/** Answers that are held back for a moment. */
export interface Held {
  /** Resolves after so many ms; at once when as many are held as may be, or when nothing is held any more. */
  readonly hold: (ms: number) => Promise<void>;
  /** Lets all go, and holds none from now on: nobody who stops waits for them. */
  readonly release: () => void;
}

export function createHeld(most: number): Held {
  const held = new Map<NodeJS.Timeout, () => void>();
  let isReleased = false;
  return {
    hold(ms) {
      if (isReleased || held.size >= most) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          held.delete(timer);
          resolve();
        }, ms);
        held.set(timer, resolve);
      });
    },
    release() {
      isReleased = true;
      for (const [timer, resolve] of held) {
        clearTimeout(timer);
        resolve();
      }
      held.clear();
    },
  };
}
