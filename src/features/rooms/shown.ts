/** A membership as the contract shows it. Pure. */
import type { RoomMembershipBody, RoomState } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import type { LastHeard } from './last-heard.ts';
import type { Membership } from './membership/memberships.ts';
import { isEnd, placeOf, type Problem, type Wish } from './membership/membership.ts';

export function shownState({ wanted, seen, fresh }: Membership): RoomState {
  if (seen === undefined) return 'joining';
  if (isEnd(seen.state)) return seen.state;
  if (wanted === undefined) return 'leaving';
  if (seen.state === 'joined') return fresh && seen.unchecked !== true ? 'joined' : 'checking';
  return seen.state === 'rejoining' ? 'rejoining' : 'joining';
}

export function shownMembership(item: Membership, last?: LastHeard): RoomMembershipBody {
  const { key, wanted, seen } = item;
  const problem = problemOf(item);
  return {
    ...placeOf(key),
    wanted: wanted !== undefined,
    state: shownState(item),
    since: instant(seen?.since ?? item.wantedAt),
    ...(item.asOf !== 0 && { asOf: instant(item.asOf) }),
    ...(seen?.self !== undefined && { self: seen.self }),
    ...(last !== undefined && { lastMessage: { ...last, at: instant(last.at) } }),
    ...(problem !== undefined && { problem }),
    ...shownWish(wanted ?? UNKNOWN),
  };
}

/** Of a membership that was deleted, what was wanted of it is not known any more. */
const UNKNOWN = {} as Wish;

function shownWish({ password, ...wish }: Wish) {
  return { ...wish, ...(password !== undefined && { hasPassword: true as const }) };
}

/** What the room said goes before what went wrong on the way to it. */
function problemOf({ seen, problem }: Membership): RoomMembershipBody['problem'] {
  if (seen?.problem !== undefined) return shownProblem(seen.problem);
  if (problem === undefined) return undefined;
  return { reason: 'not-answered', detail: problem.detail, at: instant(problem.at) };
}

function shownProblem({ at, ...problem }: Problem): RoomMembershipBody['problem'] {
  return { ...problem, at: instant(at) };
}
