/**
 * Lets those who look through many events do so a page at a time, a few of them at once and the keys in turn. Between two
 * pages the event loop serves everybody else, so it does not matter to others how much there is to look through.
 */
export interface Turns {
  /** Runs `work` when it is this key's turn. The place is given on in the next turn of the event loop. */
  readonly run: <T>(keyId: string, work: () => Promise<T>) => Promise<T>;
}

export function createTurns(places: number, nextTurn: (run: () => void) => unknown): Turns {
  /** Who waits, by key; the key that was served last is the last of them. */
  const waiting = new Map<string, (() => void)[]>();
  let free = places;

  const giveOn = () => {
    const [first] = waiting;
    if (first === undefined) {
      free += 1;
      return;
    }
    const [keyId, [go, ...rest]] = first;
    waiting.delete(keyId);
    if (rest.length > 0) waiting.set(keyId, rest);
    go?.();
  };

  const enter = (keyId: string): Promise<void> | undefined => {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise((resolve) => {
      const queue = waiting.get(keyId);
      if (queue === undefined) waiting.set(keyId, [resolve]);
      else queue.push(resolve);
    });
  };

  return {
    async run(keyId, work) {
      await enter(keyId);
      try {
        return await work();
      } finally {
        nextTurn(giveOn);
      }
    },
  };
}
