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

/**
 * One page of the event log, or a long poll for one. Events of others never end the wait.
 * Throws `history-lost`, and `store-unavailable`.
 */
export async function readPage(tail: EventTail, request: PageRequest): Promise<EventPage> {
  const deadline = request.monotonic() + request.waitMs;
  let cursor = request.after;
  for (;;) {
    const { events, lost } = await tail.read(cursor, BATCH);
    if (lost !== false) throw historyLost(lost);
    const found = matching(events, request);
    const full = found.length === request.limit;
    const last = full ? found.at(-1) : events.at(-1);
    cursor = { ...cursor, position: last?.position ?? cursor.position };
    if (found.length > 0) return { events: found, cursor };
    if (events.length > 0) continue;
    const left = deadline - request.monotonic();
    if (left <= 0 || request.signal?.aborted === true) return { events: [], cursor };
    await tail.wait(cursor, left, request.signal);
  }
}

function matching(events: readonly LoggedEvent[], { filter, limit }: PageRequest): LoggedEvent[] {
  const found: LoggedEvent[] = [];
  for (const logged of events) {
    if (!filter(logged.event)) continue;
    found.push(logged);
    if (found.length === limit) break;
  }
  return found;
}
