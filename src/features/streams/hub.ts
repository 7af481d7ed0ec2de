import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../core/caller.ts';
import type { Cursor } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import type { Scans } from '../events/scans.ts';
import type { EventTail } from '../events/tail.ts';
import type { Logger } from '../../observe/logger.ts';
import { comparePositions } from '../../store/store.ts';
import { catchUp } from './catch-up.ts';
import { Listener, type Wanted } from './listener.ts';
import { createMatches } from './matches.ts';
import type { EndReason, Form, LiveEvent } from '../../core/live.ts';

export interface HubSettings {
  /** Bytes that a listener may leave unsent; over it, it is closed as slow. */
  readonly maxUnsent: number;
  readonly heartbeatMs: number;
}

export interface HubDeps extends HubSettings {
  readonly tail: EventTail;
  readonly scans: Scans;
  readonly logger: Logger;
}

const BATCH = 500;
const WAIT_MS = 10_000;
const STORE_RETRY_MS = 500;
/** Comparisons of an event with a pattern: about a millisecond. */
const WORK_IN_A_TURN = 5_000;
/** Writing a frame to a connection costs as much as so many of them. */
const FRAME = 50;

/**
 * One reader of the event log for all listeners of a replica. A listener reads alone until it is where the hub is;
 * from then on it gets what the hub reads. Each listener remembers its position, so it gets nothing twice on the way.
 */
export class Hub {
  readonly #deps: HubDeps;
  readonly #all = new Set<Listener>();
  readonly #live = new Set<Listener>();
  /** What the live listeners have been offered; undefined while nobody is live. */
  #cursor: Cursor | undefined;
  #isClosed = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#all.size;
  }

  /** The streams of one key. */
  countOf(keyId: string): number {
    let count = 0;
    for (const { caller } of this.#all) if (caller.keyId === keyId) count += 1;
    return count;
  }

  /** Brings a listener what is in the log after its place, and then what comes. */
  listen(wanted: Wanted): Listener {
    const listener = this.attend(wanted);
    this.#catchUp(listener);
    return listener;
  }

  /** A listener goes on from another place. Nothing happens to one of another log. */
  move(listener: Listener, { incarnation, position }: Cursor): void {
    if (listener.ended.aborted || listener.cursor.incarnation !== incarnation) return;
    listener.moveTo(position);
    // One that still catches up reads on from there.
    if (this.#live.delete(listener)) this.#catchUp(listener);
  }

  #catchUp(listener: Listener): void {
    const { maxUnsent } = this.#deps;
    const join = (isAtEnd: boolean) => this.#join(listener, isAtEnd);
    void catchUp({ ...this.#deps, pace: maxUnsent / 4, join }, listener);
  }

  /** A listener that lives and ends as the others do, and is sent events by somebody else. */
  attend(wanted: Wanted): Listener {
    const { heartbeatMs } = this.#deps;
    const listener = new Listener(wanted);
    if (this.#isClosed) {
      listener.end('draining');
      return listener;
    }
    this.#all.add(listener);
    const beating = setInterval(() => {
      if (listener.isStuck()) listener.end('slow');
      else listener.heartbeat();
    }, heartbeatMs);
    listener.ended.addEventListener('abort', () => {
      clearInterval(beating);
      this.#all.delete(listener);
      this.#live.delete(listener);
    });
    return listener;
  }

  /** Ends the streams of some callers, for instance those of a key that was revoked. */
  closeWhere(test: (caller: Caller) => boolean, reason: EndReason = 'revoked'): void {
    for (const listener of [...this.#all]) if (test(listener.caller)) listener.end(reason);
  }

  /** Ends all streams: their clients go on elsewhere. */
  close(): void {
    this.#isClosed = true;
    this.closeWhere(() => true, 'draining');
  }

  /** True when the listener is live from now on. */
  #join(listener: Listener, isAtEnd: boolean): boolean {
    const { incarnation, position } = listener.cursor;
    if (this.#cursor === undefined) {
      if (!isAtEnd) return false;
      this.#cursor = listener.cursor;
      this.#live.add(listener);
      void this.#run();
      return true;
    }
    const isBehind = comparePositions(position, this.#cursor.position) < 0;
    if (isBehind || incarnation !== this.#cursor.incarnation) return false;
    this.#live.add(listener);
    return true;
  }

  async #run(): Promise<void> {
    while (this.#cursor !== undefined) {
      await this.#readOn(this.#cursor).catch(async (error: unknown) => {
        this.#deps.logger.warn({ reason: String(error) }, 'the streams wait for the store');
        await sleep(STORE_RETRY_MS);
      });
      // In the same turn as the look: a reader that joins later starts over.
      if (this.#live.size === 0) this.#cursor = undefined;
    }
  }

  async #readOn(cursor: Cursor): Promise<void> {
    const { events, lost } = await this.#deps.tail.read(cursor, BATCH);
    if (lost) for (const listener of [...this.#live]) listener.end('history-lost');
    else if (events.length > 0) await this.#fanOut(cursor, events);
    else await this.#deps.tail.wait(cursor, { ms: WAIT_MS });
  }

  /**
   * A part of the events at a time, and so much work in one turn of the event loop, so that connections get to send, and
   * requests to be answered, in between. Who joins meanwhile is among the live ones, and so gets the part, too.
   */
  async #fanOut(cursor: Cursor, events: readonly LoggedEvent[]): Promise<void> {
    const part = upTo(events, this.#deps.maxUnsent / 4);
    const end = part.at(-1)?.position ?? cursor.position;
    const write = sharedFrames();
    const matches = createMatches(part);
    let work = 0;
    for (const listener of this.#live) {
      // Looked at before the write: one event, however large, never closes a listener that reads.
      if (listener.unsent() > this.#deps.maxUnsent) listener.end('slow');
      else {
        const { wanted, compared } = matches.of(listener.filter);
        work += 1 + compared + FRAME * listener.offer(wanted, end, write);
      }
      if (work < WORK_IN_A_TURN) continue;
      work = 0;
      await nextTurn();
    }
    this.#cursor = { ...cursor, position: end };
    if (part.length < events.length) await nextTurn();
  }
}

/** The first events, with so many characters in all; one at least. */
function upTo(events: readonly LoggedEvent[], characters: number): readonly LoggedEvent[] {
  let sum = 0;
  const end = events.findIndex(({ text }) => (sum += text.length) > characters);
  return end === -1 ? events : events.slice(0, Math.max(end, 1));
}

/** Makes each event once in each form, for as long as the function is kept. */
function sharedFrames(): (form: Form, logged: LiveEvent) => Buffer {
  const byForm = new Map<Form, Map<LiveEvent, Buffer>>();
  return (form, logged) => {
    const made = byForm.get(form) ?? new Map<LiveEvent, Buffer>();
    byForm.set(form, made);
    const frame = made.get(logged) ?? form(logged);
    made.set(logged, frame);
    return frame;
  };
}
