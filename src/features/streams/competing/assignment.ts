/**
 * What a competing consumer has handed out, and to which of its connections. Pure; the store keeps one for each consumer, and
 * every replica hands out from the same.
 */
import type { Cursor } from '../../events/cursor.ts';

export interface Assignment {
  readonly incarnation: string;
  /** Every event of the log up to here was handed out, or was not asked for. */
  readonly read: string;
  /** What its connections ask for. */
  readonly wishes: string;
  /** The connections that share the events, on all replicas. Their names are never used again. */
  readonly connections: readonly string[];
  /** What is not acknowledged, in the order of the log. */
  readonly open: readonly OpenEvent[];
  /** How often it was moved: what its connections have from before is not theirs any more. */
  readonly moves?: number;
}

export interface OpenEvent {
  readonly position: string;
  readonly conversation: string;
  /** Who has it; it waits where nobody does. */
  readonly connection?: string;
}

/** An event of the log that may be handed out. */
export interface News extends Pick<OpenEvent, 'position' | 'conversation'> {
  readonly isWanted: boolean;
}

/** Events that a connection may have without having acknowledged them. */
export const MAX_HELD = 32;

/** Open at once: what waits for a busy connection must not make the record too large to be written at each acknowledgement. */
const MAX_OPEN = 1_000;

export function newAssignment({ incarnation, position }: Cursor): Assignment {
  return { incarnation, read: position, wishes: '', connections: [], open: [] };
}

/** It goes on from another place, with the same connections; nothing of before is open. */
export function movedTo(assignment: Assignment, { incarnation, position }: Cursor): Assignment {
  const { moves = 0 } = assignment;
  return { ...assignment, incarnation, read: position, open: [], moves: moves + 1 };
}

/** Undefined when its other connections ask for something else. */
export function joined(
  assignment: Assignment,
  connection: string,
  wishes: string,
): Assignment | undefined {
  const { connections } = assignment;
  if (connections.includes(connection)) return assignment;
  if (connections.length > 0 && assignment.wishes !== wishes) return undefined;
  return { ...assignment, wishes, connections: [...connections, connection] };
}

/** What connections that are gone had waits for others. */
export function withoutConnections(
  assignment: Assignment,
  isGone: (connection: string) => boolean,
): Assignment {
  if (!assignment.connections.some(isGone)) return assignment;
  return {
    ...assignment,
    connections: assignment.connections.filter((connection) => !isGone(connection)),
    open: assignment.open.map((it) =>
      it.connection !== undefined && isGone(it.connection) ? freed(it) : it,
    ),
  };
}

/** Nothing happens to what another connection has by now. */
export function acknowledged(
  assignment: Assignment,
  acks: readonly { readonly connection: string; readonly position: string }[],
): Assignment {
  const done = new Map(acks.map(({ position, connection }) => [position, connection]));
  const open = assignment.open.filter(
    ({ position, connection }) => connection === undefined || done.get(position) !== connection,
  );
  return open.length === assignment.open.length ? assignment : { ...assignment, open };
}

/** Events before the place are gone: it goes on with the oldest that is kept. */
export function overGap(assignment: Assignment, { incarnation, position }: Cursor): Assignment {
  const open = incarnation === assignment.incarnation ? assignment.open : [];
  return { ...assignment, incarnation, read: position, open };
}

/**
 * Gives connections with room what waits, and then what is new. A conversation stays with the connection that has an event of
 * it, whatever its room; what that one has no room for waits.
 */
export function assigned(assignment: Assignment, news: readonly News[]): Assignment {
  const giving = new Giving(roomIn(assignment));
  const before = assignment.open.map((it) => giving.give(it));
  const open = [...before];
  let { read } = assignment;
  for (const { position, conversation, isWanted } of news) {
    if (isWanted) {
      if (open.length >= MAX_OPEN || !giving.hasRoom()) break;
      open.push(giving.give({ position, conversation }));
    }
    read = position;
  }
  const isSame = open.length === before.length && !giving.hasGiven;
  return { ...assignment, read, open: isSame ? assignment.open : open };
}

/** How many more events each connection may be given. */
export function roomIn({ connections, open }: Assignment): Map<string, number> {
  const room = new Map(connections.map((connection) => [connection, MAX_HELD]));
  for (const { connection = '' } of open) {
    const left = room.get(connection);
    if (left !== undefined) room.set(connection, left - 1);
  }
  return room;
}

/** Whether connections of others were given something, or may have room for what waits. */
export function concernsOthers(
  before: Assignment,
  after: Assignment,
  isOwn: (connection: string) => boolean,
): boolean {
  const known = new Set(before.open);
  return after.open.some(
    (it) => it.connection === undefined || (!isOwn(it.connection) && !known.has(it)),
  );
}

/** That events were passed over is stored only now and then: a replica that lost it passes over them again. */
export function isNews(before: Assignment, after: Assignment, isLookDue: boolean): boolean {
  if (before.open !== after.open || before.connections !== after.connections) return true;
  if (before.incarnation !== after.incarnation) return true;
  return isLookDue && before.read !== after.read;
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
    const connection = event.connection ?? this.#takerOf(conversation);
    this.#holders.set(conversation, connection);
    if (connection === event.connection || connection === undefined) return event;
    this.#room.set(connection, (this.#room.get(connection) ?? 0) - 1);
    this.hasGiven = true;
    return { ...event, connection };
  }

  #takerOf(conversation: string): string | undefined {
    if (!this.#holders.has(conversation)) return this.#roomiest();
    const holder = this.#holders.get(conversation);
    return holder !== undefined && (this.#room.get(holder) ?? 0) > 0 ? holder : undefined;
  }

  #roomiest(): string | undefined {
    let most: readonly [string | undefined, number] = [undefined, 0];
    for (const [connection, room] of this.#room) if (room > most[1]) most = [connection, room];
    return most[0];
  }
}

function freed({ position, conversation }: OpenEvent): OpenEvent {
  return { position, conversation };
}
