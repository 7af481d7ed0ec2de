/**
 * What goes out, joined: one write per event-loop turn, and the next one when the kernel has taken the last.
 * The caller keeps what waits here bounded: it asks `isFull` before adding.
 */

/** In characters: larger writes would hide for long whether the peer still takes anything. */
const LARGEST_WRITE = 64 * 1024;

/** Hands text to the socket; calls back when the kernel has taken it. */
export type SocketWrite = (text: string, taken: () => void) => void;

interface Waiter {
  readonly below: number;
  readonly resolve: (emptied: boolean) => void;
}

export class WriteBuffer {
  readonly #write: SocketWrite;
  readonly #bound: number;
  #queue: string[] = [];
  #unsent = 0;
  #taken = 0;
  /** A write is scheduled or under way. */
  #busy = false;
  #stopped = false;
  #waiters: Waiter[] = [];

  /** `bound`: characters from which on it is full. */
  constructor(write: SocketWrite, bound: number) {
    this.#write = write;
    this.#bound = bound;
  }

  /** Characters that the kernel has not taken yet. */
  get unsent(): number {
    return this.#unsent;
  }

  /** Characters that the kernel has taken so far. */
  get taken(): number {
    return this.#taken;
  }

  get isFull(): boolean {
    return this.#unsent >= this.#bound;
  }

  add(texts: readonly string[]): void {
    if (this.#stopped) return;
    for (const text of texts) {
      this.#queue.push(text);
      this.#unsent += text.length;
    }
    if (this.#busy || this.#queue.length === 0) return;
    this.#busy = true;
    setImmediate(() => this.#flush());
  }

  /** Resolves with true once it is no longer full, with false when it was stopped first. */
  drained(): Promise<boolean> {
    return this.#below(this.#bound);
  }

  /** Resolves with true when the kernel has taken everything, with false when it was stopped first. */
  flushed(): Promise<boolean> {
    return this.#below(1);
  }

  /** What was not handed over yet never will be. */
  stop(): void {
    this.#stopped = true;
    this.#queue = [];
    for (const { resolve } of this.#waiters.splice(0)) resolve(false);
  }

  #below(below: number): Promise<boolean> {
    if (this.#stopped) return Promise.resolve(false);
    if (this.#unsent < below) return Promise.resolve(true);
    return new Promise((resolve) => this.#waiters.push({ below, resolve }));
  }

  #flush(): void {
    this.#busy = !this.#stopped && this.#queue.length > 0;
    if (!this.#busy) return;
    const text = this.#nextWrite();
    this.#write(text, () => this.#wasTaken(text.length));
  }

  #nextWrite(): string {
    let length = 0;
    let count = 0;
    while (count < this.#queue.length && length < LARGEST_WRITE) {
      length += this.#queue[count++]?.length ?? 0;
    }
    return this.#queue.splice(0, count).join('');
  }

  #wasTaken(length: number): void {
    this.#unsent -= length;
    this.#taken += length;
    const waiting = this.#waiters;
    this.#waiters = waiting.filter(({ below }) => this.#unsent >= below);
    for (const { below, resolve } of waiting) if (this.#unsent < below) resolve(true);
    this.#flush();
  }
}
