import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../../core/caller.ts';
import { callerOf, type KeyRecord } from './key-record.ts';

/** One secret that a key may be used with. */
export interface IndexEntry {
  readonly digest: string;
  readonly caller: Caller;
  /** Milliseconds since 1970, or Infinity. */
  readonly until: number;
}

/** The keys that are good, by the digests of their secrets. A key that is rotated has two for a while. */
export class KeyIndex {
  readonly #entries = new Map<string, IndexEntry>();
  readonly #keys = new Map<string, readonly IndexEntry[]>();

  /** True when this ended a secret that was good before, or changed what it may do. */
  put(record: KeyRecord): boolean {
    return this.#set(record.id, entriesOf(record));
  }

  /** For a key that is not stored. */
  putAlways(digest: string, caller: Caller): void {
    this.#set(caller.keyId, [{ digest, caller, until: Infinity }]);
  }

  /** True when it was there. */
  drop(id: string): boolean {
    return this.#set(id, []);
  }

  find(digest: string, now: number): IndexEntry | undefined {
    const entry = this.#entries.get(digest);
    return entry !== undefined && now < entry.until ? entry : undefined;
  }

  /** The caller behind a key that has a good secret. */
  callerOf(id: string, now: number): Caller | undefined {
    return this.#keys.get(id)?.find(({ until }) => now < until)?.caller;
  }

  ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Forgets what ended by time; the ids of its keys. */
  prune(now: number): readonly string[] {
    const ended = [...this.#keys].filter(([, entries]) => entries.some((it) => it.until <= now));
    for (const [id, entries] of ended) {
      this.#set(
        id,
        entries.filter((it) => now < it.until),
      );
    }
    return ended.map(([id]) => id);
  }

  #set(id: string, entries: readonly IndexEntry[]): boolean {
    const before = this.#keys.get(id) ?? [];
    const isOwn = (digest: string) => this.#entries.get(digest)?.caller.keyId === id;
    // A secret may have become that of another key.
    for (const { digest } of before) if (isOwn(digest)) this.#entries.delete(digest);
    for (const entry of entries) this.#entries.set(entry.digest, entry);
    if (entries.length === 0) this.#keys.delete(id);
    else this.#keys.set(id, entries);
    return before.some(({ digest }) => !isOwn(digest)) || differ(before, entries);
  }
}

/** Whether what a key may do is now another. */
function differ([one]: readonly IndexEntry[], [other]: readonly IndexEntry[]): boolean {
  return one !== undefined && other !== undefined && !hasSameRights(one.caller, other.caller);
}

function entriesOf(record: KeyRecord): IndexEntry[] {
  const { digest, previous, expiresAt: until = Infinity } = record;
  const caller = callerOf(record);
  const current = { digest, caller, until };
  if (previous === undefined) return [current];
  return [current, { digest: previous.digest, caller, until: Math.min(previous.until, until) }];
}

/** A name gives no rights. */
function hasSameRights({ name: _, ...one }: Caller, { name: __, ...other }: Caller): boolean {
  return isDeepStrictEqual(one, other);
}
