import type { Store } from '../store/store.ts';
import type { Item } from './item.ts';
import { notify } from './notices.ts';
import {
  COUNTS,
  decodeSeen,
  recount,
  removal,
  seenSpace,
  type SeenRecord,
  type Stored,
} from './records.ts';
import type { Term } from './terms.ts';

export interface OutcomesDeps {
  readonly store: Store;
  readonly partition: number;
  readonly term: Term;
}

const MAX_DETAIL = 500;

/**
 * Removes an item that is undone, and counts one less. False when it changed since it was read, or the lease is gone.
 * What was seen of something that nobody declared was never counted.
 */
export async function forgetItem(
  { store, partition, term }: OutcomesDeps,
  { kind, key }: Item,
  stored: Stored,
): Promise<boolean> {
  const removed = removal(kind, partition, key, stored);
  const told = notify(partition, { kind: kind.name, key, news: 'seen' });
  let counted = stored.wanted && (await store.get(COUNTS, kind.name));
  for (;;) {
    const counting = stored.wanted === undefined ? [] : [recount(kind, counted, -1)];
    const result = await store.commit([term, ...removed, ...counting, told]);
    if (result.ok) return true;
    if (result.change <= removed.length) return false;
    counted = result.found;
  }
}

/** Lets everybody see why the last request came to nothing, unless the item was heard of meanwhile. */
export async function saveProblem(
  { store, partition, term }: OutcomesDeps,
  item: Item,
  { stored, detail, at }: { stored: Stored; detail: string; at: number },
): Promise<void> {
  const { kind, key, attempts } = item;
  const version = stored.seen?.version ?? 0;
  const problem = { detail: detail.slice(0, MAX_DETAIL), at, attempts };
  const value = JSON.stringify({ ...decodeSeen(stored.seen), problem } satisfies SeenRecord);
  const space = seenSpace(kind, partition);
  const result = await store.commit([term, { do: 'replace', space, id: key, value, version }]);
  // The problem says nothing about what was seen: a doubt stays.
  if (result.ok && item.doubtedVersion === version) item.doubtedVersion = version + 1;
}
