import type { EventFilter } from './filter.ts';

export interface Wait {
  /** At the latest. */
  readonly ms: number;
  readonly signal?: AbortSignal;
  /** The events that the reader waits for; others do not wake it. Without it, any does. */
  readonly wants?: EventFilter;
}

export interface Sleeper {
  readonly wants: EventFilter | undefined;
  /** Apart from what it has read, no event up to here is for it. */
  readonly passed: string;
}

interface Sleeping extends Sleeper {
  passed: string;
  readonly wake: () => void;
}

/** Readers of the event log that have read everything and wait for more. */
export class Sleepers {
  readonly #all = new Set<Sleeping>();

  get size(): number {
    return this.#all.size;
  }

  /** Whether anybody waits for certain events only. */
  get isAnyChoosy(): boolean {
    return [...this.#all].some(({ wants }) => wants !== undefined);
  }

  /** Resolves when it is woken, in time, or when aborted, with the position that it has passed by then. */
  sleep(position: string, { ms, signal, wants }: Wait): Promise<string> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.#all.delete(sleeper);
        resolve(sleeper.passed);
      };
      const sleeper: Sleeping = { wants, passed: position, wake };
      const timer = setTimeout(wake, ms);
      signal?.addEventListener('abort', wake);
      this.#all.add(sleeper);
    });
  }

  wakeAll(): void {
    for (const { wake } of [...this.#all]) wake();
  }

  /** The others have passed `end`, and sleep on. */
  wakeWhoWants(end: string, isWanted: (sleeper: Sleeper) => boolean): void {
    for (const sleeper of [...this.#all]) {
      if (isWanted(sleeper)) sleeper.wake();
      else sleeper.passed = end;
    }
  }
}
