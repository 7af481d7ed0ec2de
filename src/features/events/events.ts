import type { Caller } from '../../core/caller.ts';
import type { EventEnvelope } from '../../contract/schemas.ts';
import { prepareSelectors } from '../../core/addresses/selectors.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { encodeCursor } from './cursor.ts';
import { eventFilter, type EventWishes } from './filter.ts';
import { withXml, type LoggedEvent } from './logged-event.ts';
import { backwards } from './newest-first.ts';
import { readPage } from './reader.ts';
import { createScans, type Scans } from './scans.ts';
import { NOW, OLDEST, startAfter, startAtTime } from './start.ts';
import type { EventTail } from './tail.ts';

export interface EventsDeps extends HomeDomains {
  readonly tail: EventTail;
  /** Free of charge when left out. */
  readonly scans?: Scans;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Called for every page that is asked for; what it returns, when the page has been read. */
  readonly reading?: (caller: Caller, wishes: EventWishes) => () => void;
}

export interface EventQuery extends EventWishes {
  /** A cursor, `oldest` or `now`; `oldest` when left out. */
  readonly after?: string;
  /** RFC 3339, in place of `after`; newest first, where the reading ends. */
  readonly since?: string;
  /** `desc` reads back, from the newest when `after` is left out, and never waits. */
  readonly order?: 'asc' | 'desc';
  readonly limit: number;
  readonly waitMs: number;
  readonly xml: boolean;
  readonly signal: AbortSignal;
}

export interface EventList {
  readonly items: readonly EventEnvelope[];
  readonly cursor: string;
  /** The same cursor, where the log goes on after it: the next page can be read at once, also if this one is empty. */
  readonly next?: string;
}

/** The event log as a caller reads it. */
export interface Events {
  /**
   * Waits for the first event of the caller's identities. Looks at a bounded part of the log where it does not wait.
   * Throws `invalid-request`, `invalid-address`, `history-lost`, and `store-unavailable`.
   */
  list(caller: Caller, query: EventQuery): Promise<EventList>;
}

export function createEvents(deps: EventsDeps): Events {
  const { tail, scans = createScans(), monotonic, reading, ...home } = deps;
  return {
    async list(caller, query) {
      const { limit, waitMs, xml, signal } = query;
      const wishes = prepareSelectors(query, home, '/query');
      const filter = eventFilter({ caller, domain: home.domain }, wishes);
      const isBack = query.order === 'desc';
      // Whoever looks back is not there for what comes.
      const done = isBack ? undefined : reading?.(caller, wishes);
      try {
        const from = isBack ? await startBack(tail, query) : await startForward(tail, query);
        const reader = { tail: from.tail, scans, monotonic };
        const page = await readPage(reader, {
          ...{ caller, after: from.after, limit, filter, signal },
          waitMs: isBack ? 0 : waitMs,
        });
        const items = page.events.map((logged) => envelope(logged, xml));
        const cursor = encodeCursor(page.cursor);
        return { items, cursor, ...(page.hasMore && { next: cursor }) };
      } finally {
        done?.();
      }
    },
  };
}

async function startForward(tail: EventTail, { after = OLDEST, since }: EventQuery) {
  const begun =
    since === undefined ? startAfter(tail, after) : startAtTime(tail, Date.parse(since));
  return { tail, after: await begun };
}

function startBack(tail: EventTail, { after = NOW, since }: EventQuery) {
  return backwards(tail, { after, ...(since !== undefined && { since }) });
}

function envelope(logged: LoggedEvent, xml: boolean): EventEnvelope {
  const { id, ...rest } = xml ? withXml(logged.event) : logged.event;
  // The log holds what the types of the contract were made into; it is not checked on its way out again.
  return { id, cursor: logged.cursor, ...rest } as EventEnvelope;
}
