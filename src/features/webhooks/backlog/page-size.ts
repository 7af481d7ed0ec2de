/** Entries asked for before anything is known of their size. */
const FIRST = 32;
const MAX = 250;

/** Of text, where no other bound is given. */
const PAGE_BYTES = 2 * 1024 * 1024;

/** How many entries of a log to ask for, so that a page has about so many bytes: by the size of those that came last. */
export class PageSize {
  #average = 0;

  next(bytes = PAGE_BYTES): number {
    if (this.#average === 0) return FIRST;
    return Math.min(MAX, Math.max(1, Math.ceil(bytes / this.#average)));
  }

  saw(texts: readonly string[]): void {
    if (texts.length === 0) return;
    const bytes = texts.reduce((sum, { length }) => sum + length, 0);
    this.#average = Math.max(1, bytes / texts.length);
  }
}
