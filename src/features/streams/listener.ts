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
  readonly #wanted: Wanted;
  readonly #ended = new AbortController();
  #position: string;
  #written = 0;
  /** What had left at the last look, if something had not. */
  #gone: number | undefined;

  constructor(wanted: Wanted) {
    this.caller = wanted.caller;
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

  /** Sends what is new to it and passes its filter. `write` makes the frame of an event. */
  offer(events: readonly LoggedEvent[], write: (form: Form, logged: LoggedEvent) => Buffer): void {
    const { filter, form } = this.#wanted;
    const frames: Buffer[] = [];
    for (const logged of events) {
      if (comparePositions(logged.position, this.#position) <= 0) continue;
      this.#position = logged.position;
      if (filter(logged.event)) frames.push(write(form, logged));
    }
    this.#write(frames);
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
