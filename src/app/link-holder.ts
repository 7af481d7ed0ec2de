import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../observe/log.ts';
import type { Sender } from '../outbox/sender.ts';
import { keepLease, type LeaseKeeper } from '../store/lease-keeper.ts';
import type { Fence, Store } from '../store/store.ts';
import { bounded } from './stop-list.ts';
import type { LinkReport } from '../xmpp/port.ts';

/** The link as its holder sees it: `xmpp/supervisor.ts`. */
export interface HeldLink {
  state(): LinkReport;
  start(): void;
  stop(): void;
  readonly handOver: (patienceMs: number) => Promise<void>;
}

export interface LinkHolderDeps {
  readonly store: Store;
  readonly replica: string;
  readonly mode: 'leader' | 'all';
  readonly partitions: number;
  readonly link: HeldLink;
  readonly monotonic: () => number;
  readonly logger: Log;
  /** `fence`: the right to send one partition of the outbox. */
  readonly startSender: (partition: number, fence: Fence) => Sender;
  readonly outboxDepth: () => Promise<number>;
}

/** Decides which replica has a link and which drains a partition of the outbox. */
export interface LinkHolder {
  /** The lease of the link is ours, so a conflict is somebody else's fault. */
  readonly holdsLink: () => boolean;
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
  const seat = createSeat(deps, 0, LINK_LEASE, {
    granted: () => {
      deps.link.start();
    },
    lost: () => {
      if (!leaving) deps.link.stop();
    },
  });
  const stopWatching = stepAsideWhenCutOff(deps, seat.keeper);
  return {
    holdsLink: () => seat.keeper.epoch() !== undefined,
    epoch: () => seat.keeper.epoch() ?? 0,
    inFlight: seat.inFlight,
    async handOver() {
      leaving = true;
      stopWatching();
      const held = seat.keeper.epoch() !== undefined;
      const alone = deps.store.kind === 'memory';
      if (alone && held) await bounded(emptied(deps), SETTLE_MS).catch(() => undefined);
      await bounded(seat.leave(), SETTLE_MS).catch(() => undefined);
      if (held) await deps.link.handOver(alone ? 0 : PATIENCE_MS);
      else deps.link.stop();
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
  const seats = Array.from({ length: deps.partitions }, (_, partition) =>
    createSeat(deps, partition, `outbox:${partition}`),
  );
  return {
    holdsLink: () => true,
    epoch: () => Math.max(0, ...seats.map(({ keeper }) => keeper.epoch() ?? 0)),
    inFlight: () => seats.reduce((sum, seat) => sum + seat.inFlight(), 0),
    async handOver() {
      const left = Promise.all(seats.map((seat) => seat.leave()));
      await bounded(left, SETTLE_MS).catch(() => undefined);
      await deps.link.handOver(0);
    },
  };
}

interface Seat {
  readonly keeper: LeaseKeeper;
  readonly inFlight: () => number;
  leave(): Promise<void>;
}

interface SeatListener {
  granted(): void;
  lost(): void;
}

/** A lease and the sender that runs while it is held. */
function createSeat(
  deps: LinkHolderDeps,
  partition: number,
  lease: string,
  listener?: SeatListener,
): Seat {
  const { store, replica: holder, monotonic, logger } = deps;
  let sender: Sender | undefined;
  const keeper = keepLease({
    ...LEASE,
    store,
    lease,
    holder,
    monotonic,
    logger,
    granted: (epoch) => {
      logger.info({ lease, epoch }, 'the lease is ours');
      sender = deps.startSender(partition, { lease, holder, epoch });
      listener?.granted();
    },
    lost: (reason) => {
      logger.info({ lease, reason }, 'the lease is gone');
      void sender?.stop();
      sender = undefined;
      listener?.lost();
    },
  });
  return {
    keeper,
    inFlight: () => sender?.inFlight() ?? 0,
    async leave() {
      await sender?.stop();
      await keeper.release();
    },
  };
}

/** What is kept in memory has to go before the process does. */
async function emptied({ outboxDepth, link }: LinkHolderDeps): Promise<void> {
  while (link.state().state === 'online' && (await outboxDepth()) > 0) await sleep(EMPTY_POLL_MS);
}
