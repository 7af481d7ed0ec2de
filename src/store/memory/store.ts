import { randomUUID } from 'node:crypto';
import { createAppendWaiters } from '../append-waiters.ts';
import { createFollowers } from '../followers.ts';
import type { Store } from '../store.ts';
import { commitInMemory } from './commit.ts';
import { createMemoryLeases } from './leases.ts';
import { createMemoryLog, type MemoryLog } from './log.ts';
import { createMemoryRecords } from './records.ts';
import { createMemorySignals } from './signals.ts';

const WARNING = {
  code: 'no-persistence',
  detail:
    'Everything is kept in this process alone and is lost when it exits; use Redis to keep it.',
} as const;

export interface MemoryStoreDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One process, nothing outlives it. Answers at once, never `store-unavailable`. */
export function createMemoryStore({ now }: MemoryStoreDeps): Store {
  const records = createMemoryRecords(now);
  const leases = createMemoryLeases(now);
  const signals = createMemorySignals();
  const waiters = createAppendWaiters();
  const followers = createFollowers();
  const incarnation = randomUUID();
  const logs = new Map<string, MemoryLog>();
  const logOf = (name: string) => {
    const logger = logs.get(name) ?? createMemoryLog(now);
    logs.set(name, logger);
    return logger;
  };
  const appended = (log: string, position: string) => {
    waiters.appended(log, position);
    followers.appended(log, position);
  };
  const health = { ok: true, since: now() };
  const commitDeps = { records, leases, logOf, appended };

  return {
    kind: 'memory',
    commit: (changes) => answer(() => commitInMemory(commitDeps, changes)),

    get: (space, id) => answer(() => records.get(space, id)),
    getMany: (space, ids) => answer(() => ids.map((id) => records.get(space, id))),
    list: (space) => answer(() => records.list(space)),

    find: (log, position) => answer(() => logOf(log).find(position)),
    read: (log, after, limit) => answer(() => logOf(log).read(after, limit)),
    follow: (log) =>
      followers.follow(log, (after, limit) => answer(() => logOf(log).read(after, limit).entries)),
    waitForAppend(log, after, waitMs, signal) {
      if (logOf(log).has(after)) return Promise.resolve();
      return waiters.add({ log, after, waitMs, signal }).done;
    },
    info: (log) => answer(() => ({ ...logOf(log).info(), incarnation })),
    watchEnd: (log) => ({
      newest: () => logOf(log).info().last,
      doubtful: () => [],
      settled: () => undefined,
    }),
    trim: (log, bounds) => answer(() => logOf(log).trim(bounds)),

    acquire: (lease, holder, ttlMs) => answer(() => leases.acquire(lease, holder, ttlMs)),
    renew: (lease, holder, epoch, ttlMs) =>
      answer(() => leases.renew({ lease, holder, epoch }, ttlMs)),
    release: (lease, holder, epoch) => answer(() => leases.release({ lease, holder, epoch })),
    holder: (lease) => answer(() => leases.holder(lease)),

    publish: (channel, payload) => answer(() => signals.publish(channel, payload)),
    subscribe: signals.subscribe,

    clock: () => Promise.resolve(now()),
    ping: () => Promise.resolve(0),
    health: () => health,
    warnings: () => [WARNING],
    close: () => answer(() => waiters.endAll()),
  };
}

/** Runs at once, so that calls happen in their order; what it throws rejects. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async function is how a throw becomes a rejection
async function answer<T>(work: () => T): Promise<T> {
  return work();
}
