import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionWorker } from '../../../link/holder.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fence, Space } from '../../../store/store.ts';
import { partitionLog } from './partition.ts';
import { startSender } from './sender.ts';
import { createSettlement } from './settlement.ts';
import type { StatusEvent } from '../ledger/status-news.ts';

export interface Senders {
  /** Starts the sender of one partition, for as long as its lease is held. */
  readonly start: (partition: number, fence: Fence, isHeld: () => boolean) => PartitionWorker;
  /** Stanzas that this replica wrote and that are not yet acknowledged. */
  readonly inFlight: () => number;
}

export function createSenders(
  runtime: Runtime,
  { ledger, statusEvent }: { readonly ledger: Space; readonly statusEvent: StatusEvent },
): Senders {
  const { store, link, now, monotonic, logger } = runtime;
  const running = new Map<number, PartitionWorker>();
  const start = (partition: number, fence: Fence, isHeld: () => boolean) => {
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
      isHeld,
      now,
      monotonic,
      logger,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    });
    running.set(partition, sender);
    return sender;
  };
  return {
    start,
    inFlight: () => [...running.values()].reduce((sum, sender) => sum + sender.inFlight(), 0),
  };
}
