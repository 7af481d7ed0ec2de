import { randomUUID } from 'node:crypto';
import { createAppendWaiters } from '../append-waiters.ts';
import { createFollowers } from '../followers.ts';
import type { Logger } from '../../observe/logger.ts';
import { boundIn, storeFull, type LogBounds } from '../capacity.ts';
import type { Change, CommitResult, Store } from '../store.ts';
import { createMemoryBudget, type Forgettable, type MemoryBudget } from './budget.ts';
import { commitInMemory } from './commit.ts';
import { createMemoryLeases, type MemoryLeases } from './leases.ts';
import { createMemoryLog, type MemoryLog } from './log.ts';
import { createMemoryRecords } from './records.ts';
import { createMemorySignals } from './signals.ts';

const WARNING = {
  code: 'no-persistence',
  detail:
    'Everything is kept in this process alone and is lost when it exits; use Redis to keep it.',
} as const;

const SILENT = { warn: () => undefined };

export interface MemoryStoreDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger?: Pick<Logger, 'warn'>;
  readonly logBounds?: LogBounds;
  /** Undefined: as much as there is. */
  readonly memoryBytes?: number;
}

/** One process, nothing outlives it. Answers at once, never `store-unavailable`. */
export function createMemoryStore(deps: MemoryStoreDeps): Store {
  const { now } = deps;
  const { boundOf, budget, records, logOf, dropLog } = createContents(deps);
  const leases = createMemoryLeases(now);
  const signals = createMemorySignals();
  const waiters = createAppendWaiters();
  const followers = createFollowers();
  const incarnation = randomUUID();
  const appended = (log: string, position: string) => {
    waiters.appended(log, position);
    followers.appended(log, position);
  };
  const health = { ok: true, since: now() };
  const commitDeps = { records, leases, logOf, appended, boundOf };
  const commit = commitWith(budget, (changes) => commitInMemory(commitDeps, changes));

  return {
    kind: 'memory',
    commit,

    get: (space, id) => answer(() => records.get(space, id)),
    getMany: (space, ids) => answer(() => ids.map((id) => records.get(space, id))),
    list: (space) => answer(() => records.list(space)),

    find: (log, position) => answer(() => logOf(log).find(position)),
    readBack: (log, before, limit) => answer(() => logOf(log).readBack(before, limit)),
    read: (log, after, limit) => answer(() => logOf(log).read(after, limit)),
    follow: (log) =>
      followers.follow(log, (after, limit) => answer(() => logOf(log).read(after, limit))),
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
    boundOf,
    trimToBound: (log) => answer(() => logOf(log).trimTo(boundOf(log) ?? Infinity)),
    drop: (log) => answer(() => dropLog(log)),

    ...leaseCalls(leases),

    publish: (channel, payload) => answer(() => signals.publish(channel, payload)),
    subscribe: signals.subscribe,

    clock: () => Promise.resolve(now()),
    ping: () => Promise.resolve(0),
    health: () => health,
    capacity: budget.capacity,
    isFull: budget.isFull,
    warnings: () => [WARNING, ...budget.warnings()],
    close: () => answer(() => waiters.endAll()),
  };
}

/** What takes something in is refused where there is no room for it. */
function commitWith(
  budget: MemoryBudget,
  write: (changes: readonly Change[]) => CommitResult,
): Store['commit'] {
  return (changes, { takesIn = false } = {}) =>
    answer(() => {
      const hasRoom = budget.hasRoom();
      if (hasRoom || !takesIn) return write(changes);
      budget.refused();
      throw storeFull();
    });
}

/** Records and logs, which have one budget. */
function createContents({
  now,
  logger = SILENT,
  memoryBytes: maxBytes,
  logBounds,
}: MemoryStoreDeps) {
  const boundOf = (log: string) => {
    const bound = logBounds?.(log);
    return bound && boundIn(bound, maxBytes);
  };
  const budget = createMemoryBudget({
    maxBytes,
    now,
    logger,
    forgettable: () => [
      ...records.forgettable(),
      ...[...logs].filter(([name]) => boundOf(name) !== undefined).map(([, log]) => oldestOf(log)),
    ],
  });
  const records = createMemoryRecords(now, budget.change);
  const logs = new Map<string, MemoryLog>();
  const logOf = (name: string) => {
    const log = logs.get(name) ?? createMemoryLog(now, budget.change);
    logs.set(name, log);
    return log;
  };
  const dropLog = (name: string) => {
    logs.get(name)?.trimTo(0);
    logs.delete(name);
  };
  return { boundOf, budget, records, logOf, dropLog };
}

function leaseCalls(leases: MemoryLeases): Pick<Store, 'acquire' | 'renew' | 'release' | 'holder'> {
  return {
    acquire: (lease, holder, ttlMs) => answer(() => leases.acquire(lease, holder, ttlMs)),
    renew: (lease, holder, epoch, ttlMs) =>
      answer(() => leases.renew({ lease, holder, epoch }, ttlMs)),
    release: (lease, holder, epoch) => answer(() => leases.release({ lease, holder, epoch })),
    holder: (lease) => answer(() => leases.holder(lease)),
  };
}

function oldestOf(log: MemoryLog): Forgettable {
  return { bytes: () => log.bytes(), forget: (bytes) => log.trimTo(log.bytes() - bytes) };
}

/** Runs at once, so that calls happen in their order; what it throws rejects. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async function is how a throw becomes a rejection
async function answer<T>(work: () => T): Promise<T> {
  return work();
}
