import type { Attempt } from './availability.ts';

interface Waiting {
  readonly begin: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Runs a few calls at once and the rest in their order, so that large replies never stand in front of everything else
 * on the connection. What waits behind a call that fails fails with it: it would only wait for one more silence.
 */
export function takeTurns(attempt: Attempt, maxAtOnce: number): Attempt {
  let running = 0;
  const waiting: Waiting[] = [];

  const begin = () => {
    if (running === maxAtOnce) {
      return new Promise<void>((begun, fail) => waiting.push({ begin: begun, fail }));
    }
    running += 1;
    return undefined;
  };
  /** The turn goes to the next without a gap in which another could take it. */
  const end = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next.begin();
  };
  return async (call) => {
    await begin();
    try {
      return await attempt(call);
    } catch (error) {
      for (const { fail } of waiting.splice(0)) fail(error);
      throw error;
    } finally {
      end();
    }
  };
}
