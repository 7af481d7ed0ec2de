import { partitionLog } from '../outbox/partition.ts';
import type { Store } from '../store/store.ts';

/** How many stanzas wait in the outbox: counted now, and as last counted, for what cannot wait. */
export interface OutboxDepth {
  readonly count: () => Promise<number>;
  readonly last: () => number;
  close(): void;
}

const COUNT_EVERY_MS = 1_000;

export function watchOutboxDepth(store: Store, partitions: number): OutboxDepth {
  let last = 0;
  const count = async () => {
    const logs = Array.from({ length: partitions }, (_, partition) => partitionLog(partition));
    const infos = await Promise.all(logs.map((log) => store.info(log)));
    last = infos.reduce((sum, { length }) => sum + length, 0);
    return last;
  };
  const timer = setInterval(() => void count().catch(() => undefined), COUNT_EVERY_MS);
  return {
    count,
    last: () => last,
    close: () => {
      clearInterval(timer);
    },
  };
}
