/**
 * How far a webhook is done: every event at or below the checkpoint needs no more work, whatever order the work was
 * done in. After a restart the webhook goes on from the checkpoint.
 */
export interface Unfinished {
  /** Where the log stood before this event. */
  readonly before: string;
  finished: boolean;
}

export class Checkpoint {
  #read: string;
  #queue: Unfinished[] = [];
  #first = 0;

  constructor(position: string) {
    this.#read = position;
  }

  /** The last position that was read, done or not. */
  get read(): string {
    return this.#read;
  }

  /** Events read that hold the checkpoint back, and finished ones behind them. */
  get size(): number {
    return this.#queue.length - this.#first;
  }

  /** An event was read that needs work. */
  begin(position: string): Unfinished {
    const entry: Unfinished = { before: this.#read, finished: false };
    this.#queue.push(entry);
    this.#read = position;
    return entry;
  }

  /** An event was read that needs none. */
  skip(position: string): void {
    this.#read = position;
  }

  finish(entry: Unfinished): void {
    entry.finished = true;
    while (this.#queue[this.#first]?.finished === true) this.#first += 1;
    if (this.#first > 1_024 && this.#first * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#first);
      this.#first = 0;
    }
  }

  /** The checkpoint. */
  position(): string {
    return this.#queue[this.#first]?.before ?? this.#read;
  }
}
