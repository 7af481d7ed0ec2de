import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { historyLost, type Cursor } from './cursor.ts';
import type { EventFilter } from './filter.ts';
import type { LoggedEvent } from './logged-event.ts';
import { stepSize, type Scans } from './scans.ts';
import type { EventTail, TailPage } from './tail.ts';

export interface PageRequest {
  readonly caller: Caller;
  readonly after: Cursor;
  readonly limit: number;
  /** How long to wait for the first event that passes the filter. */
  readonly waitMs: number;
  readonly filter: EventFilter;
  readonly signal?: AbortSignal;
}

export interface EventPage {
  readonly events: readonly LoggedEvent[];
  /** After the last event that was looked at, also one that the filter left out. */
  readonly cursor: Cursor;
  /** The log goes on after the cursor. */
  readonly hasMore: boolean;
}

export interface ReaderDeps {
  readonly tail: Pick<EventTail, 'read' | 'wait'>;
  readonly scans: Scans;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}

/** A call that does not wait looks at so many pages of the log, for so long, and is then given a cursor to go on from. */
const MAX_STEPS = 50;
const MAX_MS = 1_000;
/** Characters of the events of one page. */
const MAX_CHARACTERS = 1024 * 1024;

/**
 * One page of the event log, or a long poll for one. Events of others never end the wait.
 * Throws `history-lost`, and `store-unavailable`.
 */
export async function readPage(deps: ReaderDeps, request: PageRequest): Promise<EventPage> {
  const { tail, monotonic } = deps;
  const begun = monotonic();
  const deadline = begun + request.waitMs;
  const page = new GrowingPage(request);
  for (let steps = 0; ; steps += 1) {
    const isLooking = await lookOn(deps, page);
    if (!isLooking || page.isFull || request.signal?.aborted === true) return page.end(true);
    const now = monotonic();
    if (!page.isAtEnd) {
      if (now < deadline || (steps < MAX_STEPS && now < begun + MAX_MS)) continue;
      return page.end(true);
    }
    if (page.events.length > 0 || now >= deadline) return page.end(false);
    const { signal } = request;
    await tail.wait(page.cursor, { ms: deadline - now, ...(signal && { signal }) });
  }
}

/** The call itself pays for the first step. False when its key has used up its rate with those after it. */
async function lookOn({ tail, scans }: ReaderDeps, page: GrowingPage): Promise<boolean> {
  const look = async () => {
    const read = await tail.read(page.cursor, page.step);
    if (read.lost !== false) throw historyLost(read.lost);
    scans.looked(page.take(read));
  };
  if (!page.owes) {
    await look();
    return true;
  }
  try {
    await scans.step(page.caller, look);
    page.pay();
    return true;
  } catch (error) {
    // The next call is told; this one has come some way.
    if (error instanceof BridgeError && error.code === 'too-many-requests') return false;
    throw error;
  }
}

class GrowingPage {
  readonly caller: Caller;
  readonly step: number;
  readonly events: LoggedEvent[] = [];
  cursor: Cursor;
  readonly #filter: EventFilter;
  readonly #limit: number;
  #characters = 0;
  /** Events that were looked at and not paid for. */
  #unpaid = 0;
  #isAtEnd = false;

  constructor({ caller, filter, limit, after }: PageRequest) {
    this.caller = caller;
    this.step = stepSize(filter);
    this.cursor = after;
    this.#filter = filter;
    this.#limit = limit;
  }

  /** Whether the next step costs something. */
  get owes(): boolean {
    return this.#unpaid > this.step;
  }

  /** Nothing is known to follow. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** A step was paid for. */
  pay(): void {
    this.#unpaid -= this.step;
  }

  get isFull(): boolean {
    return this.events.length >= this.#limit || this.#characters >= MAX_CHARACTERS;
  }

  /** Takes what passes the filter, until it is full. Returns how many events were looked at. */
  take({ events, isEnd }: TailPage): number {
    let looked = 0;
    this.#isAtEnd = isEnd;
    for (const logged of events) {
      if (this.isFull) break;
      looked += 1;
      this.cursor = { ...this.cursor, position: logged.position };
      if (!this.#filter(logged.head)) continue;
      this.events.push(logged);
      this.#characters += logged.text.length;
    }
    this.#unpaid += looked;
    return looked;
  }

  end(hasMore: boolean): EventPage {
    return { events: this.events, cursor: this.cursor, hasMore };
  }
}
