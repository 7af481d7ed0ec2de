import { LOG_START, comparePositions, type LogPage, type Store } from '../../store/store.ts';
import type { Cursor } from './cursor.ts';
import { LoggedEvent } from './logged-event.ts';
import { EVENT_LOG } from './recorder.ts';
import { Sleepers, type Sleeper, type Wait } from './sleepers.ts';

export interface TailPage {
  readonly events: readonly LoggedEvent[];
  /** Events are gone that the reader may not have seen. */
  readonly lost: Loss | false;
  /** Nothing is known to stand after these events. */
  readonly isEnd: boolean;
}

interface Found extends Omit<TailPage, 'isEnd'> {
  /** The store has more of it. */
  readonly more: boolean;
}

/**
 * - `trimmed`: what came after the cursor was deleted, or the log was started over: go on with the oldest event.
 * - `ahead`: the cursor is after the end of the log. The store lost the newest events, as after a failover to a replica that did
 *   not have them; go on at the end.
 */
export type Loss = 'trimmed' | 'ahead';

export interface TailBounds {
  /** Events kept in memory for readers that are up to date, and the characters of their text. */
  readonly events: number;
  readonly characters: number;
}

const gone = (lost: Loss): Found => ({ events: [], lost, more: false });
const BOUNDS: TailBounds = { events: 4_000, characters: 16 * 1024 * 1024 };
const PULL = 1_000;
const WATCH_MS = 10_000;

/**
 * The end of the event log, read from the store and parsed once for all readers of a replica. Readers that
 * are further behind are served from the store. Nothing is read while nobody asks.
 */
export class EventTail {
  readonly #store: Store;
  readonly #bounds: TailBounds;
  /** What stands in the log after `#start`, up to `#end`, without a gap. */
  #window: LoggedEvent[] = [];
  #characters = 0;
  #start = LOG_START;
  #end = LOG_START;
  #incarnation: string | undefined;
  #pulling: Promise<Loss | false> | undefined;
  #watching = false;
  #mend: (() => Promise<void>) | undefined;
  readonly #sleepers = new Sleepers();
  readonly #closed = new AbortController();

  constructor(store: Store, bounds: TailBounds = BOUNDS) {
    this.#store = store;
    this.#bounds = bounds;
  }

  /** Before the oldest event that is kept. */
  async oldest(): Promise<Cursor> {
    return { incarnation: await this.#refresh(), position: LOG_START };
  }

  /** After the newest event. */
  async newest(): Promise<Cursor> {
    const { incarnation, last } = await this.#store.info(EVENT_LOG);
    return { incarnation, position: last };
  }

  /**
   * Where a cursor is. `lost`: in a log that is gone, or after the end of a store that came back from an older copy.
   * `future`: after the end, and later than the store's clock, so that no copy of the log ever had it.
   */
  async placeOf({ incarnation, position }: Cursor): Promise<'here' | 'lost' | 'future'> {
    if (!(await this.#isCurrent({ incarnation, position }))) return 'lost';
    if (comparePositions(position, this.#end) <= 0) return 'here';
    const { last } = await this.#store.info(EVENT_LOG);
    if (comparePositions(position, last) <= 0) return 'here';
    const written = Number(position.slice(0, position.indexOf('-')));
    return written > (await this.#store.clock()) ? 'future' : 'lost';
  }

  /** Where a reader goes on that was told of a loss. */
  goOnAfter(loss: Loss): Promise<Cursor> {
    return loss === 'ahead' ? this.newest() : this.oldest();
  }

  /** The event at a cursor, if it is still kept. */
  async find(at: Cursor): Promise<LoggedEvent | undefined> {
    if (!(await this.#isCurrent(at))) return undefined;
    const entry = await this.#store.find(EVENT_LOG, at.position);
    return entry && new LoggedEvent(entry, at.incarnation);
  }

  /** What is tried where a cursor is after the end of the log, before its reader is told of a loss. */
  mendWith(mend: () => Promise<void>): void {
    this.#mend = mend;
  }

  /** Up to `limit` events after a cursor, oldest first; fewer where they are large. Throws `store-unavailable`. */
  async read(after: Cursor, limit: number): Promise<TailPage> {
    const { events, more, lost } = await this.#readOrMend(after, limit);
    if (lost !== false) return { events: [], lost, isEnd: false };
    const last = events.at(-1)?.position ?? after.position;
    // The store may have been read past the end that is known here: then a full page tells nothing of what follows.
    const isFull = more || events.length >= limit;
    return { events, lost, isEnd: !isFull && comparePositions(last, this.#end) >= 0 };
  }

  /** Up to `limit` events before a cursor, or from the end, newest first; fewer where they are large. Throws `store-unavailable`. */
  async readBack(before: Cursor | undefined, limit: number): Promise<TailPage> {
    const incarnation = before?.incarnation ?? (await this.#refresh());
    const page = await this.#store.readBack(EVENT_LOG, before?.position, limit);
    const events = page.entries.map((entry) => new LoggedEvent(entry, incarnation));
    return { events, lost: false, isEnd: !page.more };
  }

  async #readOrMend(after: Cursor, limit: number): Promise<Found> {
    const page = await this.#read(after, limit);
    if (page.lost !== 'ahead' || this.#mend === undefined) return page;
    await this.#mend();
    return this.#read(after, limit);
  }

  async #read(after: Cursor, limit: number): Promise<Found> {
    if (!(await this.#isCurrent(after))) return gone('trimmed');
    const { position } = after;
    if (comparePositions(position, this.#start) < 0) return this.#readStore(position, limit);
    if (comparePositions(position, this.#end) > 0 && !(await this.#moveTo(position))) {
      return gone('ahead');
    }
    if (position === this.#end) {
      const lost = await (this.#pulling ??= this.#pull());
      if (lost !== false) return gone(lost);
    }
    // The window may have moved on while this reader waited for the store.
    if (comparePositions(position, this.#start) < 0) return this.#readStore(position, limit);
    const from = this.#indexAfter(position);
    const events = this.#window.slice(from, from + limit);
    return { events, more: from + limit < this.#window.length, lost: false };
  }

  /**
   * Resolves when there may be events after a cursor, in time, or when aborted; with the position up to which no event
   * after the cursor is wanted.
   */
  async wait(after: Cursor, wait: Wait): Promise<string> {
    const { position } = after;
    if (wait.signal?.aborted === true || this.#closed.signal.aborted) return position;
    if (after.incarnation !== this.#incarnation) return position;
    if (comparePositions(position, this.#end) < 0) return position;
    const slept = this.#sleepers.sleep(position, wait);
    this.#watch();
    return slept;
  }

  /** Wakes every reader that waits, for the last time. */
  close(): void {
    this.#closed.abort();
    this.#sleepers.wakeAll();
  }

  async #isCurrent(cursor: Cursor): Promise<boolean> {
    if (cursor.incarnation === this.#incarnation) return true;
    return cursor.incarnation === (await this.#refresh());
  }

  /** Learns which log this is; a log that was started over empties the window. */
  async #refresh(): Promise<string> {
    const { incarnation, last } = await this.#store.info(EVENT_LOG);
    if (incarnation !== this.#incarnation) {
      this.#incarnation = incarnation;
      this.#emptyAt(last);
      // Readers that wait for more of the previous log have to be told.
      this.#sleepers.wakeAll();
    }
    return incarnation;
  }

  /** False for a position that the log never reached: the store came back from an older copy. */
  async #moveTo(position: string): Promise<boolean> {
    const { last } = await this.#store.info(EVENT_LOG);
    if (comparePositions(position, last) > 0) return false;
    if (comparePositions(position, this.#end) > 0) this.#emptyAt(position);
    return true;
  }

  async #readStore(position: string, limit: number): Promise<Found> {
    const page = await this.#store.read(EVENT_LOG, position, limit);
    const lost = page.lost && position !== LOG_START;
    const incarnation = this.#incarnation ?? '';
    const events = page.entries.map((entry) => new LoggedEvent(entry, incarnation));
    return { events, more: page.more, lost: lost && 'trimmed' };
  }

  /** Brings what was appended into the window; tells when the log was trimmed, started over or cut off behind it. */
  async #pull(): Promise<Loss | false> {
    try {
      const end = this.#end;
      const page = await this.#store.read(EVENT_LOG, end, PULL);
      const lost = page.lost && end !== LOG_START;
      if (lost) return await this.#startOver(end);
      if (end === this.#end) {
        this.#take(page);
      }
      return false;
    } finally {
      this.#pulling = undefined;
    }
  }

  async #startOver(end: string): Promise<Loss> {
    const incarnation = this.#incarnation;
    this.#incarnation = undefined;
    const isSameLog = (await this.#refresh()) === incarnation;
    return isSameLog && comparePositions(end, this.#end) > 0 ? 'ahead' : 'trimmed';
  }

  #take(page: LogPage): void {
    for (const entry of page.entries) {
      this.#window.push(new LoggedEvent(entry, this.#incarnation ?? ''));
      this.#characters += entry.value.length;
      this.#end = entry.position;
    }
    const { events, characters } = this.#bounds;
    if (this.#window.length <= events && this.#characters <= characters) return;
    // A quarter at a time, so that the window is not moved with every event.
    const dropped = this.#window.splice(0, Math.ceil(this.#window.length / 4));
    for (const { text } of dropped) this.#characters -= text.length;
    this.#start = dropped.at(-1)?.position ?? this.#start;
  }

  #emptyAt(position: string): void {
    this.#window = [];
    this.#characters = 0;
    this.#start = position;
    this.#end = position;
  }

  /** Binary search for the first event after a position. */
  #indexAfter(position: string): number {
    let low = 0;
    let high = this.#window.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.#window[middle]?.position ?? LOG_START;
      if (comparePositions(found, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** One wait at the store for all readers that have read everything. */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const ended = () => {
      this.#watching = false;
      if (this.#sleepers.size > 0 && !this.#closed.signal.aborted) this.#watch();
    };
    this.#store
      .waitForAppend(EVENT_LOG, this.#end, WATCH_MS, this.#closed.signal)
      .then(() => this.#wakeWhoWants())
      // A store that cannot be asked is met by the next read, which says so.
      .catch(() => this.#sleepers.wakeAll())
      .finally(ended);
  }

  /** Many readers wait, and most events are for few of them. */
  async #wakeWhoWants(): Promise<void> {
    const end = this.#end;
    const lost = this.#sleepers.isAnyChoosy && (await (this.#pulling ??= this.#pull()));
    if (lost !== false || end === this.#end) this.#sleepers.wakeAll();
    else this.#sleepers.wakeWhoWants(this.#end, (sleeper) => this.#isAnyFor(sleeper));
  }

  /** Whether anything that came after what a reader has passed may be for it. */
  #isAnyFor({ wants, passed }: Sleeper): boolean {
    if (wants === undefined || comparePositions(passed, this.#start) < 0) return true;
    return this.#window.slice(this.#indexAfter(passed)).some(({ head }) => wants(head));
  }
}
