import { BridgeError } from '../../../core/errors.ts';

/** Deliveries of one hook that wait for those before them. */
const MAX_WAITING = 500;

/** One after the other for each name, in the order of the calls: what a sender sends first is told first. */
export function createTurns() {
  const last = new Map<string, { end: Promise<unknown>; waiting: number }>();
  return async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = last.get(name) ?? { end: Promise.resolve(), waiting: 0 };
    if (turn.waiting >= MAX_WAITING) throw tooMany();
    turn.waiting += 1;
    last.set(name, turn);
    const result = turn.end.then(work);
    turn.end = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      turn.waiting -= 1;
      if (turn.waiting === 0) last.delete(name);
    }
  };
}

function tooMany(): BridgeError {
  return new BridgeError(
    'overloaded',
    `${MAX_WAITING} deliveries of this hook wait already; try again.`,
    {
      retryAfter: 1,
    },
  );
}
