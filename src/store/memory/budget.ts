import type { Logger } from '../../observe/logger.ts';
import { fillOf, fillWarning, inMebibytes, type StoreCapacity } from '../capacity.ts';
import type { StoreWarning } from '../store.ts';

/** Something whose oldest parts may be dropped to make room. */
export interface Forgettable {
  readonly bytes: () => number;
  /** Drops the oldest, about so many bytes; returns how many entries or records went. */
  readonly forget: (bytes: number) => number;
}

/** What each entry or record costs besides its value: position or key, object, place in a list or map. */
const ALLOWANCE = 200;

export function costOf(value: string): number {
  return Buffer.byteLength(value) + ALLOWANCE;
}

export interface MemoryBudget {
  /** Something was stored, or (negative) dropped. */
  readonly change: (bytes: number) => void;
  /** Makes room where that is needed; false when there is too little to take something in. */
  readonly hasRoom: () => boolean;
  readonly refused: () => void;
  readonly capacity: () => StoreCapacity;
  readonly isFull: () => boolean;
  readonly warnings: () => readonly StoreWarning[];
}

export interface MemoryBudgetDeps {
  /** Undefined: as much as there is. */
  readonly maxBytes: number | undefined;
  readonly forgettable: () => readonly Forgettable[];
  readonly logger: Pick<Logger, 'warn'>;
  readonly now: () => number;
}

/** Room is made from the first share on, down to the second: not with every commit. */
const HIGH = 0.85;
const LOW = 0.8;
/** Where there was little to drop, it is not looked for with every commit. */
const PAUSE_MS = 1_000;
const SAY_MS = 60_000;

export function createMemoryBudget(deps: MemoryBudgetDeps): MemoryBudget {
  const { maxBytes = Infinity, forgettable, logger, now } = deps;
  let used = 0;
  let [forgotten, unsaid, refused] = [0, 0, 0];
  let [lookedAt, saidAt] = [-Infinity, -Infinity];

  const isFull = () => maxBytes !== Infinity && fillOf(used, maxBytes, 'ample') === 'full';
  const say = () => {
    if (unsaid === 0 || now() - saidAt < SAY_MS) return;
    saidAt = now();
    const limit = inMebibytes(maxBytes);
    logger.warn(
      { forgotten: unsaid },
      `the oldest of what is kept in memory was forgotten to stay below ${limit} (BRIDGE_MEMORY_STORE)`,
    );
    unsaid = 0;
  };
  const makeRoom = () => {
    if (now() - lookedAt < PAUSE_MS && now() >= lookedAt) return;
    const goal = maxBytes * LOW;
    for (const part of [...forgettable()].sort((one, other) => other.bytes() - one.bytes())) {
      if (used <= goal) break;
      const count = part.forget(used - goal);
      forgotten += count;
      unsaid += count;
    }
    if (used > goal) lookedAt = now();
  };
  return {
    change(bytes) {
      used += bytes;
    },
    hasRoom() {
      if (used > maxBytes * HIGH) makeRoom();
      say();
      return !isFull();
    },
    refused() {
      refused += 1;
    },
    capacity: () => ({
      usedBytes: used,
      ...(maxBytes !== Infinity && { maxBytes }),
      isFull: isFull(),
      refused,
      forgotten,
    }),
    isFull,
    warnings() {
      const share = `${inMebibytes(used)} of ${inMebibytes(maxBytes)} (BRIDGE_MEMORY_STORE)`;
      const warning = isFull() ? fillWarning('full', share) : undefined;
      return warning === undefined ? [] : [warning];
    },
  };
}
