/** How what is declared and what was seen are kept in the store. */
import { createHash } from 'node:crypto';
import type { Change, Space, Store, StoredRecord } from '../store/store.ts';
import type { AnyKind, AskProblem, Decision, Situation } from './kind.ts';

/** What of a kind says where its items are kept. */
type KeptKind = Pick<AnyKind, 'name' | 'partitionBy'>;

/**
 * Items are kept, run and told of in so many parts. The same in every mode of the link, so that items stay where they are
 * when the mode changes. Another number needs a data step.
 */
export const PARTITIONS = 16;

/** Every replica must agree on it. */
export function partitionOf(kind: KeptKind, key: string): number {
  const text = kind.partitionBy?.(key) ?? key;
  return (createHash('sha256').update(text).digest()[0] ?? 0) % PARTITIONS;
}

export const leaseOf = (partition: number) => `reconciler:${partition}`;
export const noticesOf = (partition: number) => `reconciler:${partition}`;

export function wantedSpace(kind: KeptKind, partition: number): Space {
  return { name: `wanted:${kind.name}:${partition}`, ttl: 'forever' };
}

export function seenSpace(kind: KeptKind, partition: number): Space {
  return { name: `seen:${kind.name}:${partition}`, ttl: 'forever' };
}

/** How many items of each kind are declared: the store can count none. */
export const COUNTS: Space = { name: 'wanted-count', ttl: 'forever' };

export interface WantedRecord {
  /** Left out: no longer wanted, and not yet undone. */
  readonly wanted?: unknown;
  readonly at: number;
}

export interface SeenRecord {
  readonly seen?: unknown;
  readonly asOf: number;
  readonly epoch: number;
  readonly problem?: AskProblem;
}

/** Both records of an item, as they were read. */
export interface Stored {
  readonly wanted: StoredRecord | undefined;
  readonly seen: StoredRecord | undefined;
}

const NEVER_SEEN: SeenRecord = { asOf: 0, epoch: 0 };

export function decodeWanted(stored: StoredRecord | undefined): WantedRecord | undefined {
  return stored && (JSON.parse(stored.value) as WantedRecord);
}

export function decodeSeen(stored: StoredRecord | undefined): SeenRecord {
  return stored === undefined ? NEVER_SEEN : (JSON.parse(stored.value) as SeenRecord);
}

export async function readItem(
  store: Store,
  kind: KeptKind,
  partition: number,
  key: string,
): Promise<Stored> {
  const [wanted, seen] = await Promise.all([
    store.get(wantedSpace(kind, partition), key),
    store.get(seenSpace(kind, partition), key),
  ]);
  return { wanted, seen };
}

/** Those of one kind in one partition, by key; only the ones that are stored. */
export async function readItems(
  store: Pick<Store, 'list' | 'getMany'>,
  kind: KeptKind,
  partition: number,
  keys?: readonly string[],
): Promise<Map<string, Stored>> {
  const read = (space: Space) =>
    keys === undefined ? store.list(space) : getAll(store, space, keys);
  const [wanted, seen] = await Promise.all([
    read(wantedSpace(kind, partition)),
    read(seenSpace(kind, partition)),
  ]);
  const found = new Map<string, Stored>();
  for (const key of new Set([...wanted.keys(), ...seen.keys()])) {
    found.set(key, { wanted: wanted.get(key), seen: seen.get(key) });
  }
  return found;
}

async function getAll(store: Pick<Store, 'getMany'>, space: Space, keys: readonly string[]) {
  const records = await store.getMany(space, keys);
  return new Map(
    keys.flatMap((key, index) => {
      const record = records[index];
      return record === undefined ? [] : [[key, record] as const];
    }),
  );
}

export interface View {
  readonly fresh: boolean;
  readonly attempts: number;
  readonly now: number;
}

export function situationOf(
  key: string,
  wanted: WantedRecord | undefined,
  { seen, asOf }: SeenRecord,
  view: View,
): Situation<unknown, unknown> {
  return { key, wanted: wanted?.wanted, seen, asOf, ...view };
}

/** What the kind decides; what is wanted is never forgotten. */
export function planFor(kind: AnyKind, situation: Situation<unknown, unknown>): Decision {
  const decision = kind.plan(situation);
  if (decision.do === 'forget' && situation.wanted !== undefined) {
    throw new Error(`${kind.name} ${situation.key} is wanted and must not be forgotten`);
  }
  return decision;
}

/**
 * Removes both records if neither has changed since they were read. `replace` before `delete`, because a deletion
 * carries no condition of its own.
 */
export function removal(kind: KeptKind, partition: number, key: string, stored: Stored): Change[] {
  const { wanted, seen } = stored;
  const remove = (space: Space, record: StoredRecord | undefined): Change[] => [
    { do: 'replace', space, id: key, value: '', version: record?.version ?? 0 },
    { do: 'delete', space, id: key },
  ];
  return [
    ...remove(wantedSpace(kind, partition), wanted),
    ...remove(seenSpace(kind, partition), seen),
  ];
}

/** A change of how many are declared; its condition is that the number is still what was read. */
export function recount(kind: KeptKind, counted: StoredRecord | undefined, by: 1 | -1): Change {
  const value = String(Math.max(0, countOf(counted) + by));
  return { do: 'replace', space: COUNTS, id: kind.name, value, version: counted?.version ?? 0 };
}

export function countOf(counted: StoredRecord | undefined): number {
  return Number(counted?.value ?? 0);
}
