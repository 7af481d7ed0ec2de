import type { Store } from '../store/store.ts';
import type { AnyKind, Declared } from './kind.ts';
import {
  decodeSeen,
  decodeWanted,
  PARTITIONS,
  planFor,
  readItems,
  situationOf,
  type Stored,
} from './records.ts';
import type { Terms } from './terms.ts';

export interface PageQuestion<Wanted, Seen> {
  readonly filter?: (item: Declared<Wanted, Seen>) => boolean;
  /** Only items whose keys sort after this one. */
  readonly after?: string;
  readonly limit?: number;
}

export interface Page<Wanted, Seen> {
  readonly items: readonly Declared<Wanted, Seen>[];
  /** For `after`; left out where nothing follows. */
  readonly next?: string;
}

const PAGE = 100;

interface Shown {
  readonly kind: AnyKind;
  readonly key: string;
  readonly stored: Stored;
  /** That of the present runner, if there is one. */
  readonly epoch: number | undefined;
  readonly now: number;
}

export function showDeclared({ kind, key, stored, epoch, now }: Shown): Declared<unknown, unknown> {
  const wanted = decodeWanted(stored.wanted);
  const seen = decodeSeen(stored.seen);
  const fresh = seen.epoch === epoch;
  const situation = situationOf(key, wanted, seen, { fresh, attempts: 0, now });
  const settled = isSettled(kind, situation);
  return {
    key,
    wanted: wanted?.wanted,
    wantedAt: wanted?.at ?? 0,
    seen: seen.seen,
    asOf: seen.asOf,
    epoch: seen.epoch,
    fresh,
    settled,
    problem: settled ? undefined : seen.problem,
  };
}

/** A kind that throws for an item must not hide the item; the runner shows the error as its problem. */
function isSettled(kind: AnyKind, situation: Parameters<AnyKind['plan']>[0]): boolean {
  try {
    return planFor(kind, situation).do === 'nothing';
  } catch {
    return false;
  }
}

export interface ListDeps {
  readonly store: Store;
  readonly terms: Terms;
  readonly now: () => number;
}

export async function listDeclared<Wanted, Seen>(
  { store, terms, now }: ListDeps,
  kind: AnyKind,
  { filter = () => true, after = '', limit = PAGE }: PageQuestion<Wanted, Seen>,
): Promise<Page<Wanted, Seen>> {
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  const parts = await Promise.all(
    partitions.map(async (partition) => {
      const [items, term] = await Promise.all([
        readItems(store, kind, partition),
        terms.look(partition),
      ]);
      const keys = [...items].filter(([key]) => key > after);
      return keys.map(([key, stored]) => ({ key, stored, epoch: term?.epoch }));
    }),
  );
  const items: Declared<Wanted, Seen>[] = [];
  // Each is decoded when its turn comes: a page needs few of them.
  for (const found of parts.flat().sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const item = showDeclared({ kind, ...found, now: now() }) as Declared<Wanted, Seen>;
    if (!filter(item)) continue;
    const last = items.at(-1);
    if (items.length === limit && last !== undefined) return { items, next: last.key };
    items.push(item);
  }
  return { items };
}
