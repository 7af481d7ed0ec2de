import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionWorker } from '../../../link/holder.ts';
import { createTally, type Tally } from '../../../observe/tally.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fence, Space } from '../../../store/store.ts';
import { partitionLog } from './partition.ts';
import { startSender } from './sender.ts';
import { createSettlement } from './settlement.ts';
import type { StatusEvent } from '../ledger/status-news.ts';

export interface Senders {
  /** Starts the sender of one partition, for as long as its lease is held. */
  readonly start: (partition: number, fence: Fence) => PartitionWorker;
  /** Stanzas that this replica wrote and that are not yet acknowledged. */
  readonly inFlight: () => number;
  /** Stanzas that were sent alone, and that failed because the server does not take them, since the start. */
  readonly counts: Tally<'quarantined' | 'refused'>['counts'];
}

export function createSenders(
  runtime: Runtime,
  { ledger, statusEvent }: { readonly ledger: Space; readonly statusEvent: StatusEvent },
): Senders {
  const { store, link, now, monotonic, logger } = runtime;
  const tally = createTally(['quarantined', 'refused'] as const);
  const running = new Map<number, PartitionWorker>();
  const start = (partition: number, fence: Fence) => {
    const log = partitionLog(partition);
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
      now,
      monotonic,
      logger,
      count: tally.count,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    });
    running.set(partition, sender);
    return sender;
  };
  return {
    start,
    counts: tally.counts,
    inFlight: () => [...running.values()].reduce((sum, sender) => sum + sender.inFlight(), 0),
  };
}
