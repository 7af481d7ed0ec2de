import {
  comparePositions,
  LOG_START,
  type Follower,
  type LogEntry,
  type LogPage,
} from './store.ts';

/** What one call of the store appended to a log, with nobody else's entries in between. */
export interface AppendedRun {
  /** Position of the last entry that stood in the log before it, `LOG_START` for none; undefined where it is not known. */
  readonly before: string | undefined;
  readonly entries: readonly LogEntry[];
}

/** Entries of the log after a position, oldest first. */
export type ReadAfter = (
  after: string,
  limit: number,
) => Promise<Pick<LogPage, 'entries' | 'more'>>;

/** What is known and not yet asked for; what comes on top is read from the store in its time. */
const MAX_ENTRIES = 4_096;
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Gives what is in hand where that is proven to be next, and reads the rest. */
export class LogFollower implements Follower {
  readonly #read: ReadAfter;
  readonly #left: () => void;
  /** What follows what was given, without a gap up to `#end`. */
  #known: LogEntry[] = [];
  #characters = 0;
  #end = LOG_START;
  /** The last position heard of. */
  #latest = LOG_START;
  /** Nobody knows what stands after `#end`. */
  #unsure = true;
  /** What was appended while the store was read; undefined while it is not. */
  #meanwhile: AppendedRun[] | undefined;
  #wake: () => void = () => undefined;
  #isOver = false;

  constructor(read: ReadAfter, left: () => void) {
    this.#read = read;
    this.#left = left;
  }

  async next(limit: number, waitMs: number, signal?: AbortSignal): Promise<readonly LogEntry[]> {
    if (this.#mustRead()) await this.#catchUp(limit);
    // What was told while this waited for the store is news enough.
    if (this.#known.length === 0 && !this.#isBehind()) await this.#news(waitMs, signal);
    if (this.#mustRead() && signal?.aborted !== true && !this.#isOver) await this.#catchUp(limit);
    return this.#give(limit);
  }

  rewind(): void {
    this.#known = [];
    this.#characters = 0;
    this.#end = LOG_START;
    this.#latest = LOG_START;
    this.#unsure = true;
  }

  end(): void {
    this.#isOver = true;
    this.#left();
    this.#wake();
  }

  ran(run: AppendedRun): void {
    if (this.#meanwhile === undefined) this.#join(run);
    else this.#meanwhile.push(run);
    if (this.#known.length > 0 || this.#isBehind()) this.#wake();
  }

  appended(position: string): void {
    if (comparePositions(position, this.#latest) > 0) this.#latest = position;
    if (this.#isBehind()) this.#wake();
  }

  look(): void {
    this.#unsure = true;
    this.#wake();
  }

  #isBehind(): boolean {
    return this.#unsure || comparePositions(this.#latest, this.#end) > 0;
  }

  #join({ before, entries }: AppendedRun): void {
    const last = entries.at(-1)?.position ?? LOG_START;
    if (comparePositions(last, this.#latest) > 0) this.#latest = last;
    const isNext = before !== undefined && comparePositions(before, this.#end) <= 0;
    const isFull = this.#known.length >= MAX_ENTRIES || this.#characters >= MAX_CHARACTERS;
    if (this.#unsure || !isNext || isFull) return;
    this.#take(entries.filter(({ position }) => comparePositions(position, this.#end) > 0));
  }

  #take(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      this.#known.push(entry);
      this.#characters += entry.value.length;
    }
    this.#end = entries.at(-1)?.position ?? this.#end;
  }

  #give(limit: number): readonly LogEntry[] {
    const given = this.#known.splice(0, limit);
    for (const { value } of given) this.#characters -= value.length;
    return given;
  }

  #mustRead(): boolean {
    return this.#known.length === 0 && this.#isBehind();
  }

  /** All that was heard of before is in the answer, or was removed by now. */
  async #catchUp(limit: number): Promise<void> {
    const heardOf = this.#latest;
    const meanwhile: AppendedRun[] = [];
    this.#meanwhile = meanwhile;
    this.#unsure = false;
    try {
      const { entries, more } = await this.#read(this.#end, limit);
      this.#take(entries);
      if (more) this.#unsure = true;
      else if (comparePositions(heardOf, this.#end) > 0) this.#end = heardOf;
      for (const run of meanwhile) this.#join(run);
    } catch (error) {
      this.#unsure = true;
      throw error;
    } finally {
      this.#meanwhile = undefined;
    }
  }

  /** Waits for news; without any, the store is looked into all the same. */
  #news(waitMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(() => {
        this.#unsure = true;
        wake();
      }, waitMs);
      this.#wake = wake;
      if (signal?.aborted === true || this.#isOver) wake();
      else signal?.addEventListener('abort', wake);
    });
  }
}
