import { historyLost, type Cursor } from './cursor.ts';
import type { EventFilter } from './filter.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { EventTail } from './tail.ts';

export interface PageRequest {
  readonly after: Cursor;
  readonly limit: number;
  /** How long to wait for the first event that passes the filter. */
  readonly waitMs: number;
  readonly filter: EventFilter;
  readonly signal?: AbortSignal;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}

export interface EventPage {
  readonly events: readonly LoggedEvent[];
  /** After the last event that was looked at, also one that the filter left out. */
  readonly cursor: Cursor;
}

const BATCH = 500;
/** Of a page, in characters; one event always comes. */
const MAX_CHARACTERS = 1024 * 1024;

/**
 * One page of the event log, or a long poll for one. Events of others never end the wait.
 * Throws `history-lost`, and `store-unavailable`.
 */
export async function readPage(tail: EventTail, request: PageRequest): Promise<EventPage> {
  const deadline = request.monotonic() + request.waitMs;
  let cursor = request.after;
  for (;;) {
    const { events, lost } = await tail.read(cursor, BATCH);
    if (lost) throw historyLost();
    const { found, isCut } = matching(events, request);
    const last = isCut ? found.at(-1) : events.at(-1);
    cursor = { ...cursor, position: last?.position ?? cursor.position };
    if (found.length > 0) return { events: found, cursor };
    if (events.length > 0) continue;
    const left = deadline - request.monotonic();
    if (left <= 0 || request.signal?.aborted === true) return { events: [], cursor };
    await tail.wait(cursor, left, request.signal);
  }
}

/** Those that pass; `isCut` when there may be more of them among the events. */
function matching(events: readonly LoggedEvent[], { filter, limit }: PageRequest) {
  const found: LoggedEvent[] = [];
  let characters = 0;
  for (const logged of events) {
    if (!filter(logged.event)) continue;
    characters += logged.text.length;
    if (found.length > 0 && characters > MAX_CHARACTERS) return { found, isCut: true };
    found.push(logged);
    if (found.length === limit) return { found, isCut: true };
  }
  return { found, isCut: false };
}
