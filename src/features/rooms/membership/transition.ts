/** From what was heard to the membership's new state, and what callers are told of it. Pure. */
import type { RoomGapData, RoomJoinedData, RoomLeftData } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { present } from '../../../core/present.ts';
import { backOff } from '../../../reconciler/item.ts';
import type { Heard } from './heard.ts';
import {
  appliedOf,
  isEnd,
  MAX_TAKEN,
  nickFor,
  type CatchUp,
  type Seen,
  type State,
  type Wish,
} from './membership.ts';
import { isOut, nextState } from './states.ts';
import { problemOf } from './problem-of.ts';

export type Told =
  | { readonly type: 'room.joined'; readonly data: RoomJoinedData }
  | { readonly type: 'room.left'; readonly data: RoomLeftData }
  | { readonly type: 'room.gap'; readonly data: RoomGapData };

export interface Transition {
  readonly seen: Seen;
  readonly told?: Told;
  /** A room to join in its place. */
  readonly follow?: string;
}

export interface Context {
  readonly room: string;
  /** Undefined: it is to leave. */
  readonly wish: Wish | undefined;
  /** ms since 1970 */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** Undefined where it changes nothing. */
export function transition(
  context: Context,
  present: Seen | undefined,
  heard: Heard,
): Transition | undefined {
  const { wish } = context;
  const before = present ?? firstSeen(context);
  if (wish === undefined) return leaving(context, before, heard);
  const next = afterWish(wish, before, heard);
  if (next === undefined) return undefined;
  const seen = seenAfter({ ...context, wish }, before, { heard, state: next });
  return { seen, ...newsOf(context, before, seen, heard) };
}

export function firstSeen({ wish, now }: Pick<Context, 'wish' | 'now'>): Seen {
  return { state: 'joining', since: now, nick: wish === undefined ? '' : nickFor(wish) };
}

/** The state that the table gives, as the wish has it. */
function afterWish(wish: Wish, before: Seen, { news }: Heard): State | undefined {
  const next = nextState(before.state, news);
  // The subject may come before the room has shown us in it, from an earlier visit.
  if (news === 'historyEnded' && before.enteredAt === undefined) return undefined;
  if (news === 'created' && wish.create === 'never') return 'discarding';
  if (next === 'kicked' && wish.onKick === 'rejoin') return 'rejoining';
  if (news === 'nickTaken' && before.state !== 'joined' && isNickLost(wish, before)) {
    return 'refused';
  }
  return next;
}

function isNickLost({ nickConflict }: Wish, { taken = 0 }: Seen): boolean {
  return nickConflict === 'fail' || taken >= MAX_TAKEN;
}

function leaving(context: Context, before: Seen, { news }: Heard): Transition | undefined {
  if (isEnd(before.state) || !isOut(news)) return undefined;
  const seen: Seen = { state: 'left', since: context.now, nick: before.nick };
  if (before.state !== 'joined') return { seen };
  const data = { room: context.room, cause: 'left' as const, willRejoin: false };
  return { seen, told: { type: 'room.left', data: { ...data, nick: nickOf(before) } } };
}

function nickOf({ self, nick }: Seen): string {
  return self?.nick ?? nick;
}

interface Step {
  readonly heard: Heard;
  readonly state: State;
}

type Wanted = Context & { readonly wish: Wish };

function seenAfter(context: Wanted, before: Seen, step: Step): Seen {
  const { heard, state } = step;
  const { now } = context;
  const since = state === before.state ? before.since : now;
  const kept = { ...before, state, since };
  switch (heard.news) {
    case 'entered':
    case 'created':
      return entered(context, kept, heard);
    case 'renamed':
      return heard.nick === undefined || before.self === undefined
        ? kept
        : { ...kept, nick: heard.nick, self: { ...before.self, nick: heard.nick } };
    case 'historyEnded':
    case 'configured':
      return joined(context, kept);
    case 'present':
      return without(kept, 'checkAt', 'unchecked');
    case 'archived':
      return archived(kept, heard);
    case 'archiveFailed':
      return withoutArchive(kept, heard);
    case 'nickTaken':
      return state === 'joined'
        ? keepsNick(context, kept, heard)
        : anotherNick(context, kept, heard);
    case 'configRefused':
      return refusedConfig(context, kept, heard);
    case 'discarded':
      return { state, since, nick: before.nick, problem: problemOf(context, heard) };
    default:
      return outside(context, before, step);
  }
}

function without(seen: Seen, ...names: readonly (keyof Seen)[]): Seen {
  const dropped = new Set<string>(names);
  return Object.fromEntries(
    Object.entries(seen).filter(([name]) => !dropped.has(name)),
  ) as unknown as Seen;
}

function entered({ wish, now }: Wanted, kept: Seen, heard: Heard): Seen {
  const { nick = kept.nick, self, isAssigned, news } = heard;
  const isAsAsked = isAssigned === true || nick === nickFor(wish, kept.taken);
  return present<Seen>({
    ...without(kept, 'retryAt'),
    nick,
    self: self ?? kept.self,
    enteredAt: kept.state === 'joined' ? undefined : (kept.enteredAt ?? now),
    created: news === 'created' ? true : kept.created,
    applied: isAsAsked ? appliedOf(wish) : kept.applied,
    // It is configured at once.
    retryAt: news === 'created' ? now : undefined,
  });
}

function joined({ now }: Wanted, kept: Seen): Seen {
  const { stay = 0 } = kept;
  const passing = ['enteredAt', 'retryAt', 'checkAt', 'unchecked', 'problem'] as const;
  const seen = without(kept, ...passing);
  return { ...seen, since: now, wasIn: true, stay: stay + 1 };
}

/** More pages than this are more than was said in any interruption. */
const MAX_PAGES = 200;

/** Goes on with the next page, or is done. */
function archived(kept: Seen, { page }: Heard): Seen {
  const { catchUp } = kept;
  const isGivenUp = (catchUp?.pages ?? 0) >= MAX_PAGES;
  const isDone = catchUp === undefined || page === undefined || page.isComplete || isGivenUp;
  if (isDone || page.last === undefined) return without(kept, 'catchUp');
  const pages = (catchUp.pages ?? 0) + 1;
  return { ...kept, catchUp: { ...catchUp, stanzaId: page.last, pages } };
}

/** An archive that does not know the message is asked by time; where there is none, what was missed stays unknown. */
function withoutArchive(kept: Seen, heard: Heard): Seen {
  const { catchUp } = kept;
  if (catchUp === undefined || !isByTime(catchUp, heard)) return without(kept, 'catchUp');
  return { ...kept, catchUp: { at: catchUp.at } };
}

function isByTime({ stanzaId, pages }: CatchUp, { condition }: Heard): boolean {
  return condition === 'item-not-found' && stanzaId !== undefined && pages === undefined;
}

/** It is in the room, and the nickname that it wants now is taken there. */
function keepsNick(context: Wanted, kept: Seen, heard: Heard): Seen {
  const { wish } = context;
  const taken = (kept.taken ?? 0) + 1;
  if (wish.nickConflict === 'suffix' && taken <= MAX_TAKEN) return { ...kept, taken };
  return { ...kept, applied: appliedOf(wish), problem: problemOf(context, heard) };
}

function anotherNick(context: Wanted, kept: Seen, heard: Heard): Seen {
  const { wish } = context;
  const problem = problemOf(context, heard);
  if (kept.state === 'refused') return { ...kept, problem };
  const taken = (kept.taken ?? 0) + 1;
  return { ...kept, taken, nick: nickFor(wish, taken), problem, retryAt: context.now };
}

/** The default of the service is asked for at once; where that is refused too, again and again. */
function refusedConfig(context: Wanted, kept: Seen, heard: Heard): Seen {
  const failures = (kept.failures ?? 0) + 1;
  const pause = kept.plain === true ? backOff(failures, context.random) : 0;
  const problem = problemOf(context, heard);
  return { ...kept, plain: true, failures, retryAt: context.now + pause, problem };
}

const KICK_PAUSE_MS = 1_000;
const SHUT_DOWN_PAUSE_MS = 10_000;
const UNSURE_MS = 60_000;
/** Whoever is thrown out sooner than this after coming in has not been in for real. */
const SETTLED_MS = 10_000;

/** It is not in the room any more, or could not come in. */
function outside(context: Wanted, before: Seen, { heard, state }: Step): Seen {
  const { now, wish, random } = context;
  if (state === 'joined') {
    if (heard.news === 'unreachable') return { ...before, checkAt: now + UNSURE_MS };
    return { ...before, applied: appliedOf(wish), problem: problemOf(context, heard) };
  }
  const problem = problemOf(context, heard);
  const since = state === before.state ? before.since : now;
  const base = present<Seen>({
    state,
    since,
    nick: nickFor(wish),
    wasIn: before.wasIn,
    stay: before.stay,
    catchUp: before.catchUp,
    problem,
  });
  if (isEnd(state)) return base;
  const wasSettled = before.state === 'joined' && now - before.since > SETTLED_MS;
  const failures = wasSettled ? 0 : (before.failures ?? 0) + 1;
  const pause = failures === 0 ? 0 : backOff(failures, random);
  const least = LEAST_PAUSE[heard.news] ?? 0;
  // The first time it comes back at once: nobody is to notice more of it than must be.
  const wait = failures <= 1 && heard.news !== 'unreachable' ? least : Math.max(pause, least);
  return present<Seen>({
    ...base,
    ...(before.state === 'configuring' && { plain: before.plain }),
    failures,
    retryAt: wait === 0 ? undefined : now + wait,
  });
}

const LEAST_PAUSE: Readonly<Partial<Record<Heard['news'], number>>> = {
  kicked: KICK_PAUSE_MS,
  shutDown: SHUT_DOWN_PAUSE_MS,
};

/** What is new to callers. */
function newsOf(
  context: Context,
  before: Seen,
  seen: Seen,
  heard: Heard,
): Omit<Transition, 'seen'> {
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
  { news, isWhole, page }: Heard,
): RoomGapData | undefined {
  const isGivenUp = (catchUp?.pages ?? 0) >= MAX_PAGES && page?.isComplete === false;
  const isOver = seen.catchUp === undefined && (news === 'archiveFailed' || isGivenUp);
  if (catchUp === undefined || !isOver || isWhole === true) return undefined;
  const detail = isGivenUp ? TOO_MUCH : NO_ARCHIVE;
  return { room, from: instant(catchUp.at), to: instant(now), detail };
}

const NO_ARCHIVE =
  'The room has no archive that the identity may read, and its history did not reach back to the last message.';
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
