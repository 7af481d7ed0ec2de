import type { Change, Space, Store, StoredRecord } from '../../../store/store.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';
import { EMPTY, type Ring } from './ring.ts';

/** As long as there is something to catch up with. */
const KEPT_MS = 30 * 24 * 60 * 60_000;
const RINGS: Space = { name: 'pubsub-known', ttl: KEPT_MS };

/** What a subscription makes of what it hears: the ring as it is then, and what else is stored with it. */
export interface Turned {
  readonly ring: Ring;
  readonly changes: readonly Change[];
}

/** Changes the ring of a subscription together with what depends on it; `turn` is called again when another replica was first. */
export async function turnRing(
  store: Pick<Store, 'get' | 'commit'>,
  key: string,
  turn: (ring: Ring) => Turned | undefined,
): Promise<boolean> {
  for (;;) {
    const stored = await retryUntilAnswered(() => store.get(RINGS, key));
    const next = turn(decode(stored));
    if (next === undefined) return false;
    const version = stored?.version ?? 0;
    const value = JSON.stringify(next.ring);
    const result = await store.commit(
      [...next.changes, { do: 'replace', space: RINGS, id: key, value, version }],
      { takesIn: next.changes.length > 0, untilKnown: true },
    );
    if (result.ok) return true;
  }
}

export async function readRings(
  store: Pick<Store, 'getMany'>,
  keys: readonly string[],
): Promise<readonly Ring[]> {
  return (await store.getMany(RINGS, keys)).map(decode);
}

export function forgetRing(key: string): Change {
  return { do: 'delete', space: RINGS, id: key };
}

function decode(stored: StoredRecord | undefined): Ring {
  return stored === undefined ? EMPTY : (JSON.parse(stored.value) as Ring);
}
