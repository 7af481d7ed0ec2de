import type { Waiting } from './queue-entry.ts';
import type { Settlement, Written } from './settlement.ts';
import type { Runtime } from '../../runtime.ts';

/** The stanzas that were written to the link and are not yet acknowledged. */
export interface Flight {
  size(): number;
  /** Whether the server has acknowledged any of them. */
  acknowledgedAny(): boolean;
  /** Whether some were on their way when the link dropped. */
  lostAny(): boolean;
  /** For how many ms nothing has landed although something is in the air; 0 otherwise. */
  stalledMs(): number;
  /** These were just written. Their acknowledgement is begun at once. */
  took(batch: readonly Waiting[]): void;
  /** Resolves when fewer than `limit` are in the air. */
  below(limit: number): Promise<void>;
  /** Resolves when none is in the air: each was settled, or its link was lost. */
  landed(): Promise<void>;
}

export interface FlightDeps extends Pick<Runtime, 'link' | 'now' | 'monotonic'> {
  readonly settlement: Settlement;
  /** The link dropped with stanzas in the air: they are still in the log and have to go again. */
  readonly linkLost: () => void;
  /** The store says that another replica sends now. */
  readonly leaseLost: () => void;
}

/** How many are in the air, and who waits for them to land. */
function createAir(monotonic: () => number) {
  let size = 0;
  let movedAt = 0;
  let waiters: { limit: number; resolve: () => void }[] = [];
  return {
    size: () => size,
    stalledMs: () => (size === 0 ? 0 : monotonic() - movedAt),
    took(count: number) {
      if (size === 0) movedAt = monotonic();
      size += count;
    },
    landed(count: number) {
      size -= count;
      movedAt = monotonic();
      const ready = waiters.filter(({ limit }) => size < limit);
      waiters = waiters.filter(({ limit }) => size >= limit);
      for (const { resolve } of ready) resolve();
    },
    below: (limit: number) =>
      size < limit
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiters.push({ limit, resolve })),
  };
}

/**
 * What is in the air on one link. The next link has a flight of its own. One barrier is awaited at a time: what is
 * written meanwhile shares the next one, and is settled together.
 */
export function createFlight(deps: FlightDeps): Flight {
  const air = createAir(deps.monotonic);
  let unasked: Written[] = [];
  let asking = false;
  let acknowledgedAny = false;
  let lostAny = false;

  async function ask(): Promise<void> {
    asking = true;
    while (unasked.length > 0) {
      const batch = unasked;
      unasked = [];
      try {
        const acknowledged = await deps.link.barrier();
        acknowledgedAny ||= acknowledged;
        void settle(batch, acknowledged);
      } catch {
        lostAny = true;
        deps.linkLost();
        air.landed(batch.length + unasked.length);
        unasked = [];
      }
    }
    asking = false;
  }

  async function settle(batch: readonly Written[], acknowledged: boolean): Promise<void> {
    try {
      if (!(await deps.settlement.settle(batch, acknowledged))) deps.leaseLost();
    } catch {
      // Not settled: it is still in the log, and goes again in the next session.
      deps.linkLost();
    } finally {
      air.landed(batch.length);
    }
  }

  return {
    size: air.size,
    acknowledgedAny: () => acknowledgedAny,
    lostAny: () => lostAny,
    stalledMs: air.stalledMs,
    took(batch) {
      air.took(batch.length);
      const at = deps.now();
      for (const entry of batch) unasked.push({ entry, at });
      if (!asking) void ask();
    },
    below: air.below,
    landed: () => air.below(1),
  };
}
