import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observe/logger.ts';
import { keepLease, type LeaseKeeper } from '../store/lease-keeper.ts';
import type { Fence, Store } from '../store/store.ts';
import type { LinkReport } from './link.ts';
import { openSuccession } from './succession.ts';

/** Runs on the holder of a log of the outbox. */
export interface PartitionWorker {
  /** Takes nothing more, and resolves when what was written is settled or its link is lost. */
  stop(): Promise<void>;
  /** Stanzas written and not yet acknowledged. */
  inFlight(): number;
}

/** The link as its holder sees it. */
export interface HeldLink {
  state(): LinkReport;
  start(): void;
  /** Writes nothing more, and reads what the server has sent to its end. */
  readOut(): void;
  /** Ends the link when `succeeded` resolves, or after so many ms. True: the server had ended it before. */
  readonly handOver: (
    patienceMs: number,
    succeeded?: (signal: AbortSignal) => Promise<void>,
  ) => Promise<boolean>;
  /** Nothing is read from a new link until `readNow`. */
  readLater(): void;
  readNow(): void;
}

/** What this replica is to do, as the store says: it may change. */
export interface Duty {
  /** Whether it may hold a link: not while replicas run in another mode. */
  readonly mayHold: () => boolean;
  /** The logs of the outbox. */
  readonly logs: () => readonly string[];
  readonly onChange: (listener: () => void) => void;
}

export interface LinkHolderDeps {
  readonly store: Store;
  readonly replica: string;
  readonly mode: 'leader' | 'all';
  readonly duty: Duty;
  readonly link: HeldLink;
  readonly monotonic: () => number;
  readonly logger: Logger;
  /** `fence`: the right to send one log of the outbox; `isHeld`: whether it is there at this very moment. */
  readonly startWorker: (log: string, fence: Fence, isHeld: () => boolean) => PartitionWorker;
  /** Stanzas that wait to be sent. */
  readonly waiting: () => Promise<number>;
  /** Resolves when everything that was read is stored. */
  readonly allStored: () => Promise<void>;
}

/** Decides which replica has a link and which drains a log of the outbox. */
export interface LinkHolder {
  /** The lease of the link is ours, so a conflict is somebody else's fault. */
  readonly holdsLink: () => boolean;
  /** Asked before each write, because a process that was suspended has lost its lease before it knows. */
  readonly mayWrite: () => boolean;
  readonly epoch: () => number;
  readonly inFlight: () => number;
  /** Settles what was written, gives the leases away, and reads the old stream to its end. */
  readonly handOver: () => Promise<void>;
}

export const LINK_LEASE = 'link';
const LEASE = { ttlMs: 3_000, renewMs: 1_000, pollMs: 250, marginMs: 500 };
/** How long another replica has to log in before the holder ends its stream itself. */
const PATIENCE_MS = 1_500;
const SETTLE_MS = 3_000;
const EMPTY_POLL_MS = 20;
/** Without a link for so long the holder lets another replica try: longer than an attempt to connect may take. */
const CUT_OFF_MS = 11_000;
const WATCH_MS = 500;
/** Where no other replica takes the lease, it is ours again after this. */
const ASIDE_MS = 1_000;

export function holdLink(deps: LinkHolderDeps): LinkHolder {
  const hold = deps.mode === 'leader' ? holdAsLeader : holdWithAll;
  let held: Hold | undefined;
  let isLeaving = false;
  const follow = () => {
    if (isLeaving) return;
    if (deps.duty.mayHold()) {
      held ??= hold(deps);
      held.follow(deps.duty.logs());
    } else {
      void held?.resign();
      held = undefined;
    }
  };
  deps.duty.onChange(follow);
  follow();
  return {
    holdsLink: () => held?.holdsLink() ?? false,
    mayWrite: () => held?.mayWrite() ?? false,
    epoch: () => held?.epoch() ?? 0,
    inFlight: () => held?.inFlight() ?? 0,
    async handOver() {
      isLeaving = true;
      if (held === undefined) await deps.link.handOver(0);
      else await held.handOver();
    },
  };
}

/** A replica that holds a link, or waits for its turn. */
interface Hold extends LinkHolder {
  /** These are the logs of the outbox now. */
  follow(logs: readonly string[]): void;
  /** Another mode is in force: gives up everything at once. */
  resign(): Promise<void>;
}

/** One lease for the link and all logs of the outbox. */
function holdAsLeader(deps: LinkHolderDeps): Hold {
  let leaving = false;
  let logs: readonly string[] = [];
  const workers = new Workers(deps);
  const { store, replica: holder, monotonic, logger, link } = deps;
  const succession = openSuccession({ ...deps, sleep });
  const keeper: LeaseKeeper = keepLease({
    ...LEASE,
    ...{ store, lease: LINK_LEASE, holder, monotonic, logger },
    granted: (epoch, circumstances) => {
      logger.info({ lease: LINK_LEASE, epoch }, 'the lease is ours');
      workers.begin({ lease: LINK_LEASE, holder, epoch }, () => keeper.epoch() === epoch);
      workers.follow(logs);
      link.readLater();
      link.start();
      void succession.turn(circumstances).then(() => link.readNow());
    },
    lost: (reason) => {
      logger.info({ lease: LINK_LEASE, reason }, 'the lease is gone');
      void workers.end();
      if (!leaving) link.readOut();
    },
  });
  const stopWatching = stepAsideWhenCutOff(deps, keeper);
  const isHeld = () => keeper.epoch() !== undefined;
  return {
    holdsLink: isHeld,
    // What is handed over is still acknowledged on the old stream.
    mayWrite: () => leaving || isHeld(),
    epoch: () => keeper.epoch() ?? 0,
    inFlight: () => workers.inFlight(),
    follow(now) {
      logs = now;
      workers.follow(now);
    },
    async resign() {
      stopWatching();
      await keeper.release();
    },
    async handOver() {
      leaving = true;
      stopWatching();
      const held = isHeld();
      const alone = store.kind === 'memory';
      if (alone && held) await atMost(SETTLE_MS, emptied(deps));
      await atMost(SETTLE_MS, workers.end());
      if (alone || !held) {
        await atMost(SETTLE_MS, keeper.release());
        await link.handOver(0);
        return;
      }
      await atMost(SETTLE_MS, succession.leave());
      await atMost(SETTLE_MS, keeper.release());
      const isWhole = await link.handOver(PATIENCE_MS, succession.succeeded);
      await atMost(SETTLE_MS, deps.allStored());
      await atMost(SETTLE_MS, succession.left(isWhole));
    },
  };
}

/**
 * From here a server that is down and a network that is cut look alike. Whether another replica has more luck is found
 * out by letting it try. Returns how to stop.
 */
function stepAsideWhenCutOff(deps: LinkHolderDeps, keeper: LeaseKeeper): () => void {
  const { link, monotonic, store } = deps;
  if (store.kind === 'memory') return () => undefined;
  let goodAt = monotonic();
  const watch = setInterval(() => {
    const isGood = keeper.epoch() === undefined || link.state().state === 'online';
    if (!isGood && monotonic() - goodAt < CUT_OFF_MS) return;
    goodAt = monotonic();
    if (!isGood) void keeper.stepAside(ASIDE_MS);
  }, WATCH_MS);
  return () => {
    clearInterval(watch);
  };
}

/** Every replica has a link; each log of the outbox has a lease of its own. */
function holdWithAll(deps: LinkHolderDeps): Hold {
  const leases = new Map<string, LogLease>();
  const leave = () => Promise.all([...leases.values()].map((lease) => lease.leave()));
  const epochs = () => [...leases.values()].map((lease) => lease.epoch());
  deps.link.start();
  return {
    holdsLink: () => true,
    mayWrite: () => true,
    epoch: () => Math.max(0, ...epochs()),
    inFlight: () => [...leases.values()].reduce((sum, lease) => sum + lease.inFlight(), 0),
    follow(logs) {
      for (const [log, lease] of leases) {
        if (logs.includes(log)) continue;
        leases.delete(log);
        void lease.leave().catch(() => undefined);
      }
      for (const log of logs) if (!leases.has(log)) leases.set(log, holdLog(deps, log));
    },
    async resign() {
      deps.link.readOut();
      await leave().catch(() => undefined);
    },
    async handOver() {
      await atMost(SETTLE_MS, leave());
      await deps.link.handOver(0);
    },
  };
}

interface LogLease {
  readonly epoch: () => number;
  readonly inFlight: () => number;
  leave(): Promise<void>;
}

/** The lease of one log and the worker that runs while it is held. */
function holdLog(deps: LinkHolderDeps, log: string): LogLease {
  const { store, replica: holder, monotonic, logger } = deps;
  const workers = new Workers(deps);
  const keeper: LeaseKeeper = keepLease({
    ...LEASE,
    ...{ store, lease: log, holder, monotonic, logger },
    granted: (epoch) => {
      logger.info({ lease: log, epoch }, 'the lease is ours');
      workers.begin({ lease: log, holder, epoch }, () => keeper.epoch() === epoch);
      workers.follow([log]);
    },
    lost: (reason) => {
      logger.info({ lease: log, reason }, 'the lease is gone');
      void workers.end();
    },
  });
  return {
    epoch: () => keeper.epoch() ?? 0,
    inFlight: () => workers.inFlight(),
    async leave() {
      await workers.end();
      await keeper.release();
    },
  };
}

/** The workers that run under one lease. */
class Workers {
  readonly #deps: LinkHolderDeps;
  readonly #running = new Map<string, PartitionWorker>();
  #grant: { readonly fence: Fence; readonly isHeld: () => boolean } | undefined;

  constructor(deps: LinkHolderDeps) {
    this.#deps = deps;
  }

  begin(fence: Fence, isHeld: () => boolean): void {
    this.#grant = { fence, isHeld };
  }

  /** One for each of these logs, while the lease is held. */
  follow(logs: readonly string[]): void {
    if (this.#grant === undefined) return;
    const { fence, isHeld } = this.#grant;
    for (const [log, worker] of this.#running) {
      if (logs.includes(log)) continue;
      this.#running.delete(log);
      void worker.stop();
    }
    for (const log of logs) {
      if (!this.#running.has(log))
        this.#running.set(log, this.#deps.startWorker(log, fence, isHeld));
    }
  }

  /** Resolves when what was written is settled or its link is lost. */
  async end(): Promise<void> {
    this.#grant = undefined;
    const stopped = [...this.#running.values()].map((worker) => worker.stop());
    this.#running.clear();
    await Promise.all(stopped);
  }

  inFlight(): number {
    return [...this.#running.values()].reduce((sum, worker) => sum + worker.inFlight(), 0);
  }
}

/** What is kept in memory has to go before the process does. */
async function emptied({ waiting, link }: LinkHolderDeps): Promise<void> {
  while (link.state().state === 'online' && (await waiting()) > 0) await sleep(EMPTY_POLL_MS);
}

/** What fails or takes longer does not keep the rest from stopping. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  const timer = sleep(ms, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), timer]);
  late.abort();
}
