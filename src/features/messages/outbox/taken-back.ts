import { comparePositions } from '../../../store/store.ts';

/** So many are kept in mind of which it is over: it is long ago that the first of them was settled. */
const MAX_SETTLED = 8_192;
/** So many at most are not to be written. */
const MAX_TAKEN = 50_000;

/**
 * Entries of one log that were cancelled: the sender must not write them although it may have them in hand, in the page that
 * it writes or further ahead. One is forgotten when what the sender reads has gone past it after it was settled.
 */
export class TakenBack {
  readonly #taken = new Set<string>();
  /** Those that are out of the log, in the order in which that happened. */
  readonly #settled = new Set<string>();
  #isReading = false;

  /** Asked for each entry before it is written, in the turn in which it is. */
  has(position: string): boolean {
    return this.#taken.size > 0 && this.#taken.has(position);
  }

  get isFull(): boolean {
    return this.#taken.size >= MAX_TAKEN;
  }

  take(position: string): void {
    this.#taken.add(position);
  }

  settled(position: string): void {
    this.#settled.add(position);
    this.#trim();
  }

  /** A sender reads the log from its beginning. */
  reads(): void {
    this.#isReading = true;
  }

  /** It has nothing of the log in hand any more. */
  readsNoMore(): void {
    this.#isReading = false;
    this.#trim();
  }

  /** It has done with a page, whose last entry stood there; without one it had nothing in hand. */
  pageDone(last: string | undefined): void {
    if (this.#settled.size === 0) return;
    for (const position of this.#settled) {
      if (last === undefined || comparePositions(position, last) <= 0) this.#forget(position);
    }
  }

  #trim(): void {
    if (this.#isReading) return;
    for (const position of this.#settled) {
      if (this.#settled.size <= MAX_SETTLED) return;
      this.#forget(position);
    }
  }

  #forget(position: string): void {
    this.#settled.delete(position);
    this.#taken.delete(position);
  }
}
