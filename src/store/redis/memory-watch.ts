import type { Logger } from '../../observe/logger.ts';
import { fillOf, fillWarning, inMebibytes, type Fill, type StoreCapacity } from '../capacity.ts';
import type { StoreWarning } from '../store.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

/** Follows how much memory Redis uses, where it has a limit. */
export interface MemoryWatch {
  readonly capacity: () => Omit<StoreCapacity, 'refused'>;
  readonly isFull: () => boolean;
  /** Bytes; undefined where Redis has no limit, or it is not known. */
  readonly maxBytes: () => number | undefined;
  readonly warnings: () => readonly StoreWarning[];
  /** This replica writes something new of so many bytes: it counts until the next look. */
  readonly takesIn: (bytes: number) => void;
  /** Looks now. Never rejects: while Redis is away the last findings stand. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
}

export interface MemoryWatchDeps {
  readonly client: Client;
  readonly scripts: Pick<Scripts, 'memory'>;
  readonly keys: Keys;
  readonly logger: Logger;
}

const LOOK_MS = 1_000;
/** When this share is used, so that what comes in between two looks is less than the reserve. */
const SOON_SHARE = 0.5;
const SOON_MS = 200;
/** It is also looked again when so much was taken in since. */
const TAKEN_SHARE = 0.02;
/** What a value takes in Redis beyond its own size: sizes of the allocator, names. */
const OVERHEAD = 1.3;

export function watchMemory({ client, scripts, keys, logger }: MemoryWatchDeps): MemoryWatch {
  let used = 0;
  let max: number | undefined;
  let fill: Fill = 'ample';
  let taken = 0;
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const warning = () => warningOf(fill, used, max);
  const take = (info: string) => {
    ({ used, max } = memoryOf(info));
    const before = fill;
    fill = max === undefined ? 'ample' : fillOf(used, max, before);
    if (fill === before) return;
    const now = warning();
    if (now === undefined) logger.info({}, 'redis has room again');
    else logger.warn({ warning: now.code }, now.detail);
  };
  const look = async () => {
    isLooking = true;
    const before = taken;
    const found = (info: string) => {
      take(info);
      taken -= before;
    };
    // A user that may not run INFO is warned of elsewhere; the commit script still finds out when Redis is full.
    await scripts.memory([keys.marks], []).then(found, () => undefined);
    isLooking = false;
  };
  const lookAgain = () => {
    if (isClosed) return;
    const soon = max !== undefined && used > max * SOON_SHARE;
    timer = setTimeout(() => void look().finally(lookAgain), soon ? SOON_MS : LOOK_MS);
  };
  lookAgain();
  client.on('ready', () => void look());
  const isFull = () => max !== undefined && fillOf(used + taken, max, fill) === 'full';
  return {
    capacity: () => ({
      usedBytes: used,
      ...(max !== undefined && { maxBytes: max }),
      isFull: isFull(),
      forgotten: 0,
    }),
    isFull,
    maxBytes: () => max,
    warnings: () => [warning()].filter((it) => it !== undefined),
    takesIn(bytes) {
      taken += bytes * OVERHEAD;
      if (max !== undefined && taken > max * TAKEN_SHARE && !isLooking) void look();
    },
    look,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function warningOf(fill: Fill, used: number, max: number | undefined) {
  if (max === undefined) return undefined;
  return fillWarning(
    fill,
    `Redis uses ${inMebibytes(used)} of its ${inMebibytes(max)} (maxmemory)`,
  );
}

/** As Redis compares it: buffers for its replicas and its append-only file do not count. */
export function memoryOf(info: string): {
  readonly used: number;
  readonly max: number | undefined;
} {
  const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const max = field('maxmemory');
  const used = Math.max(field('used_memory') - field('mem_not_counted_for_evict'), 0);
  return { used, max: max === 0 ? undefined : max };
}
