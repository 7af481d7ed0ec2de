import { missedEntries } from '../log-marks.ts';
import { LOG_START, MAX_REPLY_BYTES, type LogEntry, type LogInfo, type LogPage } from '../store.ts';
import { costOf } from './budget.ts';

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
  readBack(before: string | undefined, limit: number): Pick<LogPage, 'entries' | 'more'>;
  has(after: string): boolean;
  info(): Omit<LogInfo, 'incarnation'>;
  trim(bounds: TrimBounds): number;
  /** Of the values. */
  bytes(): number;
  /** Drops the oldest until so many bytes are left, or one entry. Returns how many went. */
  trimTo(bytes: number): number;
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

/** `changed` is told of what each entry costs when it comes, and of the same as a negative number when it goes. */
export function createMemoryLog(
  now: () => number,
  changed: (bytes: number) => void = () => undefined,
): MemoryLog {
  return new SlottedLog(now, changed);
}

class SlottedLog implements MemoryLog {
  readonly #now: () => number;
  readonly #changed: (bytes: number) => void;
  #slots: Slot[] = [];
  #removed = 0;
  #bytes = 0;
  /** No slot before it has an entry. */
  #head = 0;
  #last = { ms: 0, seq: 0 };
  readonly #marks = { begun: LOG_START, trimmed: LOG_START, last: LOG_START };

  constructor(now: () => number, changed: (bytes: number) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  append(value: string): string {
    this.#last = placeAfter(this.#last, this.#now());
    const position = `${this.#last.ms}-${this.#last.seq}`;
    this.#slots.push({ ...this.#last, position, value });
    this.#bytes += Buffer.byteLength(value);
    this.#changed(costOf(value));
    this.#marks.last = position;
    if (this.#marks.begun === LOG_START) this.#marks.begun = position;
    return position;
  }

  advance(position: string): void {
    this.#last = later(this.#last, position);
  }

  remove(position: string): void {
    const slot = this.#slots[firstAfter(this.#slots, position) - 1];
    if (slot?.position === position) this.#drop(slot);
    this.#sweep();
  }

  find(position: string): LogEntry | undefined {
    return entryAt(this.#slots, position);
  }

  read(after: string, limit: number): LogPage {
    const page = pageOf(this.#slots, firstAfter(this.#slots, after), limit);
    return { ...page, lost: missedEntries(after, this.#marks) };
  }

  readBack(before: string | undefined, limit: number): Pick<LogPage, 'entries' | 'more'> {
    const end = before === undefined ? this.#slots.length : firstAfter(this.#slots, before);
    const entries: LogEntry[] = [];
    let room = MAX_REPLY_BYTES;
    for (let index = end - 1; index >= this.#head; index -= 1) {
      const slot = this.#slots[index];
      if (slot?.value === undefined || slot.position === before) continue;
      room -= Buffer.byteLength(slot.value);
      if (entries.length === limit || (room < 0 && entries.length > 0)) {
        return { entries, more: true };
      }
      entries.push({ position: slot.position, value: slot.value });
    }
    return { entries, more: false };
  }

  has(after: string): boolean {
    return pageOf(this.#slots, firstAfter(this.#slots, after), 1).entries.length > 0;
  }

  info(): Omit<LogInfo, 'incarnation'> {
    const first = pageOf(this.#slots, this.#head, 1).entries[0]?.position;
    return {
      length: this.#length(),
      bytes: this.bytes(),
      last: this.#marks.last,
      ...(first !== undefined && { first }),
    };
  }

  trim({ before, maxLength, keepAfter }: TrimBounds): number {
    const end = keepAfter === undefined ? this.#slots.length : firstAfter(this.#slots, keepAfter);
    return this.#trimWhile((slot, index) => {
      if (index >= end) return false;
      return slot.ms < before || this.#length() > maxLength;
    });
  }

  bytes(): number {
    return this.#bytes;
  }

  trimTo(bytes: number): number {
    return this.#trimWhile(() => this.#bytes > bytes && this.#length() > 1);
  }

  #trimWhile(goes: (slot: Slot, index: number) => boolean): number {
    let dropped = 0;
    for (; this.#head < this.#slots.length; this.#head += 1) {
      const slot = this.#slots[this.#head];
      if (slot === undefined || !goes(slot, this.#head)) break;
      if (!this.#drop(slot)) continue;
      this.#marks.trimmed = slot.position;
      dropped += 1;
    }
    this.#sweep();
    return dropped;
  }

  #length(): number {
    return this.#slots.length - this.#removed;
  }

  #drop(slot: Slot): boolean {
    if (slot.value === undefined) return false;
    this.#bytes -= Buffer.byteLength(slot.value);
    this.#changed(-costOf(slot.value));
    slot.value = undefined;
    this.#removed += 1;
    return true;
  }

  #sweep(): void {
    if (this.#removed < SWEEP_AT || this.#removed * 2 < this.#slots.length) return;
    this.#slots = this.#slots.filter(({ value }) => value !== undefined);
    this.#removed = 0;
    this.#head = 0;
  }
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

function pageOf(slots: readonly Slot[], from: number, limit: number): Omit<LogPage, 'lost'> {
  const entries: LogEntry[] = [];
  let room = MAX_REPLY_BYTES;
  for (let index = from; index < slots.length; index += 1) {
    const slot = slots[index];
    if (slot?.value === undefined) continue;
    room -= Buffer.byteLength(slot.value);
    if (entries.length === limit || (room < 0 && entries.length > 0)) {
      return { entries, more: true };
    }
    entries.push({ position: slot.position, value: slot.value });
  }
  return { entries, more: false };
}
