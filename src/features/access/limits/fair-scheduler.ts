/**
 * Lets so many calls of each key in within one turn of the event loop, and the rest in the turns after, in their order.
 * What one key sends at once is then not one piece of work that everybody else's calls wait for.
 */
export interface FairScheduler {
  /** Nothing when the call may go on at once. */
  readonly take: (keyId: string) => Promise<void> | undefined;
}

export function createFairScheduler(
  most: number,
  nextTurn: (run: () => void) => unknown,
): FairScheduler {
  /** Calls let in within this turn. */
  const taken = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  let isPlanned = false;

  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    nextTurn(begin);
  };
  const begin = () => {
    isPlanned = false;
    taken.clear();
    for (const [keyId, calls] of waiting) {
      const next = calls.splice(0, most);
      taken.set(keyId, next.length);
      if (calls.length === 0) waiting.delete(keyId);
      for (const go of next) go();
    }
    if (taken.size > 0) plan();
  };

  return {
    take(keyId) {
      plan();
      const count = taken.get(keyId) ?? 0;
      const before = waiting.get(keyId);
      if (count < most && before === undefined) {
        taken.set(keyId, count + 1);
        return undefined;
      }
      const queue = before ?? [];
      waiting.set(keyId, queue);
      return new Promise((resolve) => queue.push(resolve));
    },
  };
}
