/** When entries of a log are due, soonest first: a binary heap of times and positions, without the entries themselves. */
export class DueTimes {
  readonly #times: number[] = [];
  readonly #positions: string[] = [];

  get size(): number {
    return this.#times.length;
  }

  add(time: number, position: string): void {
    let at = this.#times.length;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const parentTime = this.#times[parent] ?? 0;
      if (parentTime <= time) break;
      this.#set(at, parentTime, this.#positions[parent] ?? '');
      at = parent;
    }
    this.#set(at, time, position);
  }

  /** Takes out what is due at a time, soonest first, `limit` at most. */
  take(now: number, limit: number): string[] {
    const due: string[] = [];
    while (due.length < limit && this.size > 0 && (this.#times[0] ?? 0) <= now) {
      due.push(this.#pop());
    }
    return due;
  }

  clear(): void {
    this.#times.length = 0;
    this.#positions.length = 0;
  }

  #pop(): string {
    const top = this.#positions[0] ?? '';
    const time = this.#times.pop() ?? 0;
    const position = this.#positions.pop() ?? '';
    if (this.size > 0) this.#sink(time, position);
    return top;
  }

  /** Finds a place for an entry, from the top down. */
  #sink(time: number, position: string): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const leftTime = this.#times[left] ?? Infinity;
      const rightTime = this.#times[right] ?? Infinity;
      if (Math.min(leftTime, rightTime) >= time) break;
      const sooner = rightTime < leftTime ? right : left;
      this.#set(at, this.#times[sooner] ?? 0, this.#positions[sooner] ?? '');
      at = sooner;
    }
    this.#set(at, time, position);
  }

  #set(at: number, time: number, position: string): void {
    this.#times[at] = time;
    this.#positions[at] = position;
  }
}
