import type { Caller } from '../../core/caller.ts';
import { decodeCursor, encodeCursor } from '../events/cursor.ts';
import { checkedCursor, startAfter } from '../events/start.ts';
import type { EventTail } from '../events/tail.ts';
import type { ConsumerNames } from './consumer-names.ts';
import { comparePositions, type Change, type Space, type Store } from '../../store/store.ts';

/** Readers with a name, whose place the bridge keeps. A name belongs to the key that uses it. */
export interface Consumers {
  /** The cursor that was acknowledged last. A consumer that is new begins at `begin`, and keeps that place. */
  readonly placeOf: (caller: Caller, name: string, begin: 'oldest' | 'now') => Promise<string>;
  /**
   * Keeps a place, and returns the one that is kept: it never goes back. Throws `invalid-request` if it is not a cursor or
   * beyond the end of the log, `history-lost` for one of a log that is gone.
   */
  acknowledge(caller: Caller, name: string, cursor: string): Promise<string>;
  /** The place that is kept under an id. */
  readonly find: (id: string) => Promise<string | undefined>;
  /** Keeps a place, whatever was kept before. */
  readonly put: (id: string, cursor: string) => Promise<void>;
}

/** A consumer that nobody used for so long is forgotten. */
const DAYS = 30;
const CONSUMERS: Space = { name: 'consumers', ttl: DAYS * 24 * 60 * 60 * 1_000 };

export function consumerId({ keyId }: Caller, name: string): string {
  return `${keyId}:${name}`;
}

/** Forgets the place that is kept under an id. */
export function forgetPlace(id: string): Change {
  return { do: 'delete', space: CONSUMERS, id };
}

export function createConsumers(
  store: Store,
  tail: EventTail,
  note: ConsumerNames['note'] = () => Promise.resolve(),
): Consumers {
  /** Undefined when another was faster. */
  const write = async (id: string, value: string, version: number) => {
    const change = { do: 'replace', space: CONSUMERS, id, value, version } as const;
    return (await store.commit([change])).ok ? value : undefined;
  };
  return {
    find: async (id) => (await store.get(CONSUMERS, id))?.value,
    async put(id, value) {
      await store.commit([{ do: 'put', space: CONSUMERS, id, value }]);
    },
    async placeOf(caller, name, begin) {
      const id = consumerId(caller, name);
      await note(caller, name);
      for (;;) {
        const stored = await store.get(CONSUMERS, id);
        const place = stored?.value ?? encodeCursor(await startAfter(tail, begin));
        // Written again also when it is known: it is kept for so long after its last use.
        const kept = await write(id, place, stored?.version ?? 0);
        if (kept !== undefined) return kept;
      }
    },
    async acknowledge(caller, name, cursor) {
      const id = consumerId(caller, name);
      await checkedCursor(tail, cursor, '/cursor');
      await note(caller, name);
      for (;;) {
        const stored = await store.get(CONSUMERS, id);
        if (stored !== undefined && !isAfter(cursor, stored.value)) return stored.value;
        const kept = await write(id, cursor, stored?.version ?? 0);
        if (kept !== undefined) return kept;
      }
    },
  };
}

/** A place in the log of today is after any in a log that is gone. */
function isAfter(cursor: string, other: string): boolean {
  const [one, two] = [decodeCursor(cursor), decodeCursor(other)];
  if (one.incarnation !== two.incarnation) return true;
  return comparePositions(one.position, two.position) > 0;
}
