/** What callers are told of a membership's new state. Pure. */
import type { RoomGapData, RoomJoinedData, RoomLeftData } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { present } from '../../../core/present.ts';
import type { Heard } from './heard.ts';
import { isEnd, type CatchUp, type Seen, type State, type Wish } from './membership.ts';

export type Told =
  | { readonly type: 'room.joined'; readonly data: RoomJoinedData }
  | { readonly type: 'room.left'; readonly data: RoomLeftData }
  | { readonly type: 'room.gap'; readonly data: RoomGapData };

export interface Context {
  readonly room: string;
  /** Undefined: it is to leave. */
  readonly wish: Wish | undefined;
  /** ms since 1970 */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

export interface News {
  readonly told?: Told;
  /** A room to join in its place. */
  readonly follow?: string;
}

/** More pages than this are more than was said in any interruption. */
export const MAX_PAGES = 200;

export function nickOf({ self, nick }: Seen): string {
  return self?.nick ?? nick;
}

/** What is new to callers. */
export function newsOf(context: Context, before: Seen, seen: Seen, heard: Heard): News {
  const { room } = context;
  if (seen.state === 'joined' && before.state !== 'joined') {
    return { told: { type: 'room.joined', data: joinedData(room, before, seen) } };
  }
  const gap = gapOf(context, before, seen, heard);
  if (gap !== undefined) return { told: { type: 'room.gap', data: gap } };
  const wasIn = before.state === 'joined' && seen.state !== 'joined';
  if (!wasIn && (!isEnd(seen.state) || isEnd(before.state))) return {};
  const told: Told = { type: 'room.left', data: leftData(context, before, seen, heard) };
  const { alternate } = heard;
  const follows = heard.news === 'destroyed' && context.wish?.follow === true;
  return follows && alternate !== undefined ? { told, follow: alternate } : { told };
}

function gapOf(
  { room, now }: Context,
  { catchUp }: Seen,
  seen: Seen,
  heard: Heard,
): RoomGapData | undefined {
  if (catchUp === undefined || seen.catchUp !== undefined) return undefined;
  const detail = missing(catchUp, heard);
  if (detail === undefined) return undefined;
  return { room, from: instant(catchUp.at), to: instant(now), detail };
}

/** Why something of what was said meanwhile may be missing; undefined where nothing is. */
function missing(
  { pages = 0, isSure, isProven }: CatchUp,
  { news, isWhole, page }: Heard,
): string | undefined {
  if (news === 'archived' && page?.isComplete === false) {
    return pages >= MAX_PAGES ? TOO_MUCH : CUT_SHORT;
  }
  if (isWhole === true || isSure === true) return undefined;
  if (news === 'archiveFailed') return NO_ARCHIVE;
  return news === 'archived' && isProven === true ? FORGOTTEN : undefined;
}

const NO_ARCHIVE =
  'The room has no archive that the identity may read, and its history did not reach back to the last message.';
const FORGOTTEN =
  'The archive of the room does not have the last message that was heard, so what followed it may be missing there too.';
const CUT_SHORT = 'The archive of the room ended its answer without saying that it was complete.';
const TOO_MUCH = 'More was said than is fetched from the archive of a room.';

function joinedData(room: string, before: Seen, seen: Seen): RoomJoinedData {
  const { self, created } = seen;
  return present<RoomJoinedData>({
    room,
    nick: nickOf(seen),
    role: self?.role,
    affiliation: self?.affiliation,
    occupantId: self?.occupantId,
    created,
    again: before.wasIn === true,
  });
}

function leftData({ room }: Context, before: Seen, seen: Seen, heard: Heard): RoomLeftData {
  const { statuses, actor, reason, alternate, news } = heard;
  return present<RoomLeftData>({
    room,
    nick: nickOf(before),
    cause: causeOf(seen.state, news),
    statuses: statuses?.length ? statuses : undefined,
    actor,
    reason,
    detail: seen.problem?.detail,
    alternate,
    willRejoin: !isEnd(seen.state),
  });
}

function causeOf(state: State, news: Heard['news']): RoomLeftData['cause'] {
  if (isEnd(state)) return state;
  if (news === 'kicked') return 'kicked';
  return news === 'shutDown' ? 'shut-down' : 'dropped';
}
