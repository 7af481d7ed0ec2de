import type { Clock } from '../../src/link/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on; timers run in order at their own instants. */
export class FakeClock implements Clock {
  #time = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return 1_700_000_000_000 + this.#time;
  }

  elapsed(): number {
    return this.#time;
  }

  after(delay: number, run: () => void): () => void {
    const timer = { at: this.#time + delay, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  advance(by: number): void {
    const end = this.#time + by;
    for (let next = this.#nextBefore(end); next; next = this.#nextBefore(end)) {
      this.#timers.delete(next);
      this.#time = next.at;
      next.run();
    }
    this.#time = end;
  }

  #nextBefore(end: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
