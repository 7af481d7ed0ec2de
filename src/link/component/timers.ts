import type { Clock } from '../clock.ts';

/** The timers of one stream, by name: one that is set again replaces the one before. */
export class Timers<Name extends string> {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #cancels = new Map<Name, () => void>();
  #isOver = false;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  set(name: Name, ms: number, run: () => void): void {
    if (this.#isOver) return;
    this.#cancels.get(name)?.();
    const due = () => {
      this.#cancels.delete(name);
      run();
    };
    this.#cancels.set(name, this.#clock.after(ms, due));
  }

  isSet(name: Name): boolean {
    return this.#cancels.has(name);
  }

  cancelAll(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  /** Calls all off, and sets none from now on. */
  end(): void {
    this.#isOver = true;
    this.cancelAll();
  }
}
