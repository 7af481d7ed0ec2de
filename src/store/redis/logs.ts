import { randomUUID } from 'node:crypto';
import { missedEntries } from '../log-marks.ts';
import { LOG_START, MAX_REPLY_BYTES, type LogEntry, type Store } from '../store.ts';
import type { Appends } from './appends.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';
import { takeTurns } from './turns.ts';
import type { Scripts } from './scripts.ts';

export interface RedisLogsDeps {
  readonly client: Client;
  readonly scripts: Scripts;
  readonly keys: Keys;
  readonly attempt: Attempt;
  /** For calls whose replies may be large. */
  readonly attemptLarge: Attempt;
  readonly boundOf: Store['boundOf'];
  readonly appends: Pick<Appends, 'waiters' | 'followers' | 'watchEnd'>;
}

/** Single entries under way at once: each may be large. */
const ONES_AT_ONCE = 16;

type Logs = Pick<
  Store,
  | 'find'
  | 'read'
  | 'readBack'
  | 'waitForAppend'
  | 'follow'
  | 'info'
  | 'watchEnd'
  | 'trim'
  | 'trimToBound'
  | 'drop'
>;

export function redisLogs(deps: RedisLogsDeps): Logs {
  const { client, scripts, keys, attempt } = deps;
  const attemptOne = takeTurns(attempt, ONES_AT_ONCE);
  const { waiters, followers, watchEnd } = deps.appends;
  const read = readPages(deps);
  const trim = trimInChunks(deps);
  return {
    find: (log, position) =>
      attemptOne(async () => {
        const [found] = await client.xrange(keys.log(log), position, position);
        return found && entryOf(found);
      }),

    read,

    readBack: readBackWith(deps),

    async waitForAppend(log, after, waitMs, signal) {
      const key = keys.log(log);
      const waiter = waiters.add({ log: key, after, waitMs, signal });
      try {
        // Looked up after the wait began: what was appended before is seen here, what comes later is told.
        const there = await attempt(() => client.xrange(key, `(${after}`, '+', 'COUNT', 1));
        if (there.length > 0) waiter.end();
      } catch (error) {
        waiter.end();
        throw error;
      }
      return waiter.done;
    },

    follow: (log) => followers.follow(keys.log(log), (after, limit) => read(log, after, limit)),

    info: (log) =>
      attempt(async () => {
        const reply = await scripts.info([keys.log(log), keys.marks], [randomUUID()]);
        const [incarnation, length, last, first, bytes] = reply;
        return { incarnation, length, bytes, last, ...(first !== '' && { first }) };
      }),

    watchEnd: (log) => watchEnd(keys.log(log)),
    trim: (log, { before, maxLength, keepAfter = '+' }) =>
      trim(log, [before, maxLength, Infinity, keepAfter]),

    async trimToBound(log) {
      const bound = deps.boundOf(log);
      return bound === undefined ? 0 : trim(log, [0, Infinity, bound, '+']);
    },
    drop: dropWith(deps),
  };
}

function dropWith({ scripts, keys, attempt }: RedisLogsDeps): Store['drop'] {
  return async (log) => {
    await attempt(() => scripts.drop([keys.log(log), keys.marks], []));
  };
}

function readBackWith({ scripts, keys, attemptLarge }: RedisLogsDeps): Store['readBack'] {
  return (log, before = '', limit) =>
    attemptLarge(async () => {
      const reply = await scripts.readBack([keys.log(log)], [before, limit, MAX_REPLY_BYTES]);
      const [more, ...flat] = reply;
      return { entries: pairs(flat.map(String)), more: Number(more) === 1 };
    });
}

function readPages({ scripts, keys, attemptLarge }: RedisLogsDeps): Store['read'] {
  return (log, after, limit) =>
    attemptLarge(async () => {
      const args = [after, limit, MAX_REPLY_BYTES];
      const reply = await scripts.read([keys.log(log), keys.marks], args);
      const [begun = LOG_START, trimmed = LOG_START, last = LOG_START, more, ...flat] = reply;
      const lost = missedEntries(after, { begun, trimmed, last });
      return { entries: pairs(flat), more: Number(more) === 1, lost };
    });
}

function trimInChunks({ scripts, keys, attempt }: RedisLogsDeps) {
  return async (log: string, args: readonly (string | number)[]): Promise<number> => {
    const names = [keys.log(log), keys.marks];
    let dropped = 0;
    for (;;) {
      const [count, more] = await attempt(() => scripts.trim(names, args));
      dropped += count;
      if (more === 0) return dropped;
    }
  };
}

function entryOf([position, [, value = '']]: [position: string, fields: string[]]): LogEntry {
  return { position, value };
}

function pairs(flat: readonly string[]): LogEntry[] {
  const entries: LogEntry[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    entries.push({ position: flat[index] ?? LOG_START, value: flat[index + 1] ?? '' });
  }
  return entries;
}
