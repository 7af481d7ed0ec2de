import { setTimeout as sleep } from 'node:timers/promises';
import { partitionLog } from '../outbox/partition.ts';
import { startSender, type Sender } from '../outbox/sender.ts';
import { createSettlement } from '../outbox/settlement.ts';
import type { Fence } from '../store/store.ts';
import type { Link } from '../xmpp/port.ts';
import type { EventsOf } from './events-of.ts';
import type { Foundation } from './foundation.ts';

/** Starts the sender of one partition for as long as its lease is held. */
export function senderStarter(base: Foundation, link: Link, events: EventsOf) {
  const { store, ledger, now, monotonic, log: logger } = base;
  return (partition: number, fence: Fence): Sender => {
    const log = partitionLog(partition);
    const settlement = createSettlement({
      store,
      ledger,
      log,
      fence: { do: 'fence', ...fence },
      now,
      statusEvent: (record) => events.status(record),
      sleep: (ms) => sleep(ms),
    });
    return startSender({
      store,
      link,
      log,
      settlement,
      now,
      monotonic,
      logger,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    });
  };
}
