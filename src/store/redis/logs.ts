import { randomUUID } from 'node:crypto';
import { missedEntries } from '../log-marks.ts';
import { LOG_START, type LogEntry, type Store } from '../store.ts';
import type { Appends } from './appends.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

export interface RedisLogsDeps {
  readonly client: Client;
  readonly scripts: Scripts;
  readonly keys: Keys;
  readonly attempt: Attempt;
  readonly appends: Pick<Appends, 'waiters' | 'followers' | 'watchEnd'>;
}

/** Entries dropped per call: Redis serves nobody else meanwhile. */
const TRIM_CHUNK = 1000;

export function redisLogs(
  deps: RedisLogsDeps,
): Pick<Store, 'find' | 'read' | 'waitForAppend' | 'follow' | 'info' | 'watchEnd' | 'trim'> {
  const { client, scripts, keys, attempt } = deps;
  const { waiters, followers, watchEnd } = deps.appends;
  return {
    find: (log, position) =>
      attempt(async () => {
        const [found] = await client.xrange(keys.log(log), position, position);
        return found && entryOf(found);
      }),

    read: (log, after, limit) =>
      attempt(async () => {
        const reply = await scripts.read([keys.log(log), keys.marks], [after, limit]);
        const [begun = LOG_START, trimmed = LOG_START, last = LOG_START, ...flat] = reply;
        return { entries: pairs(flat), lost: missedEntries(after, { begun, trimmed, last }) };
      }),

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

    follow(log) {
      const key = keys.log(log);
      return followers.follow(key, async (after, limit) => {
        const range = () => client.xrange(key, `(${after}`, '+', 'COUNT', limit);
        return (await attempt(range)).map(entryOf);
      });
    },

    info: (log) =>
      attempt(async () => {
        const reply = await scripts.info([keys.log(log), keys.marks], [randomUUID()]);
        const [incarnation, length, last, first] = reply;
        return { incarnation, length, last, ...(first !== '' && { first }) };
      }),

    watchEnd: (log) => watchEnd(keys.log(log)),
    async trim(log, { before, maxLength, keepAfter = '+' }) {
      const args = [before, maxLength, keepAfter, TRIM_CHUNK];
      let dropped = 0;
      for (;;) {
        const chunk = await attempt(() => scripts.trim([keys.log(log), keys.marks], args));
        dropped += chunk;
        if (chunk < TRIM_CHUNK) return dropped;
      }
    },
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
