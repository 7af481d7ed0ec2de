import { decodeEntry } from './queue-entry.ts';
import { LOG_START, type Store } from '../../../store/store.ts';

/** How many stanzas wait in the outbox: counted now, and as last counted, for what cannot wait. */
export interface OutboxDepth {
  readonly count: () => Promise<number>;
  readonly last: () => number;
  /** When the oldest that waits was accepted, as last looked; ms since 1970. */
  readonly oldestAt: () => number | undefined;
  readonly close: () => void;
}

const COUNT_EVERY_MS = 1_000;

/** `logs`: those in which there may be something now. */
export function watchOutboxDepth(store: Store, logs: () => readonly string[]): OutboxDepth {
  let last = 0;
  let oldestAt: number | undefined;
  const count = async () => {
    const infos = await Promise.all(logs().map((log) => store.info(log)));
    last = infos.reduce((sum, { length }) => sum + length, 0);
    return last;
  };
  const look = async () => {
    const depth = await count();
    oldestAt = depth === 0 ? undefined : await oldestOf(store, logs());
  };
  const timer = setInterval(() => void look().catch(() => undefined), COUNT_EVERY_MS);
  return {
    count,
    last: () => last,
    oldestAt: () => oldestAt,
    close: () => {
      clearInterval(timer);
    },
  };
}

async function oldestOf(store: Store, logs: readonly string[]): Promise<number | undefined> {
  const pages = await Promise.all(logs.map((log) => store.read(log, LOG_START, 1)));
  const times = pages
    .flatMap(({ entries }) => entries)
    .map((entry) => decodeEntry(entry).record.createdAt);
  return times.length === 0 ? undefined : Math.min(...times);
}
