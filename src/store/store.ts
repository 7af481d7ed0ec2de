/**
 * What the bridge needs of storage, as a few shapes without a feature's name in them.
 * Two adapters keep it: `memory/` (one process, lost on exit) and `redis/`. One conformance suite holds both to it.
 *
 * Everything is written through `commit`: a list of changes that happens whole or not at all. A change that
 * carries a condition (`create`, `replace`, `fence`) makes the whole commit fail when the condition does; all
 * conditions are compared with what is stored before the commit. Commits of one process happen in the order of
 * the calls. Adapters join those of one event-loop turn into one round trip; each caller gets its own result.
 *
 * Every call that needs the store rejects with `store-unavailable` within about 1.2 s while it is away.
 */

import type { StoreCapacity } from './capacity.ts';

/**
 * A kind of record. `keep: 'forever'` spaces are small and can be listed; the others expire and cannot.
 */
export interface Space {
  readonly name: string;
  /** Milliseconds after the last write until a record expires. */
  readonly ttl: number | 'forever';
  /** Whether the memory store may forget a record with this value early, to make room. */
  readonly mayForget?: (value: string) => boolean;
}

export interface StoredRecord {
  readonly value: string;
  /** Grows by one with each write; what `replace` compares. */
  readonly version: number;
}

export type Change =
  /** Fails as `exists` when the record is there. */
  | { readonly do: 'create'; readonly space: Space; readonly id: string; readonly value: string }
  /** Fails as `changed` when the record is not at this version (0: not there at all). */
  | {
      readonly do: 'replace';
      readonly space: Space;
      readonly id: string;
      readonly value: string;
      readonly version: number;
    }
  /** Writes whatever is there. */
  | { readonly do: 'put'; readonly space: Space; readonly id: string; readonly value: string }
  | { readonly do: 'delete'; readonly space: Space; readonly id: string }
  /** Appends to a log; the commit's result carries the position. */
  | { readonly do: 'append'; readonly log: string; readonly value: string }
  /** What is appended from now on, in this commit too, stands after a position that the log has not reached. */
  | { readonly do: 'advance'; readonly log: string; readonly position: string }
  /** Removes one entry of a log (a log used as a queue: what is done is removed). */
  | { readonly do: 'remove'; readonly log: string; readonly position: string }
  /** Fails as `stale` when the lease is not held by this holder at this epoch. */
  | ({ readonly do: 'fence' } & Fence);

/** The right that a held lease gives, as each commit checks it. */
export interface Fence {
  readonly lease: string;
  /** Epochs start over when the store comes back empty, so an epoch alone does not name a grant. */
  readonly holder: string;
  readonly epoch: number;
}

export interface CommitOptions {
  /**
   * Does not reject because the store is away: it is tried again until it is known whether it happened, and it happens once,
   * also when an answer was lost. Commits of this kind happen in the order of their calls; what waits is bounded by the
   * caller. Rejects only when it did not happen and will not: the store refuses it for good, or it was closed meanwhile
   * (only then it is not known).
   */
  readonly untilKnown?: boolean;
  /**
   * It takes something new in, which may be refused: rejects with `store-full` when only the reserve is left, undone.
   * Whatever ends, removes or answers something is not marked, and goes through.
   */
  readonly takesIn?: boolean;
}

export type CommitResult =
  /** `positions`: one per `append`, in order. */
  | { readonly ok: true; readonly positions: readonly string[] }
  /** `found`: the record that stood in the way, if one did. `change`: index of the failed change. */
  | {
      readonly ok: false;
      readonly reason: 'exists' | 'changed' | 'stale';
      readonly change: number;
      readonly found?: StoredRecord;
    };

export interface LogEntry {
  /** Opaque, grows along the log; sorts by `comparePositions`. */
  readonly position: string;
  readonly value: string;
}

export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** There may be more after the last of them. A page ends at `limit`, and at `MAX_REPLY_BYTES`. */
  readonly more: boolean;
  /**
   * True when entries after `after` were trimmed before they were read, or the log was started over
   * (the store came back empty): the reader missed something and must be told. It goes on from the last of
   * `entries`, or from `LOG_START` when there are none. Means nothing for a log used as a queue.
   */
  readonly lost: boolean;
}

/**
 * Reads a log that is used as a queue, in order. What this process appends itself is given without asking the store, where
 * nobody else's entries come before it.
 */
export interface Follower {
  /**
   * The next entries, oldest first, `limit` at most, fewer where they are large. Waits for some, until `waitMs` are over or it is aborted: then there
   * may be none. Throws `store-unavailable`; the same entries come with the next call. One call at a time.
   */
  next(limit: number, waitMs: number, signal?: AbortSignal): Promise<readonly LogEntry[]>;
  /** Starts over: entries that are still in the log are given again. */
  rewind(): void;
  end(): void;
}

export interface LogInfo {
  readonly length: number;
  /** About how much it takes in the store, bytes; 0 where that cannot be told. */
  readonly bytes: number;
  /** Position of the last append ever made, also when that entry is gone; `LOG_START` for an empty log. */
  readonly last: string;
  /** Position of the oldest entry still there, if any. */
  readonly first?: string;
  /** Names this incarnation of the store: another value means that it came back empty. */
  readonly incarnation: string;
}

/** What one reply of the store brings at most, in bytes; one entry or record always comes. */
export const MAX_REPLY_BYTES = 1024 * 1024;
/** The end of a log as this process knows it, by its own appends and the signals of others; the store may have lost it since. */
export interface LogEnd {
  /** Position of the newest entry; `LOG_START` for none. */
  newest(): string;
  /** Positions that were the newest when the store went away. */
  doubtful(): readonly string[];
  /** One of them was looked at. */
  settled(position: string): void;
}

/** Before the first entry of any log. */
export const LOG_START = '0-0';

/** Every entry appended from a time on (ms since 1970, by the store's clock) stands after it. */
export function positionBefore(time: number): string {
  return time < 1 ? LOG_START : `${Math.floor(time) - 1}-${Number.MAX_SAFE_INTEGER}`;
}

/** Negative when `one` stands before `other` in a log, 0 when they are the same. */
export function comparePositions(one: string, other: string): number {
  const dash = one.indexOf('-');
  const otherDash = other.indexOf('-');
  // Nearly always: numbers of as many digits sort as their texts do.
  if (dash === otherDash && one.length === other.length) return one < other ? -1 : +(one > other);
  const ahead = Number(one.slice(0, dash)) - Number(other.slice(0, otherDash));
  return ahead || Number(one.slice(dash + 1)) - Number(other.slice(otherDash + 1));
}

export interface LeaseGrant {
  /** Grows by one with each grant to a new holder; a fencing token. */
  readonly epoch: number;
}

/** What an operator should know: see each code's `detail`. */
export interface StoreWarning {
  readonly code:
    | 'no-persistence'
    /** A crash of the store loses what was committed. */
    | 'not-durable'
    | 'evicts'
    /** Little memory is left. */
    | 'filling'
    /** Only the reserve is left: what takes something new in is refused. */
    | 'full'
    /** The store did not let us look. */
    | 'unchecked';
  readonly detail: string;
}

export interface StoreHealth {
  /** Whether it takes what is written. */
  readonly ok: boolean;
  /** When it became so, ms since 1970. */
  readonly since: number;
  /** Where it is and what is wrong with it, for a person; without a password. */
  readonly detail?: string;
}

export interface Subscription {
  /** Resolves when signals arrive for the first time; later outages are bridged. Never rejects. */
  readonly live: Promise<void>;
  end(): void;
}

/** Told of each round trip and how long it took, ms. */
export type StoreMeasure = (result: 'ok' | 'failed', ms: number) => void;

export interface Store {
  readonly kind: 'memory' | 'redis';

  /**
   * Throws BridgeError `store-unavailable` when it is not known whether the commit happened, and `store-full`; see
   * `CommitOptions`.
   */
  commit(changes: readonly Change[], options?: CommitOptions): Promise<CommitResult>;

  get(space: Space, id: string): Promise<StoredRecord | undefined>;
  getMany(space: Space, ids: readonly string[]): Promise<(StoredRecord | undefined)[]>;
  /** Every record of a space that is kept forever, by id. */
  list(space: Space): Promise<ReadonlyMap<string, StoredRecord>>;

  /** The entry at a position, if it is still there. */
  find(log: string, position: string): Promise<LogEntry | undefined>;
  /** Up to `limit` entries after a position, oldest first; fewer where they are large. */
  read(log: string, after: string, limit: number): Promise<LogPage>;
  /** Up to `limit` entries before a position, or of the end, newest first; fewer where they are large. */
  readBack(
    log: string,
    before: string | undefined,
    limit: number,
  ): Promise<Pick<LogPage, 'entries' | 'more'>>;
  /**
   * Resolves when the log may have entries after the position, at the latest after `waitMs`, or when aborted.
   * No append is missed, also one between the caller's last `read` and this call.
   */
  waitForAppend(log: string, after: string, waitMs: number, signal?: AbortSignal): Promise<void>;
  /** From the beginning of the log. */
  follow(log: string): Follower;
  info(log: string): Promise<LogInfo>;
  /** Watches the end of a log from now on, to find out whether the store lost what it had. */
  watchEnd(log: string): LogEnd;
  /**
   * Drops entries older than an instant (ms since 1970) and all but the newest `maxLength`, but none after
   * `keepAfter`. Resolves with how many.
   */
  trim(
    log: string,
    bounds: { readonly before: number; readonly maxLength: number; readonly keepAfter?: string },
  ): Promise<number>;
  /** How many bytes the values in a log may have; appends drop the oldest entries over it. Undefined: any number. */
  boundOf(log: string): number | undefined;
  /** Drops the oldest entries of a log that is over its bound in bytes; resolves with how many. */
  trimToBound(log: string): Promise<number>;

  /** Forgets a log that nobody reads any more, with all that was kept of it. Appended to later, it begins anew. */
  drop(log: string): Promise<void>;

  /** Grants, or renews for the same holder at its epoch; `undefined` when another holds it. */
  acquire(lease: string, holder: string, ttlMs: number): Promise<LeaseGrant | undefined>;
  /** False when it is no longer held by this holder at this epoch. */
  renew(lease: string, holder: string, epoch: number, ttlMs: number): Promise<boolean>;
  release(lease: string, holder: string, epoch: number): Promise<void>;
  holder(lease: string): Promise<{ readonly holder: string; readonly epoch: number } | undefined>;

  /** Tells current listeners, in order; having none is not an error. */
  publish(channel: string, payload: string): Promise<void>;
  /** Registered at once, also while the store is away. What is told during an outage is not heard. */
  subscribe(channel: string, listener: (payload: string) => void): Subscription;

  /** What its clock says, ms since 1970: leases run by it, and positions in logs begin with it. */
  clock(): Promise<number>;
  /** Round trip of a trivial command in ms; throws `store-unavailable`. */
  ping(): Promise<number>;
  /** As far as is known here; looked at in the background each second, and when the connection changes. */
  health(): StoreHealth;
  capacity(): StoreCapacity;
  /** Whether commits that take something in are refused now: as `capacity` says, asked with each of them. */
  isFull(): boolean;
  /** As last looked at: at the start, after each reconnect, and what concerns memory each second. */
  warnings(): readonly StoreWarning[];
  close(): Promise<void>;
}
