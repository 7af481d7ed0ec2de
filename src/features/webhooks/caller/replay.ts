import type { EventsToReplay } from '../../../contract/schemas.ts';
import { historyLost, type Cursor } from '../../events/cursor.ts';
import { EVENT_LOG } from '../../events/recorder.ts';
import { checkedCursor } from '../../events/start.ts';
import type { EventTail, Loss } from '../../events/tail.ts';
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
  const to = await checkedCursor(deps.tail, after);
  const lost = await lossAt(deps, to);
  if (lost !== false) throw historyLost(lost);
  return { to, complete: true };
}

/** Asks the store, too: the tail may remember what is there no more. */
async function lossAt({ tail, store }: ReplayDeps, to: Cursor): Promise<Loss | false> {
  const { lost } = await tail.read(to, 1);
  if (lost !== false || to.position === LOG_START) return lost;
  return (await store.read(EVENT_LOG, to.position, 1)).lost && 'trimmed';
}

async function startAtTime(deps: ReplayDeps, time: number): Promise<ReplayStart> {
  const newest = await deps.tail.newest();
  const to = { ...newest, position: positionBefore(time) };
  if (comparePositions(to.position, newest.position) >= 0) return { to: newest, complete: true };
  if ((await lossAt(deps, to)) === false) return { to, complete: true };
  // A time before the first event of all is no loss.
  const { entries, lost } = await deps.store.read(EVENT_LOG, LOG_START, 1);
  const [oldest] = entries;
  const position = oldest === undefined ? newest.position : justBefore(oldest.position);
  return { to: { ...newest, position }, complete: !lost };
}

function justBefore(position: string): string {
  const [ms = '0', sequence = '0'] = position.split('-');
  return sequence === '0' ? positionBefore(Number(ms)) : `${ms}-${Number(sequence) - 1}`;
}
