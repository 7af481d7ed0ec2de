import { comparePositions, type Store } from '../../../store/store.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import type { Door, RoomPort } from '../rooms/room-port.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';
import { laneOf, Unanswered } from './unanswered.ts';

export interface HeldDeps {
  readonly store: Pick<Store, 'find'>;
  readonly settlement: Pick<Settlement, 'answers'>;
  readonly monotonic: () => number;
  /** The partition's log. */
  readonly log: string;
  readonly doors: RoomPort['doors'];
}

/** An entry that waits for its sender to be in the room. */
interface Held {
  readonly position: string;
  /** Where it stood in the log at first. */
  readonly place: string;
  /** Undefined where many wait: it is read again when it may leave. */
  readonly entry: Waiting | undefined;
}

interface Room {
  readonly identity: string;
  readonly room: string;
  readonly lane: string;
  waiting: Held[];
  /** Undefined while it is not in the room. */
  visit: Visit | undefined;
}

/** What is waited for since the identity was seen in the room: answers to what it said before; what they put into the log. */
interface Visit {
  readonly stay: number;
  /** When the last answer was seen, or the visit began, by the clock that never jumps. */
  since: number;
  missing: number;
  waitsFor: 'answers' | 'end of log' | undefined;
}

/** What may leave, and what never will. */
export interface LetGo {
  /** In order. */
  readonly ready: readonly Waiting[];
  readonly over: readonly { readonly entry: Waiting; readonly why: string }[];
}

/** So many are kept whole; of the rest only where they stand. */
const MAX_WHOLE = 1_000;
/** So many leave at once. */
const MAX_READY = 512;
/** Rooms of which it is known that nothing is missing. */
const MAX_ROOMS = 4_096;
const NOTHING: LetGo = { ready: [], over: [] };
/** How often it is asked whether they may leave. */
const LOOK_MS = 250;
/** How long the next answer is waited for. A room works off what it gets in turn, so it answers before it lets somebody in. */
const ANSWER_MS = 5_000;

/**
 * Messages to rooms that their sender is not in yet, or not any more. They stay in the log, and leave in the order in which
 * they were accepted. What a room refused stands in the log again, behind what was accepted later: it keeps the place that it
 * had, and goes first. So that none of it is missing, between the moment at which the room is known to be open and the first message
 * into it, the answers to earlier ones are waited for, and then the log is read to its end.
 */
export class HeldBack {
  readonly #deps: HeldDeps;
  readonly #rooms = new Map<string, Room>();
  readonly #positions = new Set<string>();
  readonly #unanswered: Unanswered;
  /** Those that were not let go when they could have been for the first time: something else may have ended them since. */
  #waited = new Set<string>();
  #whole = 0;
  #isSoon = false;

  constructor(deps: HeldDeps) {
    this.#deps = deps;
    this.#unanswered = new Unanswered(deps.settlement.answers);
  }

  get size(): number {
    return this.#positions.size;
  }

  /** It was read, and not written since. */
  has(position: string): boolean {
    return this.#positions.size > 0 && this.#positions.has(position);
  }

  /** How long the log may be waited for. */
  waitMs(most: number): number {
    if (this.size === 0) return most;
    return this.#isSoon ? 0 : LOOK_MS;
  }

  /** The log is read from its beginning: everything comes again. */
  begin(): void {
    this.#rooms.clear();
    this.#positions.clear();
    this.#waited.clear();
    this.#unanswered.begin();
    this.#whole = 0;
    this.#isSoon = false;
  }

  /** Keeps those that have to wait, and gives the rest. */
  sift(entries: readonly Waiting[]): readonly Waiting[] {
    if (entries.every(({ record }) => record.held !== true)) return entries;
    return entries.filter((entry) => entry.record.held !== true || !this.#keep(entry));
  }

  /** `caughtUp`: nothing more was in the log. Throws `store-unavailable`. */
  async letGo(caughtUp: boolean): Promise<LetGo> {
    if (this.size === 0) return NOTHING;
    const rooms = [...this.#rooms.values()].filter(({ waiting }) => waiting.length > 0);
    const doors = await this.#deps.doors(rooms);
    this.#isSoon = false;
    const ready: Held[] = [];
    const over: (Held & { readonly why: string })[] = [];
    for (const [index, room] of rooms.entries()) {
      const door = doors[index] ?? SHUT;
      if (door.is === 'over') {
        const { why } = door;
        over.push(...this.#take(room, MAX_READY - over.length).map((it) => ({ ...it, why })));
      } else if (await this.#isOpen(room, door, caughtUp)) {
        ready.push(...this.#take(room, MAX_READY - ready.length));
      } else {
        for (const { position } of room.waiting) this.#waited.add(position);
      }
    }
    if (ready.length > 0 || over.length > 0) this.#isSoon = true;
    const entries = await this.#entries(ready);
    for (const { record, position } of entries) {
      this.#unanswered.add(record, record.place ?? position);
    }
    return { ready: entries, over: await this.#withReasons(over) };
  }

  /** Takes back entries that were let go but not written. */
  putBack(entries: readonly Waiting[]): void {
    for (const entry of entries) {
      this.#keep(entry);
      this.#unanswered.delete(entry.record.id);
      this.#waited.add(entry.position);
    }
  }

  /** Those that may have been cancelled, or expired, while they waited. */
  hasWaited(entry: Waiting): boolean {
    return this.#waited.delete(entry.position);
  }

  #keep(entry: Waiting): boolean {
    const { position, record } = entry;
    if (this.#positions.has(position)) return true;
    const placed = this.#placed(entry);
    const { place = position } = placed.record;
    const fresh = emptyRoom(record);
    const found = this.#rooms.get(fresh.lane) ?? fresh;
    if (found === fresh) this.#remember(found);
    const isWhole = this.#whole < MAX_WHOLE;
    if (isWhole) this.#whole += 1;
    found.waiting.push({ position, place, entry: isWhole ? placed : undefined });
    this.#positions.add(position);
    return true;
  }

  #remember(room: Room): void {
    if (this.#rooms.size >= MAX_ROOMS) {
      for (const [old, { waiting }] of this.#rooms)
        if (waiting.length === 0) this.#rooms.delete(old);
    }
    this.#rooms.set(room.lane, room);
  }

  async #isOpen(room: Room, door: Door, caughtUp: boolean): Promise<boolean> {
    if (door.is !== 'open') {
      room.visit = undefined;
      return false;
    }
    const { monotonic } = this.#deps;
    if (room.visit?.stay !== door.stay) {
      room.visit = { stay: door.stay, since: 0, missing: Infinity, waitsFor: 'answers' };
    }
    const { visit } = room;
    if (visit.waitsFor === 'answers') {
      const missing = await this.#unanswered.count(room.lane);
      if (missing < visit.missing) Object.assign(visit, { missing, since: monotonic() });
      if (missing > 0 && monotonic() - visit.since < ANSWER_MS) return false;
      visit.waitsFor = 'end of log';
      this.#isSoon = true;
      return false;
    }
    // A page that ended before the end of the log proves nothing.
    if (caughtUp) visit.waitsFor = undefined;
    else if (visit.waitsFor !== undefined) this.#isSoon = true;
    return visit.waitsFor === undefined;
  }

  /** The first of them, in order, `most` at most. */
  #take(room: Room, most: number): readonly Held[] {
    const inOrder = room.waiting.sort(
      (one, other) =>
        comparePositions(one.place, other.place) || comparePositions(one.position, other.position),
    );
    const taken = inOrder.splice(0, Math.max(0, most));
    for (const { position, entry } of taken) {
      this.#positions.delete(position);
      if (entry !== undefined) this.#whole -= 1;
    }
    return taken;
  }

  async #entries(held: readonly Held[]): Promise<readonly Waiting[]> {
    const found = await Promise.all(
      held.map(({ entry, position }) => (entry ? Promise.resolve(entry) : this.#find(position))),
    );
    return found.filter((it) => it !== undefined);
  }

  async #find(position: string): Promise<Waiting | undefined> {
    const { store, log } = this.#deps;
    const found = await store.find(log, position);
    return found && this.#placed(decodeEntry(found));
  }

  /** With the place in the record, so that the ledger has it from the next acknowledgement on. */
  #placed(entry: Waiting): Waiting {
    const { record, position } = entry;
    const place = this.#unanswered.placeOf(record, position);
    return place === position ? entry : { ...entry, record: { ...record, place } };
  }

  async #withReasons(held: readonly (Held & { readonly why: string })[]) {
    const entries = await this.#entries(held);
    const reasons = new Map(held.map(({ position, why }) => [position, why]));
    return entries.map((entry) => ({ entry, why: reasons.get(entry.position) ?? '' }));
  }
}

const SHUT: Door = { is: 'shut' };

function emptyRoom({ from, to }: LedgerRecord): Room {
  const lane = laneOf({ from, to });
  return { identity: bare(from), room: bare(to), lane, waiting: [], visit: undefined };
}
