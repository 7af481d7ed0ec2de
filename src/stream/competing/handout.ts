/**
 * What a competing consumer has handed out, and to which of its members. Pure; the store keeps one for each consumer, and
 * every replica hands out from the same.
 */
import type { Cursor } from '../../events/cursor.ts';

export interface Handout {
  readonly incarnation: string;
  /** Every event of the log up to here was handed out, or was not asked for. */
  readonly read: string;
  /** What its members ask for. */
  readonly wishes: string;
  /** The connections that share the events, on all replicas. Their names are never used again. */
  readonly members: readonly string[];
  /** What is not acknowledged, in the order of the log. */
  readonly open: readonly OpenEvent[];
}

export interface OpenEvent {
  readonly position: string;
  readonly conversation: string;
  /** Who has it; it waits where nobody does. */
  readonly member?: string;
}

/** An event of the log that may be handed out. */
export interface News extends Pick<OpenEvent, 'position' | 'conversation'> {
  readonly isWanted: boolean;
}

/** Events that a member may have without having acknowledged them. */
export const MOST_HELD = 32;

/** Open at once: what waits for a busy member must not make the record too large to be written at each acknowledgement. */
const MOST_OPEN = 1_000;

export function newHandout({ incarnation, position }: Cursor): Handout {
  return { incarnation, read: position, wishes: '', members: [], open: [] };
}

/** Undefined when its other members ask for something else. */
export function joined(handout: Handout, member: string, wishes: string): Handout | undefined {
  const { members } = handout;
  if (members.includes(member)) return handout;
  if (members.length > 0 && handout.wishes !== wishes) return undefined;
  return { ...handout, wishes, members: [...members, member] };
}

/** What members that are gone had waits for others. */
export function withoutMembers(handout: Handout, isGone: (member: string) => boolean): Handout {
  if (!handout.members.some(isGone)) return handout;
  return {
    ...handout,
    members: handout.members.filter((member) => !isGone(member)),
    open: handout.open.map((it) => (it.member !== undefined && isGone(it.member) ? freed(it) : it)),
  };
}

/** Nothing happens to what another member has by now. */
export function acknowledged(
  handout: Handout,
  acks: readonly { readonly member: string; readonly position: string }[],
): Handout {
  const done = new Map(acks.map(({ position, member }) => [position, member]));
  const open = handout.open.filter(
    ({ position, member }) => member === undefined || done.get(position) !== member,
  );
  return open.length === handout.open.length ? handout : { ...handout, open };
}

/** Events before the place are gone: it goes on with the oldest that is kept. */
export function overGap(handout: Handout, { incarnation, position }: Cursor): Handout {
  const open = incarnation === handout.incarnation ? handout.open : [];
  return { ...handout, incarnation, read: position, open };
}

/**
 * Gives members with room what waits, and then what is new. A conversation stays with the member that has an event of
 * it, whatever its room; what that one has no room for waits.
 */
export function handedOut(handout: Handout, news: readonly News[]): Handout {
  const giving = new Giving(roomIn(handout));
  const before = handout.open.map((it) => giving.give(it));
  const open = [...before];
  let { read } = handout;
  for (const { position, conversation, isWanted } of news) {
    if (isWanted) {
      if (open.length >= MOST_OPEN || !giving.hasRoom()) break;
      open.push(giving.give({ position, conversation }));
    }
    read = position;
  }
  const isSame = open.length === before.length && !giving.hasGiven;
  return { ...handout, read, open: isSame ? handout.open : open };
}

/** How many more events each member may be given. */
export function roomIn({ members, open }: Handout): Map<string, number> {
  const room = new Map(members.map((member) => [member, MOST_HELD]));
  for (const { member = '' } of open) {
    const left = room.get(member);
    if (left !== undefined) room.set(member, left - 1);
  }
  return room;
}

/** Whether members of others were given something, or may have room for what waits. */
export function concernsOthers(
  before: Handout,
  after: Handout,
  isOwn: (member: string) => boolean,
): boolean {
  const known = new Set(before.open);
  return after.open.some((it) => it.member === undefined || (!isOwn(it.member) && !known.has(it)));
}

class Giving {
  hasGiven = false;
  readonly #room: Map<string, number>;
  /** Who has the last event of a conversation; undefined where it waits. */
  readonly #holders = new Map<string, string | undefined>();

  constructor(room: Map<string, number>) {
    this.#room = room;
  }

  hasRoom(): boolean {
    return [...this.#room.values()].some((room) => room > 0);
  }

  give(event: OpenEvent): OpenEvent {
    const { conversation } = event;
    const member = event.member ?? this.#takerOf(conversation);
    this.#holders.set(conversation, member);
    if (member === event.member || member === undefined) return event;
    this.#room.set(member, (this.#room.get(member) ?? 0) - 1);
    this.hasGiven = true;
    return { ...event, member };
  }

  #takerOf(conversation: string): string | undefined {
    if (!this.#holders.has(conversation)) return this.#roomiest();
    const holder = this.#holders.get(conversation);
    return holder !== undefined && (this.#room.get(holder) ?? 0) > 0 ? holder : undefined;
  }

  #roomiest(): string | undefined {
    let most: readonly [string | undefined, number] = [undefined, 0];
    for (const [member, room] of this.#room) if (room > most[1]) most = [member, room];
    return most[0];
  }
}

function freed({ position, conversation }: OpenEvent): OpenEvent {
  return { position, conversation };
}
