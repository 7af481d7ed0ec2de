import type { Caller } from '../../core/caller.ts';
import { encodeCursor, type Cursor } from '../events/cursor.ts';
import type { EventFilter } from '../events/filter.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import { comparePositions } from '../../store/store.ts';
import type { EndReason, Form, Sink } from '../../core/live.ts';

export interface Wanted {
  readonly caller: Caller;
  readonly filter: EventFilter;
  readonly form: Form;
  readonly sink: Sink;
  /** Events after it are sent. */
  readonly after: Cursor;
}

/** One reader of a stream: what it wants, and how far it is. */
export class Listener {
  readonly caller: Caller;
  readonly filter: EventFilter;
  readonly #wanted: Wanted;
  readonly #ended = new AbortController();
  #position: string;
  #moves = 0;
  #written = 0;
  /** What had left at the last look, if something had not. */
  #gone: number | undefined;

  constructor(wanted: Wanted) {
    this.caller = wanted.caller;
    this.filter = wanted.filter;
    this.#wanted = wanted;
    this.#position = wanted.after.position;
  }

  get cursor(): Cursor {
    return { incarnation: this.#wanted.after.incarnation, position: this.#position };
  }

  /** Aborts when the stream has ended, from whichever side. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  unsent(): number {
    return this.#wanted.sink.unsent();
  }

  below(bytes: number): Promise<void> {
    return this.#wanted.sink.below(bytes);
  }

  /** How often its place was changed from outside: what was read for it before is not for it any more. */
  get moves(): number {
    return this.#moves;
  }

  /** It goes on after this place of its log, forwards or back. */
  moveTo(position: string): void {
    this.#moves += 1;
    this.#position = position;
  }

  /**
   * Sends what is new to it of the events up to a position: `wanted` are those that pass its filter. `write` makes the
   * frame of an event. Returns how many were sent.
   */
  offer(
    wanted: readonly LoggedEvent[],
    upTo: string,
    write: (form: Form, logged: LoggedEvent) => Buffer,
  ): number {
    const { form } = this.#wanted;
    const fresh = wanted.filter(({ position }) => comparePositions(position, this.#position) > 0);
    if (comparePositions(upTo, this.#position) > 0) this.#position = upTo;
    this.#write(fresh.map((logged) => write(form, logged)));
    return fresh.length;
  }

  /** Sends an event that was chosen for it, whatever its position. */
  send(logged: LoggedEvent): void {
    this.#write([this.#wanted.form(logged)]);
  }

  heartbeat(): void {
    this.#wanted.sink.heartbeat(encodeCursor(this.cursor));
  }

  /** True when something waited to be sent at the last call already, and nothing has left since. */
  isStuck(): boolean {
    const unsent = this.unsent();
    const gone = unsent > 0 ? this.#written - unsent : undefined;
    const isStuck = gone !== undefined && this.#gone !== undefined && gone <= this.#gone;
    this.#gone = gone;
    return isStuck;
  }

  end(reason: EndReason): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#wanted.sink.end({ reason, cursor: encodeCursor(this.cursor) });
  }

  /** The other side is gone. */
  leave(): void {
    this.#ended.abort();
  }

  #write(frames: readonly Buffer[]): void {
    if (frames.length === 0) return;
    for (const { length } of frames) this.#written += length;
    this.#wanted.sink.write(frames);
  }
}
