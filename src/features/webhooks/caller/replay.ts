import type { EventsToReplay } from '../../../contract/schemas.ts';
import { decodeCursor, historyLost, type Cursor } from '../../events/cursor.ts';
import { EVENT_LOG } from '../../events/recorder.ts';
import type { EventTail } from '../../events/tail.ts';
import { LOG_START, comparePositions, positionBefore, type Store } from '../../../store/store.ts';

interface ReplayDeps {
  readonly tail: EventTail;
  readonly store: Store;
}

export interface ReplayStart {
  readonly to: Cursor;
  /** False when events from the time asked for are gone: it begins with the oldest that is kept. */
  readonly complete: boolean;
}

/** Throws `history-lost` when the log no longer has what follows a cursor. */
export async function replayStart(deps: ReplayDeps, request: EventsToReplay): Promise<ReplayStart> {
  const { after, since = '' } = request;
  if (after === undefined) return startAtTime(deps, Date.parse(since));
  const to = decodeCursor(after);
  const { lost } = await deps.tail.read(to, 1);
  if (lost !== false) throw historyLost(lost);
  return { to, complete: true };
}

async function startAtTime({ tail, store }: ReplayDeps, time: number): Promise<ReplayStart> {
  const newest = await tail.newest();
  const to = { ...newest, position: positionBefore(time) };
  if (comparePositions(to.position, newest.position) >= 0) return { to: newest, complete: true };
  if (!(await tail.read(to, 1)).lost) return { to, complete: true };
  // A time before the first event of all is no loss.
  const { lost } = await store.read(EVENT_LOG, LOG_START, 1);
  return { to: await tail.oldest(), complete: !lost };
}
