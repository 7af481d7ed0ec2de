/** The event log read back from its end, with the reader and the bounds that reading it forwards has. */
import { comparePositions, positionBefore } from '../../store/store.ts';
import { historyLost, type Cursor } from './cursor.ts';
import type { ReaderDeps } from './reader.ts';
import { checkedCursor, NOW, OLDEST } from './start.ts';
import type { EventTail } from './tail.ts';

export interface BackwardQuery {
  /** A cursor, `now` or `oldest`: what was stored before it is read. */
  readonly after: string;
  /** RFC 3339: nothing that was stored before it is read. */
  readonly since?: string;
}

export interface Backwards {
  readonly tail: ReaderDeps['tail'];
  readonly after: Cursor;
}

/** Throws `invalid-request`, and `history-lost` for a cursor of a log that is gone. */
export async function backwards(
  tail: EventTail,
  { after, since }: BackwardQuery,
): Promise<Backwards> {
  const isFromEnd = after === NOW;
  const start = await startOf(tail, after);
  const oldest = since === undefined ? undefined : positionBefore(Date.parse(since));
  const isWanted = ({ position }: { readonly position: string }) =>
    oldest === undefined || comparePositions(position, oldest) > 0;
  return {
    after: start,
    tail: {
      async read(cursor, limit) {
        const page = await tail.readBack(isFromEnd && cursor === start ? undefined : cursor, limit);
        const events = page.events.filter(isWanted);
        return { ...page, events, isEnd: page.isEnd || events.length < page.events.length };
      },
      // What is older than the oldest never comes.
      wait: ({ position }) => Promise.resolve(position),
    },
  };
}

async function startOf(tail: EventTail, after: string): Promise<Cursor> {
  const newest = await tail.newest();
  if (after === NOW) return newest;
  if (after === OLDEST) return tail.oldest();
  const cursor = await checkedCursor(tail, after, '/query/after');
  // Reading forwards, a log that was started over is noticed by what stands behind the cursor.
  if (cursor.incarnation !== newest.incarnation) throw historyLost();
  return cursor;
}
