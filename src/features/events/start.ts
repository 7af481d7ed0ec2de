import { comparePositions, positionBefore } from '../../store/store.ts';
import { decodeCursor, historyLost, neverWritten, type Cursor } from './cursor.ts';
import type { EventTail } from './tail.ts';

/** Words that stand for a cursor. */
export const OLDEST = 'oldest';
export const NOW = 'now';

/**
 * Where a reader begins that gave this as `after`. Throws `invalid-request` at `pointer` if it is not a cursor or one of a
 * future that the log has not reached, and `history-lost` if it is of a log that is gone or that lost its end.
 */
export async function startAfter(
  tail: EventTail,
  after: string,
  pointer = '/query/after',
): Promise<Cursor> {
  if (after === OLDEST) return tail.oldest();
  if (after === NOW) return tail.newest();
  return checkedCursor(tail, after, pointer);
}

/** Throws as `startAfter` does. */
export async function checkedCursor(
  tail: EventTail,
  text: string,
  pointer = '/after',
): Promise<Cursor> {
  const cursor = decodeCursor(text, pointer);
  const place = await tail.placeOf(cursor);
  if (place === 'future') throw neverWritten(pointer);
  if (place === 'lost') throw historyLost();
  return cursor;
}

/** Where a reader begins that gave a time, ms since 1970: one before the oldest event that is kept is there, a later is now. */
export async function startAtTime(tail: EventTail, time: number): Promise<Cursor> {
  const newest = await tail.newest();
  const to = { ...newest, position: positionBefore(time) };
  if (comparePositions(to.position, newest.position) >= 0) return newest;
  return (await tail.read(to, 1)).lost ? tail.oldest() : to;
}
