import { decodeCursor, type Cursor } from './cursor.ts';
import type { EventTail } from './tail.ts';

/** Words that stand for a cursor. */
export const OLDEST = 'oldest';
export const NOW = 'now';

/** Where a reader begins that gave this as `after`. Throws `invalid-request` if it is not a cursor. */
export async function startAfter(tail: EventTail, after: string): Promise<Cursor> {
  if (after === OLDEST) return tail.oldest();
  if (after === NOW) return tail.newest();
  return decodeCursor(after);
}
