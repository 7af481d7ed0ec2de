/**
 * What the events of webhooks may take in memory of one replica, in bytes. What finds no room waits in the store, and is
 * read again when its turn comes. One event for each webhook always finds room, so that none is kept from going on.
 */
import type { LoggedEvent } from '../../events/logged-event.ts';

/** The text of an event, its parsed form, the body of a request, and what is yet to be collected. */
const FORMS = 4;

/** One webhook has so small a part at most that others find room beside it. */
const PARTS = 8;

/** `length` is that of the text. */
export function costOf({ length }: { readonly length: number }): number {
  return length * FORMS;
}

export class MemoryBudget {
  readonly #total: number;
  #held = 0;
  /**
   * How many shares hold an event: in memory it is there once. No WeakMap: with thousands in it, it is what the garbage
   * collector is busy with.
   */
  readonly #holders = new Map<LoggedEvent, number>();
  /** Those that found no room, the longest waiting first. */
  readonly #waiting = new Set<MemoryShare>();

  constructor(total: number) {
    this.#total = total;
  }

  /** Bytes that all shares hold. */
  get held(): number {
    return this.#held;
  }

  get isFull(): boolean {
    return this.#held >= this.#total;
  }

  /** `room` is called in a turn of its own when there may be room again for a share that was refused some. */
  share(room: () => void): MemoryShare {
    return new MemoryShare(this, this.#total / PARTS, room);
  }

  hold(event: LoggedEvent): void {
    const holders = this.#holders.get(event) ?? 0;
    this.#holders.set(event, holders + 1);
    if (holders === 0) this.change(costOf(event.text));
  }

  release(event: LoggedEvent): void {
    const holders = this.#holders.get(event) ?? 0;
    if (holders > 1) {
      this.#holders.set(event, holders - 1);
      return;
    }
    if (this.#holders.delete(event)) this.change(-costOf(event.text));
  }

  change(by: number): void {
    this.#held += by;
    if (by >= 0) return;
    for (const share of this.#waiting) {
      if (this.isFull) return;
      this.#waiting.delete(share);
      share.tell();
    }
  }

  wait(share: MemoryShare): void {
    this.#waiting.add(share);
  }

  leave(share: MemoryShare): void {
    this.#waiting.delete(share);
  }
}

/** The part of one webhook. */
export class MemoryShare {
  readonly #room: () => void;
  #isRefused = false;
  readonly #budget: MemoryBudget;
  readonly #limit: number;
  readonly #events = new Set<LoggedEvent>();
  #held = 0;
  #reserved = 0;

  constructor(budget: MemoryBudget, limit: number, room: () => void) {
    this.#budget = budget;
    this.#limit = limit;
    this.#room = room;
  }

  /** Bytes of the texts of events that may be taken before it is full. */
  get left(): number {
    return Math.max(0, this.#limit - this.#held) / FORMS;
  }

  /** Whether one more event may be held. If not, `room` is called when that may have changed. */
  hasRoom(): boolean {
    if (this.#held === 0) return true;
    if (this.#held < this.#limit && !this.#budget.isFull) return true;
    this.#isRefused = true;
    if (this.#budget.isFull) this.#budget.wait(this);
    return false;
  }

  tell(): void {
    this.#isRefused = false;
    queueMicrotask(this.#room);
  }

  hold(event: LoggedEvent): void {
    if (this.#events.has(event)) return;
    this.#events.add(event);
    this.#held += costOf(event.text);
    this.#budget.hold(event);
  }

  release(event: LoggedEvent): void {
    if (!this.#events.delete(event)) return;
    this.#held -= costOf(event.text);
    this.#budget.release(event);
    if (this.#isRefused) this.tell();
  }

  /** For an event that is on its way into memory. */
  reserve(bytes: number): void {
    this.#change(bytes);
    this.#reserved += bytes;
  }

  unreserve(bytes: number): void {
    const given = Math.min(bytes, this.#reserved);
    this.#reserved -= given;
    this.#change(-given);
  }

  /** Gives everything back. */
  end(): void {
    for (const event of this.#events) this.release(event);
    this.unreserve(this.#reserved);
    this.#budget.leave(this);
  }

  #change(by: number): void {
    this.#held += by;
    this.#budget.change(by);
    if (by < 0 && this.#isRefused) this.tell();
  }
}
