/** What has arrived somewhere, kept in order, to be waited for by condition. Clients and receivers all share its shape. */
export interface Inbox<T> {
  /** All that has arrived so far, oldest first. */
  readonly received: readonly T[];
  /** The first thing that fits, among what has arrived already or is still to come. */
  waitFor(predicate: (item: T) => boolean, timeout?: number): Promise<T>;
  /** The oldest fitting thing that `next` has not given out before. */
  next(predicate?: (item: T) => boolean, timeout?: number): Promise<T>;
}

interface Waiter<T> {
  offer(item: T): boolean;
}

export class ArrivalList<T> implements Inbox<T> {
  readonly received: T[];
  readonly #name: string;
  readonly #waiting = new Set<Waiter<T>>();
  readonly #given = new Set<T>();
  readonly #listeners: ((item: T) => void)[] = [];
  #ended: unknown;

  /** `received` goes on to grow, where it is given. */
  constructor(name: string, received: readonly T[] = []) {
    this.#name = name;
    this.received = received as T[];
  }

  /** Calls `listener` for whatever arrives from now on. */
  each(listener: (item: T) => void): void {
    this.#listeners.push(listener);
  }

  add(item: T): void {
    this.received.push(item);
    for (const listener of this.#listeners) listener(item);
    for (const waiter of [...this.#waiting]) if (waiter.offer(item)) this.#waiting.delete(waiter);
  }

  /** Nothing arrives any more; waits that fail give this as their cause. */
  end(reason: unknown): void {
    this.#ended = reason;
  }

  waitFor(predicate: (item: T) => boolean, timeout = 10_000): Promise<T> {
    const here = this.received.find((item) => predicate(item));
    return here === undefined ? this.#wait(predicate, timeout) : Promise.resolve(here);
  }

  async next(predicate: (item: T) => boolean = () => true, timeout = 10_000): Promise<T> {
    const fresh = (item: T) => !this.#given.has(item) && predicate(item);
    const here = this.received.find(fresh);
    if (here !== undefined) {
      this.#given.add(here);
      return here;
    }
    return this.#wait((item) => {
      const fits = fresh(item);
      // Marked at once: two callers that wait at the same time never get the same thing.
      if (fits) this.#given.add(item);
      return fits;
    }, timeout);
  }

  #wait(predicate: (item: T) => boolean, timeout: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter<T> = {
        offer: (item) => {
          if (!predicate(item)) return false;
          clearTimeout(timer);
          resolve(item);
          return true;
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        reject(new Error(this.#complaint(timeout), { cause: this.#ended }));
      }, timeout);
      this.#waiting.add(waiter);
    });
  }

  #complaint(timeout: number): string {
    const last = this.received.slice(-3).map((item) => JSON.stringify(item).slice(0, 500));
    const seen = last.length > 0 ? `; last of ${this.received.length}:\n${last.join('\n')}` : '';
    return `nothing that fits arrived at ${this.#name} in ${timeout} ms${seen}`;
  }
}
