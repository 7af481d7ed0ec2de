import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionWorker } from '../../../link/holder.ts';
import { createTally, type Tally } from '../../../observe/tally.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fence, Space } from '../../../store/store.ts';
import type { Verdict } from './cancelling.ts';
import type { Wanted } from './find-entry.ts';
import { startSender, type Sender } from './sender.ts';
import { createSettlement } from './settlement.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import type { StatusEvent } from '../ledger/status-news.ts';

export interface Senders {
  /** Starts the sender of one log of the outbox, for as long as its lease is held. */
  readonly start: (log: string, fence: Fence, isHeld: () => boolean) => PartitionWorker;
  /** Undefined where this replica does not drain the log, or cannot say. Rejects with `store-unavailable`. */
  readonly cancel: (log: string, wanted: Wanted) => Promise<Verdict | undefined>;
  /** Stanzas that this replica wrote and that are not yet acknowledged. */
  readonly inFlight: () => number;
  /** Stanzas that were sent alone, and that failed because the server does not take them, since the start. */
  readonly counts: Tally<'quarantined' | 'refused'>['counts'];
}

export interface SendersDeps {
  readonly ledger: Space;
  readonly statusEvent: StatusEvent;
  /** Whether who speaks in a room is in it. */
  readonly doors: RoomPort['doors'];
  /** Whether what stands in a log has to wait for what stands in others. */
  readonly mustWait: (log: string) => boolean;
}

export function createSenders(
  runtime: Runtime,
  { ledger, statusEvent, mustWait, doors }: SendersDeps,
): Senders {
  const { store, link, now, monotonic, logger } = runtime;
  const tally = createTally(['quarantined', 'refused'] as const);
  const running = new Map<string, Sender>();
  const start = (log: string, fence: Fence, isHeld: () => boolean) => {
    const settlement = createSettlement({
      store,
      ledger,
      log,
      fence: { do: 'fence', ...fence },
      now,
      statusEvent,
      sleep: (ms) => sleep(ms),
    });
    const sender = startSender({
      store,
      link,
      log,
      settlement,
      isHeld,
      mustWait: () => mustWait(log),
      doors,
      now,
      monotonic,
      logger,
      count: tally.count,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    });
    running.set(log, sender);
    return {
      inFlight: () => sender.inFlight(),
      async stop() {
        await sender.stop();
        if (running.get(log) === sender) running.delete(log);
      },
    };
  };
  return {
    start,
    cancel: (log, wanted) => running.get(log)?.cancel(wanted) ?? Promise.resolve(undefined),
    counts: tally.counts,
    inFlight: () => [...running.values()].reduce((sum, sender) => sum + sender.inFlight(), 0),
  };
}
