import type { Clock } from '../xmpp/clock.ts';
import { Heap } from './heap.ts';
import type { Item } from './item.ts';

export interface AgendaDeps {
  readonly clock: Clock;
  /** Requests a second. */
  readonly rate: number;
  /** Turns under way at once. */
  readonly concurrency: number;
}

/** setTimeout takes 31 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Gives each item its turn when it is due: one timer for all, at most so many requests a second and so many turns at
 * once. Of those that are due the hurried ones go first, then those of higher priority.
 */
export class Agenda {
  readonly #clock: Clock;
  readonly #concurrency: number;
  readonly #intervalMs: number;
  readonly #later = new Heap<Item>((one, other) => one.due < other.due);
  readonly #ready = new Heap<Item>(goesFirst);
  #underWay = 0;
  /** When the next request may be made, on the clock that never jumps. */
  #nextAt = 0;
  #cancel: () => void = () => undefined;
  #pumpPlanned = false;

  constructor({ clock, rate, concurrency }: AgendaDeps) {
    this.#clock = clock;
    this.#concurrency = concurrency;
    this.#intervalMs = 1_000 / rate;
  }

  /** Its turn comes at `due`, whatever was planned for it before. Also how to change what its order depends on. */
  plan(item: Item, due: number, order?: Partial<Pick<Item, 'priority' | 'hurried'>>): void {
    this.drop(item);
    Object.assign(item, order);
    item.due = due;
    if (due === Infinity) return;
    (due <= this.#clock.now() ? this.#ready : this.#later).add(item);
    this.#planPump();
  }

  /** Takes it off the agenda; a turn under way goes on. */
  drop(item: Item): void {
    if (!this.#ready.remove(item)) this.#later.remove(item);
  }

  stop(): void {
    this.#cancel();
  }

  /** Once for all that is planned in one go, so that order does not depend on who came first. */
  #planPump(): void {
    if (this.#pumpPlanned) return;
    this.#pumpPlanned = true;
    queueMicrotask(() => {
      this.#pumpPlanned = false;
      this.#pump();
    });
  }

  #pump(): void {
    this.#cancel();
    const now = this.#clock.now();
    for (let next = this.#later.first(); next && next.due <= now; next = this.#later.first()) {
      this.#later.remove(next);
      this.#ready.add(next);
    }
    while (this.#ready.size > 0 && this.#underWay < this.#concurrency && this.#pauseMs() <= 0) {
      const item = this.#ready.pop();
      if (item !== undefined) this.#take(item);
    }
    this.#setTimer(now);
  }

  #take(item: Item): void {
    // A timer that is late may catch up by one request.
    const from = Math.max(this.#nextAt, this.#clock.elapsed() - this.#intervalMs);
    this.#nextAt = from + this.#intervalMs;
    this.#underWay += 1;
    void item.owner.turn(item).then((asked) => {
      this.#underWay -= 1;
      if (!asked) this.#nextAt -= this.#intervalMs;
      this.#pump();
    });
  }

  #pauseMs(): number {
    return this.#nextAt - this.#clock.elapsed();
  }

  #setTimer(now: number): void {
    const canTake = this.#ready.size > 0 && this.#underWay < this.#concurrency;
    const next = this.#later.first();
    const waits = [canTake ? this.#pauseMs() : Infinity, next ? next.due - now : Infinity];
    const wait = Math.min(...waits);
    if (wait === Infinity) return;
    const delay = Math.min(MAX_TIMER_MS, Math.max(1, Math.ceil(wait)));
    this.#cancel = this.#clock.after(delay, () => this.#pump());
  }
}

function goesFirst(one: Item, other: Item): boolean {
  if (one.hurried !== other.hurried) return one.hurried;
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.due < other.due;
}
