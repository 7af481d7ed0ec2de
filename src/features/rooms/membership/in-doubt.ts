/** From where a membership has to catch up where something may have been lost. Pure. */
import { isEnd, type CatchUp, type Seen } from './membership.ts';

/** From the beginning: what came so far may have been lost on its way, and nothing is sure any more. */
export function restarted({ at, stanzaId, mark }: CatchUp): CatchUp {
  return { at, ...(stanzaId !== undefined && { stanzaId }), ...(mark !== undefined && { mark }) };
}

/**
 * The last message that was heard says nothing where there are several links: what was lost with one of them may be older.
 * `since`: from when on something may be missing, ms since 1970.
 */
export function loweredTo(
  since: number,
  { stay, since: joinedAt, caught, catchUp }: Seen,
): CatchUp {
  // Of the time before it came in for the first time nothing is wanted.
  const from = stay === 1 ? Math.max(since, joinedAt) : since;
  // What the archive told then may have been lost on its way.
  const again = caught !== undefined && caught.at >= since ? caught.from : from;
  return { at: Math.min(from, again, catchUp?.at ?? from) };
}

/**
 * With what has to be caught up with; undefined where nothing can be missing. `isFresh`: the room has said on this link that the
 * identity is in it.
 */
export function inDoubt(seen: Seen, since: number, isFresh: boolean): Seen | undefined {
  if (seen.wasIn !== true || isEnd(seen.state)) return undefined;
  const isUnchecked = seen.state === 'joined' && !isFresh;
  return { ...seen, catchUp: loweredTo(since, seen), ...(isUnchecked && { unchecked: true }) };
}
