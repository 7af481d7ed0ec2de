import { missedEntries } from '../log-marks.ts';
import { LOG_START, type LogEntry, type LogInfo, type LogPage } from '../store.ts';

interface TrimBounds {
  readonly before: number;
  readonly maxLength: number;
  readonly keepAfter?: string;
}

export interface MemoryLog {
  append(value: string): string;
  /** What is appended from now on stands after the position. */
  advance(position: string): void;
  remove(position: string): void;
  find(position: string): LogEntry | undefined;
  read(after: string, limit: number): LogPage;
  has(after: string): boolean;
  info(): Omit<LogInfo, 'incarnation'>;
  trim(bounds: TrimBounds): number;
}

interface Slot {
  readonly ms: number;
  readonly seq: number;
  readonly position: string;
  /** `undefined` where the entry was removed. */
  value: string | undefined;
}

/** Removed entries are swept out when they outnumber the living, and this many at least. */
const SWEEP_AT = 1024;

export function createMemoryLog(now: () => number): MemoryLog {
  let slots: Slot[] = [];
  let removed = 0;
  let last = { ms: 0, seq: 0 };
  const marks = { begun: LOG_START, trimmed: LOG_START, last: LOG_START };

  const sweep = () => {
    if (removed < SWEEP_AT || removed * 2 < slots.length) return;
    slots = slots.filter(({ value }) => value !== undefined);
    removed = 0;
  };

  const drop = (slot: Slot | undefined) => {
    if (slot?.value === undefined) return false;
    slot.value = undefined;
    removed += 1;
    return true;
  };

  return {
    append(value) {
      last = placeAfter(last, now());
      const position = `${last.ms}-${last.seq}`;
      slots.push({ ...last, position, value });
      marks.last = position;
      if (marks.begun === LOG_START) marks.begun = position;
      return position;
    },
    advance: (position) => void (last = later(last, position)),
    remove(position) {
      const slot = slots[firstAfter(slots, position) - 1];
      if (slot?.position === position) drop(slot);
      sweep();
    },
    find: (position) => entryAt(slots, position),
    read: (after, limit) => ({
      entries: living(slots, firstAfter(slots, after), limit),
      lost: missedEntries(after, marks),
    }),
    has: (after) => living(slots, firstAfter(slots, after), 1).length > 0,
    info() {
      const first = living(slots, 0, 1)[0]?.position;
      const length = slots.length - removed;
      return { length, last: marks.last, ...(first !== undefined && { first }) };
    },
    trim({ before, maxLength, keepAfter }) {
      const end = keepAfter === undefined ? slots.length : firstAfter(slots, keepAfter);
      let dropped = 0;
      for (const slot of slots.slice(0, end)) {
        if (slot.ms >= before && slots.length - removed <= maxLength) break;
        if (!drop(slot)) continue;
        marks.trimmed = slot.position;
        dropped += 1;
      }
      sweep();
      return dropped;
    },
  };
}

/** Positions grow also when the clock does not. */
function placeAfter(last: Pick<Slot, 'ms' | 'seq'>, now: number) {
  const ms = Math.max(now, last.ms);
  return { ms, seq: ms === last.ms ? last.seq + 1 : 0 };
}

function later(last: Pick<Slot, 'ms' | 'seq'>, position: string) {
  const [ms = 0, seq = 0] = position.split('-').map(Number);
  return (ms - last.ms || seq - last.seq) > 0 ? { ms, seq } : last;
}

/** Index of the first slot after a position, found by bisection. */
function firstAfter(slots: readonly Slot[], position: string): number {
  const [ms = 0, seq = 0] = position.split('-').map(Number);
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const slot = slots[middle];
    if (slot !== undefined && (slot.ms - ms || slot.seq - seq) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function entryAt(slots: readonly Slot[], position: string): LogEntry | undefined {
  const slot = slots[firstAfter(slots, position) - 1];
  if (slot?.position !== position || slot.value === undefined) return undefined;
  return { position, value: slot.value };
}

function living(slots: readonly Slot[], from: number, limit: number): LogEntry[] {
  const entries: LogEntry[] = [];
  for (let index = from; index < slots.length && entries.length < limit; index += 1) {
    const slot = slots[index];
    if (slot?.value !== undefined) entries.push({ position: slot.position, value: slot.value });
  }
  return entries;
}
