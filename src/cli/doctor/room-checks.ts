/** Identities that are declared in rooms and are not in them. */
import { isEnd, type EndState } from '../../features/rooms/membership/membership.ts';
import {
  declaredMembers,
  type DeclaredMember,
} from '../../features/rooms/membership/members-seen.ts';
import type { Store } from '../../store/store.ts';
import { good, warning, type Finding } from './finding.ts';

export interface RoomsDeps {
  readonly store: Store;
  /** Whether a replica has the link. */
  readonly isLinked: boolean;
}

/** Enough to see what is wrong; `rooms list` shows the rest. */
const MAX_LINES = 20;

/** Nothing where no identity is declared to be in a room. */
export async function checkRooms({ store, isLinked }: RoomsDeps): Promise<readonly Finding[]> {
  const members = await declaredMembers(store);
  if (members.length === 0) return [];
  if (!isLinked) return [unreachable()];
  const wrong = members.flatMap(findingOf);
  if (wrong.length === 0) return [good('rooms', inWords(members.length))];
  const rest = wrong.length - MAX_LINES;
  return rest <= 0 ? wrong : [...wrong.slice(0, MAX_LINES), more(rest)];
}

function inWords(count: number): string {
  return count === 1 ? 'the one membership is joined' : `all ${count} memberships are joined`;
}

function unreachable(): Finding {
  const advice = 'Start the bridge, and look at its /readyz.';
  return warning('rooms', 'no replica has the link, so no identity is in any room', advice);
}

function more(count: number): Finding {
  const advice = 'See all of them: stanza-bridge rooms list';
  return warning('rooms', `${count} more are not in their rooms`, advice);
}

function findingOf({ place, seen, problem }: DeclaredMember): readonly Finding[] {
  if (seen?.state === 'joined') return [];
  const { identity, room } = place;
  const check = `room ${room}`;
  const join = `stanza-bridge rooms join ${room} ${identity}`;
  if (seen !== undefined && isEnd(seen.state)) {
    const why = seen.problem?.detail ?? `Its state is ${seen.state}.`;
    const advice = `${CURES[seen.state]}: ${join}`;
    return [warning(check, `${identity} is not in it: ${why}`, advice)];
  }
  const why = seen?.problem?.detail ?? problem ?? 'The room has not answered.';
  const advice = 'The bridge goes on trying; where that takes long, look at the log of the server.';
  return [warning(check, `${identity} is not in it yet: ${why}`, advice)];
}

/** What to do before the identity can join again. */
const CURES: Readonly<Record<EndState, string>> = {
  refused: 'Let it in, or give it the right password, then',
  kicked: 'Where it is to come back',
  banned: 'Lift the ban, then',
  removed: 'Make it a member, then',
  destroyed: 'Create the room again, then',
  missing: 'Create the room, then',
  left: 'Where it is to come back',
};
