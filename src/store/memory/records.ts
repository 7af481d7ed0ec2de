import type { Space, StoredRecord } from '../store.ts';

export interface MemoryRecords {
  get(space: Space, id: string): StoredRecord | undefined;
  /** Writes the next version; the first one for a new record. */
  write(space: Space, id: string, value: string): void;
  delete(space: Space, id: string): void;
  list(space: Space): ReadonlyMap<string, StoredRecord>;
}

interface Kept {
  readonly record: StoredRecord;
  readonly expiresAt: number;
}

export function createMemoryRecords(now: () => number): MemoryRecords {
  const spaces = new Map<string, Map<string, Kept>>();

  const recordsOf = (space: Space) => {
    const records = spaces.get(space.name) ?? new Map<string, Kept>();
    spaces.set(space.name, records);
    return records;
  };

  const get = (space: Space, id: string) => {
    const kept = recordsOf(space).get(id);
    return kept !== undefined && kept.expiresAt > now() ? kept.record : undefined;
  };

  return {
    get,
    write(space, id, value) {
      const records = recordsOf(space);
      const version = (get(space, id)?.version ?? 0) + 1;
      const expiresAt = space.ttl === 'forever' ? Infinity : now() + space.ttl;
      // Moved to the end: records of a space live equally long, so the map stays in order of expiry. The few that
      // live longer only keep those behind them for as long.
      records.delete(id);
      records.set(id, { record: { value, version }, expiresAt });
      purge(records, now());
    },
    delete: (space, id) => void recordsOf(space).delete(id),
    list: (space) => new Map([...recordsOf(space)].map(([id, { record }]) => [id, record])),
  };
}

function purge(records: Map<string, Kept>, now: number): void {
  for (const [id, { expiresAt }] of records) {
    if (expiresAt > now) return;
    records.delete(id);
  }
}
