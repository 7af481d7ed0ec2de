import { comparePositions, LOG_START } from './store.ts';

/** What a log remembers of entries that are not there any more. `LOG_START` where there is nothing to remember. */
export interface LogMarks {
  /** Position of the first entry of this incarnation. */
  readonly begun: string;
  /** Position of the newest entry that was trimmed. */
  readonly trimmed: string;
  /** Position of the newest entry ever appended. */
  readonly last: string;
}

/** True when a reader at `after` missed entries: they were trimmed, or its position is from another incarnation. */
export function missedEntries(after: string, marks: LogMarks): boolean {
  if (comparePositions(after, marks.trimmed) < 0) return true;
  if (after === LOG_START) return false;
  return comparePositions(after, marks.begun) < 0 || comparePositions(after, marks.last) > 0;
}
