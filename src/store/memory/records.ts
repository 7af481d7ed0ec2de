import type { Space, StoredRecord } from '../store.ts';
import { costOf, type Forgettable } from './budget.ts';

export interface MemoryRecords {
  get(space: Space, id: string): StoredRecord | undefined;
  /** Writes the next version; the first one for a new record. */
  write(space: Space, id: string, value: string): void;
  delete(space: Space, id: string): void;
  list(space: Space): ReadonlyMap<string, StoredRecord>;
  /** The spaces that allow it. */
  forgettable(): readonly Forgettable[];
}

interface Kept {
  readonly record: StoredRecord;
  readonly bytes: number;
  readonly expiresAt: number;
}

/** `changed` is told of each record that comes (its bytes) or goes (its bytes, negative). */
export function createMemoryRecords(
  now: () => number,
  changed: (bytes: number) => void = () => undefined,
): MemoryRecords {
  const spaces = new Map<string, MemorySpace>();

  const recordsOf = (space: Space) => {
    const records = spaces.get(space.name) ?? new MemorySpace(now, changed);
    spaces.set(space.name, records);
    if (space.mayForget !== undefined) records.mayForget = space.mayForget;
    return records;
  };
  return {
    get: (space, id) => recordsOf(space).get(id),
    write(space, id, value) {
      const expiresAt = space.ttl === 'forever' ? Infinity : now() + space.ttl;
      recordsOf(space).write(id, value, expiresAt);
    },
    delete: (space, id) => {
      recordsOf(space).delete(id);
    },
    list: (space) => recordsOf(space).all(),
    forgettable: () => [...spaces.values()].filter((it) => it.mayForget !== undefined),
  };
}

class MemorySpace implements Forgettable {
  readonly #now: () => number;
  readonly #changed: (bytes: number) => void;
  readonly #records = new Map<string, Kept>();
  #bytes = 0;
  mayForget: Space['mayForget'];

  constructor(now: () => number, changed: (bytes: number) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  get(id: string): StoredRecord | undefined {
    const kept = this.#records.get(id);
    return kept !== undefined && kept.expiresAt > this.#now() ? kept.record : undefined;
  }

  write(id: string, value: string, expiresAt: number): void {
    const version = (this.get(id)?.version ?? 0) + 1;
    // Moved to the end: records of a space live equally long, so the map stays in order of expiry. The few that
    // live longer only keep those behind them for as long.
    this.delete(id);
    const bytes = costOf(value);
    this.#records.set(id, { record: { value, version }, bytes, expiresAt });
    this.#count(bytes);
    this.#purge();
  }

  delete(id: string): void {
    const kept = this.#records.get(id);
    if (kept === undefined) return;
    this.#records.delete(id);
    this.#count(-kept.bytes);
  }

  all(): ReadonlyMap<string, StoredRecord> {
    return new Map([...this.#records].map(([id, { record }]) => [id, record]));
  }

  bytes(): number {
    return this.#bytes;
  }

  forget(bytes: number): number {
    const goal = this.#bytes - bytes;
    let count = 0;
    for (const [id, { record }] of this.#records) {
      if (this.#bytes <= goal) break;
      if (this.mayForget?.(record.value) !== true) continue;
      this.delete(id);
      count += 1;
    }
    return count;
  }

  #purge(): void {
    const now = this.#now();
    for (const [id, { expiresAt }] of this.#records) {
      if (expiresAt > now) return;
      this.delete(id);
    }
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#changed(bytes);
  }
}
