import { comparePositions, type Store } from '../../../store/store.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { Door, RoomPort } from '../rooms/room-port.ts';
import type { Progress } from './progress.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';

export interface HeldDeps {
  readonly store: Pick<Store, 'find'>;
  /** The partition's log. */
  readonly log: string;
  readonly doors: RoomPort['doors'];
}

/** An entry that waits for its sender to be in the room. */
interface Held {
  readonly position: string;
  readonly tries: number;
  /** Undefined where many wait: it is read again when it may leave. */
  readonly entry: Waiting | undefined;
}

interface Room {
  readonly identity: string;
  readonly room: string;
  waiting: Held[];
  /** The visit in which it was seen in the room before the log was read to its end. */
  stay: number | undefined;
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

/**
 * Messages to rooms that their sender is not in yet, or not any more. They stay in the log, and leave in the order in which
 * they were accepted. What a room refused stands in the log again, behind what was accepted later: it has more tries, and
 * goes first. So that none of it is missing, the log is read to its end between the moment at which the room is known to be
 * open and the first message into it.
 */
export class HeldBack {
  readonly #deps: HeldDeps;
  readonly #rooms = new Map<string, Room>();
  readonly #positions = new Set<string>();
  /** Those that were not let go when they could have been for the first time: something else may have ended them since. */
  #waited = new Set<string>();
  #whole = 0;
  #isSoon = false;

  constructor(deps: HeldDeps) {
    this.#deps = deps;
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
      } else if (this.#isOpen(room, door, caughtUp)) {
        ready.push(...this.#take(room, MAX_READY - ready.length));
      }
    }
    if (ready.length > 0 || over.length > 0) this.#isSoon = true;
    return { ready: await this.#entries(ready), over: await this.#withReasons(over) };
  }

  /** Takes back entries that were let go but not written. */
  putBack(entries: readonly Waiting[]): void {
    for (const entry of entries) {
      this.#keep(entry);
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
    const [identity, room] = [bare(record.from), bare(record.to)];
    const key = `${identity} ${room}`;
    const found = this.#rooms.get(key) ?? { identity, room, waiting: [], stay: undefined };
    if (!this.#rooms.has(key)) this.#remember(key, found);
    const isWhole = this.#whole < MAX_WHOLE;
    if (isWhole) this.#whole += 1;
    const { tries = 0 } = record;
    found.waiting.push({ position, tries, entry: isWhole ? entry : undefined });
    this.#positions.add(position);
    return true;
  }

  #remember(key: string, room: Room): void {
    if (this.#rooms.size >= MAX_ROOMS) {
      for (const [old, { waiting }] of this.#rooms)
        if (waiting.length === 0) this.#rooms.delete(old);
    }
    this.#rooms.set(key, room);
  }

  #isOpen(room: Room, door: Door, caughtUp: boolean): boolean {
    if (door.is !== 'open') {
      room.stay = undefined;
      for (const { position } of room.waiting) this.#waited.add(position);
      return false;
    }
    const isKnown = room.stay === door.stay;
    // A page that ended before the end of the log proves nothing.
    if (!isKnown && caughtUp) room.stay = door.stay;
    if (!isKnown) this.#isSoon = true;
    return isKnown;
  }

  /** The first of them, in order, `most` at most. */
  #take(room: Room, most: number): readonly Held[] {
    const inOrder = room.waiting.sort(
      (one, other) => other.tries - one.tries || comparePositions(one.position, other.position),
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
    return found && decodeEntry(found);
  }

  async #withReasons(held: readonly (Held & { readonly why: string })[]) {
    const entries = await this.#entries(held);
    const reasons = new Map(held.map(({ position, why }) => [position, why]));
    return entries.map((entry) => ({ entry, why: reasons.get(entry.position) ?? '' }));
  }
}

const SHUT: Door = { is: 'shut' };

/** Entries are written in the order of the log, except those that wait for a room. */
export function withHeld(
  progress: Progress,
  held: HeldBack,
): Pick<Progress, 'isBehind' | 'wasWritten' | 'isLanding'> {
  return {
    isBehind: () => held.size > 0 || progress.isBehind(),
    wasWritten: (position) => !held.has(position) && progress.wasWritten(position),
    isLanding: (position) => !held.has(position) && progress.isLanding(position),
  };
}
