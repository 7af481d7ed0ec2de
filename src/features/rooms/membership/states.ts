/**
 * The states of a membership. Pure and total: a state and what was heard give the next state; `undefined` means that it
 * changes nothing. What the wish says about it (`onKick`, `create`) is applied by `transition.ts`.
 *
 *     joining → joined → rejoining → joined
 *        └→ configuring ─┘     └→ refused, kicked, banned, removed, destroyed, missing, left
 */
import type { EndState, State } from './membership.ts';

export const NEWS = [
  /** The room showed it its own presence. */
  'entered',
  /** The same, and the room is new (201). */
  'created',
  /** The subject was told, which ends the history (XEP-0045 §7.2.16). */
  'historyEnded',
  'nickTaken',
  /** The room does not let it in. */
  'refused',
  /** Nothing is known of the room now. */
  'unreachable',
  /** The room exists. */
  'exists',
  /** There is no such room. */
  'nonexistent',
  /** The room was destroyed earlier. */
  'gone',
  'destroyed',
  'renamed',
  'kicked',
  'banned',
  'removed',
  /** The service is being shut down. */
  'shutDown',
  /** The room lost it: its messages bounced (333, or no code). */
  'dropped',
  /** It left by its own wish. */
  'exited',
  /** The room says that it is an occupant (XEP-0410). */
  'present',
  /** The room says that it is none. */
  'absent',
  /** The room that it made is configured. */
  'configured',
  'configRefused',
  /** Its form was told. */
  'form',
  /** The room that it made is destroyed again. */
  'discarded',
  /** A page of the archive was told. */
  'archived',
  /** The archive tells nothing. */
  'archiveFailed',
] as const;

export type News = (typeof NEWS)[number];

type Next = Readonly<Record<News, State | undefined>>;

const NOTHING = Object.fromEntries(NEWS.map((news) => [news, undefined])) as Next;

/** Whoever is in the room, or on the way into it, can be put out. */
const PUT_OUT = {
  kicked: 'kicked',
  banned: 'banned',
  removed: 'removed',
  destroyed: 'destroyed',
} as const satisfies Partial<Next>;

const ENTERING = (state: 'joining' | 'rejoining'): Next => ({
  ...NOTHING,
  ...PUT_OUT,
  entered: state,
  created: 'configuring',
  historyEnded: 'joined',
  nickTaken: state,
  refused: 'refused',
  unreachable: state,
  gone: 'destroyed',
  exists: state,
  nonexistent: state === 'joining' ? 'missing' : state,
  renamed: state,
  shutDown: state,
  dropped: state,
  exited: state,
  absent: state,
});

const END: Next = NOTHING;

const NEXT: Readonly<Record<State, Next>> = {
  joining: ENTERING('joining'),
  rejoining: ENTERING('rejoining'),
  configuring: {
    ...NOTHING,
    ...PUT_OUT,
    created: 'configuring',
    renamed: 'configuring',
    shutDown: 'joining',
    dropped: 'joining',
    exited: 'joining',
    absent: 'joining',
    unreachable: 'configuring',
    configured: 'joined',
    configRefused: 'configuring',
    form: 'configuring',
  },
  discarding: {
    ...NOTHING,
    destroyed: 'missing',
    gone: 'missing',
    absent: 'missing',
    kicked: 'missing',
    dropped: 'missing',
    exited: 'missing',
    discarded: 'missing',
  },
  joined: {
    ...NOTHING,
    ...PUT_OUT,
    entered: 'joined',
    created: 'configuring',
    nickTaken: 'joined',
    refused: 'joined',
    renamed: 'joined',
    shutDown: 'rejoining',
    dropped: 'rejoining',
    exited: 'rejoining',
    present: 'joined',
    absent: 'rejoining',
    unreachable: 'joined',
    archived: 'joined',
    archiveFailed: 'joined',
  },
  refused: END,
  kicked: END,
  banned: END,
  removed: END,
  destroyed: END,
  missing: END,
  left: END,
} satisfies Readonly<Record<Exclude<State, EndState> | EndState, Next>>;

export function nextState(state: State, news: News): State | undefined {
  return NEXT[state][news];
}

/** After this it is in no room any more, which is all that matters once it is not wanted there. */
const OUT: ReadonlySet<News> = new Set<News>([
  'refused',
  'gone',
  'destroyed',
  'kicked',
  'banned',
  'removed',
  'shutDown',
  'dropped',
  'exited',
  'absent',
  'discarded',
]);

export function isOut(news: News): boolean {
  return OUT.has(news);
}
