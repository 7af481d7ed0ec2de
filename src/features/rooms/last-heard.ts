/** The last message that each membership heard: where it goes on after an interruption. */
import type { Change, Space, Store } from '../../store/store.ts';
import type { LastHeard } from './shown.ts';

/** Kept as long as there is something to catch up with. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const LAST: Space = { name: 'room-last', ttl: KEPT_MS };

export function lastChange(key: string, last: LastHeard): Change {
  return { do: 'put', space: LAST, id: key, value: JSON.stringify(last) };
}

export async function readLast(
  store: Pick<Store, 'getMany'>,
  keys: readonly string[],
): Promise<readonly (LastHeard | undefined)[]> {
  const stored = await store.getMany(LAST, keys);
  return stored.map((it) => it && (JSON.parse(it.value) as LastHeard));
}
