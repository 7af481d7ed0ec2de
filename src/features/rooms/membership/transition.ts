/** From what was heard to the membership's new state, and what callers are told of it. Pure. */
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
import { MAX_PAGES, newsOf, nickOf, type Context, type News } from './told.ts';
import { restarted } from './in-doubt.ts';
import { isOut, nextState } from './states.ts';
import { problemOf } from './problem-of.ts';
import { fieldName } from './stanzas.ts';

export interface Transition extends News {
  readonly seen: Seen;
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
function afterWish(wish: Wish, before: Seen, heard: Heard): State | undefined {
  const { news } = heard;
  if (news === 'nickTaken' && isSettledNick(wish, before, heard)) return undefined;
  if (news === 'absent' && isOutside(before)) return undefined;
  const next = nextState(before.state, news);
  // With several links it may be heard of before its own presence is.
  if (next === 'joined' && news === 'historyEnded' && before.enteredAt === undefined) {
    return before.state;
  }
  if (news === 'entered' && before.ended === true) return 'joined';
  if (news === 'created' && wish.create === 'never') return 'discarding';
  if (next === 'kicked' && wish.onKick === 'rejoin') return 'rejoining';
  if (news === 'nickTaken' && before.state !== 'joined' && isNickLost(wish, before)) {
    return 'refused';
  }
  return next;
}

/** It is known to be out, so a refused message is no further failure. */
function isOutside({ state, enteredAt }: Seen): boolean {
  return (state === 'joining' || state === 'rejoining') && enteredAt === undefined;
}

/** A join that was asked for twice is refused twice, while another nickname is being tried. */
function isSettledNick(wish: Wish, { taken = 0 }: Seen, { nick }: Heard): boolean {
  return Array.from({ length: taken }, (_, index) => nickFor(wish, index)).includes(nick ?? '');
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
    case 'created':
      return entered(context, kept, heard);
    case 'entered':
      return state === 'joined' && before.state !== 'joined'
        ? joined(context, entered(context, kept, heard))
        : entered(context, kept, heard);
    case 'renamed':
      return heard.nick === undefined || before.self === undefined
        ? kept
        : { ...kept, nick: heard.nick, self: { ...before.self, nick: heard.nick } };
    case 'historyEnded':
      return state === 'joined' ? joined(context, kept) : { ...kept, ended: true };
    case 'configured':
      // That it has another configuration than was wanted is still to be seen.
      return present<Seen>({ ...joined(context, kept), problem: kept.plain && kept.problem });
    case 'form':
      return withFields(context, kept, heard);
    case 'exists':
      return { ...kept, exists: true, retryAt: context.now };
    case 'present':
      return without(kept, 'checkAt', 'unchecked');
    case 'archived':
      return archived(context, kept, heard);
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

/** What is over with the attempt. */
const PASSING = [
  ...(['enteredAt', 'ended', 'retryAt', 'checkAt', 'unchecked', 'problem'] as const),
  ...(['asksForm', 'fields', 'exists'] as const),
] as const;

function joined({ now }: Wanted, kept: Seen): Seen {
  const { stay = 0 } = kept;
  const seen = without(kept, ...PASSING);
  return { ...seen, since: now, wasIn: true, stay: stay + 1 };
}

/** Goes on with the next page, or is done. */
function archived({ now }: Wanted, kept: Seen, { page }: Heard): Seen {
  const { catchUp } = kept;
  if (catchUp === undefined) return kept;
  const { pages = 0, after } = catchUp;
  const isCutOff = pages >= MAX_PAGES || page?.last === undefined || page.last === after;
  if (!isCutOff && !page.isComplete) {
    return { ...kept, catchUp: { ...catchUp, after: page.last, pages: pages + 1 } };
  }
  return { ...without(kept, 'catchUp'), caught: { from: catchUp.at, at: now } };
}

/** An archive that does not know the message is asked by time; where there is none, what was missed stays unknown. */
function withoutArchive(kept: Seen, heard: Heard): Seen {
  const { catchUp } = kept;
  if (catchUp === undefined || !isByTime(catchUp, heard)) return without(kept, 'catchUp');
  return { ...kept, catchUp: { ...catchUp, isProven: true } };
}

function isByTime({ stanzaId, after, isProven }: CatchUp, { condition }: Heard): boolean {
  if (condition !== 'item-not-found' || stanzaId === undefined) return false;
  return after === undefined && isProven !== true;
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

/** Only the fields that there are, where a room takes all or nothing. */
function withFields({ wish, now }: Wanted, kept: Seen, { fields = [] }: Heard): Seen {
  const known = new Set(fields);
  const names = Object.keys(wish.config ?? {}).filter((name) => known.has(fieldName(name)));
  return { ...without(kept, 'asksForm'), fields: names, retryAt: now };
}

/** The form is asked for, and then the default of the service; where that is refused too, again and again. */
function refusedConfig(context: Wanted, kept: Seen, heard: Heard): Seen {
  const isFirst = kept.fields === undefined && kept.asksForm !== true && kept.plain !== true;
  if (isFirst && Object.keys(context.wish.config ?? {}).length > 0) {
    return { ...kept, asksForm: true, retryAt: context.now };
  }
  const failures = (kept.failures ?? 0) + 1;
  const pause = kept.plain === true ? backOff(failures, context.random) : 0;
  const problem = problemOf(context, heard);
  const plain = { ...without(kept, 'asksForm', 'fields'), plain: true as const };
  return { ...plain, failures, retryAt: context.now + pause, problem };
}

const KICK_PAUSE_MS = 1_000;
const SHUT_DOWN_PAUSE_MS = 10_000;
const UNSURE_MS = 60_000;
/** Whoever is thrown out sooner than this after coming in has not been in for real. */
const SETTLED_MS = 10_000;

/** The answer to the ping after a new link: it was lost with the old one, and the room has not thrown it out. */
function isByLink({ news, condition }: Heard): boolean {
  return news === 'absent' && condition !== undefined;
}

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
    // What bounced was missed.
    catchUp: before.catchUp && restarted(before.catchUp),
    caught: before.caught,
    problem,
  });
  if (isEnd(state)) return base;
  const wasSettled =
    before.state === 'joined' && (now - before.since > SETTLED_MS || isByLink(heard));
  const failures = wasSettled ? 0 : (before.failures ?? 0) + 1;
  const pause = failures === 0 ? 0 : backOff(failures, random);
  const least = LEAST_PAUSE[heard.news] ?? 0;
  // The first time it comes back at once: nobody is to notice more of it than must be.
  const isAway = heard.news === 'unreachable' || heard.news === 'nonexistent';
  const wait = failures <= 1 && !isAway ? least : Math.max(pause, least);
  const longest = LONGEST_PAUSE[heard.news] ?? Infinity;
  return present<Seen>({
    ...base,
    ...(before.state === 'configuring' && { plain: before.plain }),
    failures,
    retryAt: now + Math.min(wait, longest),
  });
}

const LONGEST_PAUSE: Readonly<Partial<Record<Heard['news'], number>>> = {
  // A room that vanished with a restart of its server comes back with its next occupant; to ask for it does no harm.
  nonexistent: 10_000,
  // An identity that is to rejoin has messages waiting; two attempts a minute do no harm.
  kicked: 30_000,
};

const LEAST_PAUSE: Readonly<Partial<Record<Heard['news'], number>>> = {
  kicked: KICK_PAUSE_MS,
  shutDown: SHUT_DOWN_PAUSE_MS,
};
