import { decodeEntry } from './queue-entry.ts';
import { LOG_START, type Store } from '../../../store/store.ts';

/** How much waits in the outbox: counted now, and as last counted, for what cannot wait. */
export interface OutboxDepth {
  /** Stanzas. */
  readonly count: () => Promise<number>;
  readonly last: () => number;
  /** About how much they take in the store, as last looked, with what this replica has put there since. */
  readonly bytes: () => number;
  /** This replica puts something of so many bytes there. */
  readonly took: (bytes: number) => void;
  /** When the oldest that waits was accepted, as last looked; ms since 1970. */
  readonly oldestAt: () => number | undefined;
  readonly close: () => void;
}

const COUNT_EVERY_MS = 1_000;

/** `logs`: those in which there may be something now. */
export function watchOutboxDepth(store: Store, logs: () => readonly string[]): OutboxDepth {
  let [last, bytes, taken] = [0, 0, 0];
  let oldestAt: number | undefined;
  const count = async () => {
    const infos = await Promise.all(logs().map((log) => store.info(log)));
    last = infos.reduce((sum, { length }) => sum + length, 0);
    bytes = infos.reduce((sum, info) => sum + info.bytes, 0);
    return last;
  };
  const look = async () => {
    const before = taken;
    const depth = await count();
    taken -= before;
    oldestAt = depth === 0 ? undefined : await oldestOf(store, logs());
  };
  const timer = setInterval(() => void look().catch(() => undefined), COUNT_EVERY_MS);
  return {
    count,
    last: () => last,
    bytes: () => bytes + taken,
    took: (more) => {
      taken += more;
    },
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
