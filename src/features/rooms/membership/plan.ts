/** When something has to be said to a room. Pure. */
import type { Decision, Situation } from '../../../reconciler/kind.ts';
import { appliedOf, isEnd, type Seen, type Wish } from './membership.ts';

export type MembershipSituation = Situation<Wish, Seen>;

/** An idle room is asked so often whether it still has us: 15 minutes, ms. */
export const IDLE_MS = 15 * 60_000;
/** The subject ends the history. Where none comes, it is in the room after this. */
export const SUBJECT_MS = 10_000;
/** A room that does not answer when it is left is given up after so many requests. */
const MAX_GOODBYES = 4;

export function planMembership(situation: MembershipSituation): Decision {
  const { wanted, seen, fresh, now } = situation;
  if (wanted === undefined) return planLeaving(situation);
  if (seen === undefined) return { do: 'ask' };
  if (isEnd(seen.state)) return { do: 'nothing' };
  if (!fresh) return { do: 'ask' };
  if (seen.state === 'joined') return planStaying(situation, seen, wanted);
  const { enteredAt, retryAt: at } = seen;
  const isEntering = seen.state === 'joining' || seen.state === 'rejoining';
  if (!isEntering || enteredAt === undefined) {
    return at === undefined ? { do: 'ask' } : { do: 'ask', at };
  }
  const due = enteredAt + SUBJECT_MS;
  return now < due ? { do: 'nothing', checkAt: due } : { do: 'ask', at: due };
}

function planStaying({ asOf, now }: MembershipSituation, seen: Seen, wanted: Wish): Decision {
  if (seen.unchecked === true) return { do: 'ask' };
  if (seen.applied !== appliedOf(wanted)) return { do: 'ask', at: asOf };
  if (seen.catchUp !== undefined) return { do: 'ask', at: asOf };
  const checkAt = seen.checkAt ?? asOf + IDLE_MS;
  return now < checkAt ? { do: 'nothing', checkAt } : { do: 'ask' };
}

function planLeaving({ seen, attempts }: MembershipSituation): Decision {
  const isOver = seen === undefined || isEnd(seen.state) || attempts >= MAX_GOODBYES;
  return isOver ? { do: 'forget' } : { do: 'ask' };
}

/** In the room with all that is wanted, or at an end: nothing more will happen by itself. */
export function isSettled({
  wanted,
  seen,
  fresh,
}: Pick<MembershipSituation, 'wanted' | 'seen' | 'fresh'>): boolean {
  if (seen === undefined) return wanted === undefined;
  if (isEnd(seen.state)) return true;
  if (wanted === undefined) return false;
  if (!fresh || seen.state !== 'joined' || seen.unchecked === true) return false;
  return seen.applied === appliedOf(wanted);
}
