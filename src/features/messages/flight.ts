import type { Link } from '../../link/link.ts';
import type { Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';

/** The stanzas that were written to the link and are not yet acknowledged. */
export interface Flight {
  size(): number;
  /** These were just written. Their acknowledgement is begun at once. */
  took(batch: readonly Waiting[]): void;
  /** Resolves when fewer than `limit` are in the air. */
  below(limit: number): Promise<void>;
  /** Resolves when none is in the air: each was settled, or its link was lost. */
  landed(): Promise<void>;
}

export interface FlightDeps {
  readonly link: Link;
  readonly settlement: Settlement;
  /** The link dropped with stanzas in the air: they are still in the log and have to go again. */
  readonly linkLost: () => void;
  /** The store says that another replica sends now. */
  readonly leaseLost: () => void;
}

/**
 * What is in the air on one link. The next link has a flight of its own. One barrier is awaited at a time: what is
 * written meanwhile shares the next one, and is settled together.
 */
export function createFlight(deps: FlightDeps): Flight {
  let size = 0;
  let unasked: Waiting[] = [];
  let asking = false;
  let waiters: { limit: number; resolve: () => void }[] = [];

  const land = (count: number) => {
    size -= count;
    const ready = waiters.filter(({ limit }) => size < limit);
    waiters = waiters.filter(({ limit }) => size >= limit);
    for (const { resolve } of ready) resolve();
  };

  async function ask(): Promise<void> {
    asking = true;
    while (unasked.length > 0) {
      const batch = unasked;
      unasked = [];
      try {
        const acknowledged = await deps.link.barrier();
        void settle(batch, acknowledged);
      } catch {
        deps.linkLost();
        land(batch.length + unasked.length);
        unasked = [];
      }
    }
    asking = false;
  }

  async function settle(batch: readonly Waiting[], acknowledged: boolean): Promise<void> {
    try {
      if (!(await deps.settlement.settle(batch, acknowledged))) deps.leaseLost();
    } catch {
      // Not settled: it is still in the log, and goes again in the next session.
      deps.linkLost();
    } finally {
      land(batch.length);
    }
  }

  const below = (limit: number) =>
    size < limit
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiters.push({ limit, resolve }));

  return {
    size: () => size,
    took(batch) {
      size += batch.length;
      unasked.push(...batch);
      if (!asking) void ask();
    },
    below,
    landed: () => below(1),
  };
}
