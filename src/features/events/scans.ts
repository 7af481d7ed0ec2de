import type { Caller } from '../../core/caller.ts';
import type { EventFilter } from './filter.ts';
import { createTurns } from './turns.ts';

/** Counts requests of a caller. Throws or rejects with `too-many-requests` when it has made too many. */
export type Charge = (caller: Caller, count: number) => Promise<void> | undefined;

/** How readers look through events that are not for them: in turn, at the expense of their key, and counted. */
export interface Scans {
  /**
   * Runs one step of a reader that has more to look through, when it is its turn. Throws `too-many-requests` when its key
   * is over its rate: a step costs as much as a request.
   */
  readonly step: <T>(caller: Caller, work: () => Promise<T>) => Promise<T>;
  /** Tells that so many events were looked at. */
  readonly looked: (events: number) => void;
  /** Events that were looked at on this replica. */
  readonly total: () => number;
}

/** Steps at once: while one of them waits for the store, another works. */
const PLACES = 2;

export function createScans(charge: Charge = () => undefined): Scans {
  const turns = createTurns(PLACES, setImmediate);
  let total = 0;
  return {
    async step(caller, work) {
      await charge(caller, 1);
      return turns.run(caller.keyId, work);
    },
    looked: (events) => {
      total += events;
    },
    total: () => total,
  };
}

/** Events that a step looks at: well below a millisecond of work. */
const PAGE = 100;
const SMALLEST_PAGE = 10;
/** So many patterns cost as much as reading and taking apart the event. */
const PATTERNS = 10;

/** Events that a reader looks at in one step: the fewer, the more patterns each is compared with. */
export function stepSize({ patterns }: EventFilter): number {
  return Math.max(SMALLEST_PAGE, Math.floor(PAGE / (1 + patterns / PATTERNS)));
}
