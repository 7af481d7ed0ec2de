import type { Caller } from '../../../core/caller.ts';
import type { EventFilter } from '../../events/filter.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { Listener } from '../listener.ts';
import type { EndReason } from '../../../core/live.ts';

/** One connection of a competing consumer, and what it has not acknowledged. */
export class CompetingConnection {
  readonly name: string;
  readonly filter: EventFilter;
  /** What the filter is made of, as text. */
  readonly wishes: string;
  readonly #listener: Listener;
  /** When each event was sent, by position; the oldest first. */
  readonly #held = new Map<string, number>();

  constructor(
    name: string,
    reader: {
      readonly filter: EventFilter;
      readonly wishes: string;
      readonly listener: Listener;
    },
  ) {
    this.name = name;
    this.filter = reader.filter;
    this.wishes = reader.wishes;
    this.#listener = reader.listener;
  }

  get caller(): Caller {
    return this.#listener.caller;
  }

  holds(position: string): boolean {
    return this.#held.has(position);
  }

  /** Since when it owes an acknowledgement; `Infinity` where it owes none. */
  get owesSince(): number {
    const [since = Infinity] = this.#held.values();
    return since;
  }

  send(logged: LoggedEvent, now: number): void {
    this.#held.set(logged.position, now);
    this.#listener.send(logged);
  }

  settle(position: string): void {
    this.#held.delete(position);
  }

  /** What it has not acknowledged is handed out again, perhaps to another. */
  forget(): void {
    this.#held.clear();
  }

  end(reason: EndReason): void {
    this.#listener.end(reason);
  }
}
