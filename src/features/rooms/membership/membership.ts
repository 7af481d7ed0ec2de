/** What is wanted of an identity in a room, and what the room said last. Both are kept as JSON. */
import type { RoomMembershipToPut, RoomPresence, RoomSelf } from '../../../contract/schemas.ts';

/** With every default filled in. */
export interface Wish {
  /** Prepared as a resource. */
  readonly nick: string;
  readonly password?: string;
  readonly nickConflict: 'suffix' | 'fail';
  readonly history: { readonly catchUp: boolean; readonly maxStanzas: number };
  readonly hear: 'all' | 'mentions' | 'none';
  readonly presence?: RoomPresence;
  readonly create: 'never' | 'ifMissing';
  readonly config?: NonNullable<RoomMembershipToPut['config']>;
  readonly onKick: 'stayOut' | 'rejoin';
  readonly follow: boolean;
}

export const END_STATES = [
  'refused',
  'kicked',
  'banned',
  'removed',
  'destroyed',
  'missing',
  'left',
] as const;

export type EndState = (typeof END_STATES)[number];

export type State =
  | 'joining'
  /** It made the room, which has to be configured: others cannot come in until then. */
  | 'configuring'
  /** It made the room although none was to be made, and destroys it again. */
  | 'discarding'
  | 'joined'
  | 'rejoining'
  | EndState;

export interface Problem {
  readonly reason: string;
  readonly detail: string;
  /** ms since 1970 */
  readonly at: number;
  readonly alternate?: string;
  readonly actor?: string;
}

/** From where the past is still to be heard. */
export interface CatchUp {
  /** The time of the last message that was heard, or of the last join; ms since 1970. */
  readonly at: number;
  /** The room's id of the last message, as far as it gave one. */
  readonly stanzaId?: string;
  /** Tells that message from others in the room's history. */
  readonly mark?: string;
  /** The link was handed over, and the room has kept it all the time: nothing can have been missed. */
  readonly isSure?: true;
  /** The archive is to tell the last message too: where it does not, it has lost something. */
  readonly isProven?: true;
  /** The last message that the archive has told, by its id there. */
  readonly after?: string;
  /** Pages that the archive has told. */
  readonly pages?: number;
}

/** What was caught up with last. */
export interface Caught {
  readonly from: number;
  /** When it was over, ms since 1970. */
  readonly at: number;
}

export interface Seen {
  readonly state: State;
  /** When it began, ms since 1970. */
  readonly since: number;
  /** The nickname that was asked for. */
  readonly nick: string;
  /** How many nicknames were taken in this attempt. */
  readonly taken?: number;
  /** What of the wish the room shows; see `appliedOf`. */
  readonly applied?: string;
  /** The room exists, so a join makes none. */
  readonly exists?: true;
  /** Its own presence has come; its history has not ended yet. */
  readonly enteredAt?: number;
  /** Its history has ended before that: with several links the two may come in any order. */
  readonly ended?: true;
  readonly self?: RoomSelf;
  /** It was an occupant before. */
  readonly wasIn?: true;
  /** How often it has come in: what is sent before and after cannot be told apart by anything else. */
  readonly stay?: number;
  /** It made the room. */
  readonly created?: true;
  /** The room did not take the wanted configuration: its form is asked for what there is. */
  readonly asksForm?: true;
  /** The fields of its form that are wanted. */
  readonly fields?: readonly string[];
  /** It did not take those either: it gets its default. */
  readonly plain?: true;
  /** Not before this, ms since 1970. */
  readonly retryAt?: number;
  /** Attempts in a row that came to nothing. */
  readonly failures?: number;
  /** On this link the room has not said yet that it is still in it. */
  readonly unchecked?: true;
  readonly catchUp?: CatchUp;
  readonly caught?: Caught;
  /** When the room is asked again whether it is still in it, where that is sooner than usual. */
  readonly checkAt?: number;
  readonly problem?: Problem;
}

export function isEnd(state: State): state is EndState {
  return (END_STATES as readonly string[]).includes(state);
}

/** What occupants see of a wish. A change of it is told to the room. */
export function appliedOf({ nick, presence }: Wish): string {
  return JSON.stringify([nick, presence?.show, presence?.status]);
}

/** How many others are tried where a nickname is taken. */
export const MAX_TAKEN = 5;

/** `alerts`, and then `alerts-2` to `alerts-6`. */
export function nickFor({ nick }: Wish, taken = 0): string {
  return taken === 0 ? nick : `${nick}-${taken + 1}`;
}

/** Two bare JIDs. */
export interface Place {
  readonly identity: string;
  readonly room: string;
}

export function keyOf({ identity, room }: Place): string {
  return `${room} ${identity}`;
}

export function placeOf(key: string): Place {
  const space = key.indexOf(' ');
  return { room: key.slice(0, space), identity: key.slice(space + 1) };
}
