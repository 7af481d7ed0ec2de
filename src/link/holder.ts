import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observe/logger.ts';
import { keepLease, type LeaseKeeper } from '../store/lease-keeper.ts';
import type { Fence, Store } from '../store/store.ts';
import type { LinkReport } from './link.ts';

/** Runs on the holder of a partition of the outbox. */
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
  readonly handOver: (patienceMs: number) => Promise<void>;
}

export interface LinkHolderDeps {
  readonly store: Store;
  readonly replica: string;
  readonly mode: 'leader' | 'all';
  readonly partitions: number;
  readonly link: HeldLink;
  readonly monotonic: () => number;
  readonly logger: Logger;
  /** `fence`: the right to send one partition of the outbox; `isHeld`: whether it is there at this very moment. */
  readonly startWorker: (partition: number, fence: Fence, isHeld: () => boolean) => PartitionWorker;
  /** Stanzas that wait to be sent. */
  readonly waiting: () => Promise<number>;
}

/** Decides which replica has a link and which drains a partition of the outbox. */
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
  return deps.mode === 'leader' ? holdAsLeader(deps) : holdWithAll(deps);
}

/** One lease for the link and the one partition of the outbox. */
function holdAsLeader(deps: LinkHolderDeps): LinkHolder {
  let leaving = false;
  const lease = createPartitionLease(deps, 0, LINK_LEASE, {
    granted: () => {
      deps.link.start();
    },
    lost: () => {
      if (!leaving) deps.link.readOut();
    },
  });
  const stopWatching = stepAsideWhenCutOff(deps, lease.keeper);
  return {
    holdsLink: () => lease.keeper.epoch() !== undefined,
    // What is handed over is still acknowledged on the old stream.
    mayWrite: () => leaving || lease.keeper.epoch() !== undefined,
    epoch: () => lease.keeper.epoch() ?? 0,
    inFlight: lease.inFlight,
    async handOver() {
      leaving = true;
      stopWatching();
      const held = lease.keeper.epoch() !== undefined;
      const alone = deps.store.kind === 'memory';
      if (alone && held) await atMost(SETTLE_MS, emptied(deps));
      await atMost(SETTLE_MS, lease.leave());
      await deps.link.handOver(alone || !held ? 0 : PATIENCE_MS);
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

/** Every replica has a link; each partition of the outbox has a lease of its own. */
function holdWithAll(deps: LinkHolderDeps): LinkHolder {
  deps.link.start();
  const leases = Array.from({ length: deps.partitions }, (_, partition) =>
    createPartitionLease(deps, partition, `outbox:${partition}`),
  );
  return {
    holdsLink: () => true,
    mayWrite: () => true,
    epoch: () => Math.max(0, ...leases.map(({ keeper }) => keeper.epoch() ?? 0)),
    inFlight: () => leases.reduce((sum, lease) => sum + lease.inFlight(), 0),
    async handOver() {
      await atMost(SETTLE_MS, Promise.all(leases.map((lease) => lease.leave())));
      await deps.link.handOver(0);
    },
  };
}

interface PartitionLease {
  readonly keeper: LeaseKeeper;
  readonly inFlight: () => number;
  leave(): Promise<void>;
}

interface PartitionListener {
  granted(): void;
  lost(): void;
}

/** A lease and the worker that runs while it is held. */
function createPartitionLease(
  deps: LinkHolderDeps,
  partition: number,
  lease: string,
  listener?: PartitionListener,
): PartitionLease {
  const { store, replica: holder, monotonic, logger } = deps;
  let worker: PartitionWorker | undefined;
  const keeper: LeaseKeeper = keepLease({
    ...LEASE,
    store,
    lease,
    holder,
    monotonic,
    logger,
    granted: (epoch) => {
      logger.info({ lease, epoch }, 'the lease is ours');
      const isHeld = () => keeper.epoch() === epoch;
      worker = deps.startWorker(partition, { lease, holder, epoch }, isHeld);
      listener?.granted();
    },
    lost: (reason) => {
      logger.info({ lease, reason }, 'the lease is gone');
      void worker?.stop();
      worker = undefined;
      listener?.lost();
    },
  });
  return {
    keeper,
    inFlight: () => worker?.inFlight() ?? 0,
    async leave() {
      await worker?.stop();
      await keeper.release();
    },
  };
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
