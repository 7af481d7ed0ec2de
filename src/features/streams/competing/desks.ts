import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../../core/caller.ts';
import { decodeCursor, historyLost, type Cursor } from '../../events/cursor.ts';
import type { EventFilter, EventWishes } from '../../events/filter.ts';
import { NOW, startAfter } from '../../events/start.ts';
import type { EventTail } from '../../events/tail.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Log } from '../../../observe/log.ts';
import { consumerId } from '../consumers.ts';
import type { Listener } from '../listener.ts';
import { Attendance, attendanceOf, attends, type AttendanceTimes } from './attendance.ts';
import { Desk, type DeskTimes } from './desk.ts';
import { newHandout, type Handout } from './handout.ts';
import { beginHandout, loadHandout } from './handouts.ts';
import { Member } from './member.ts';
import type { Runtime } from '../../runtime.ts';

export interface DesksDeps extends Pick<Runtime, 'store' | 'newId' | 'monotonic'> {
  readonly tail: EventTail;
  readonly log: Log;
  readonly times: AttendanceTimes & DeskTimes;
}

/** A connection that is to share the events of a consumer. */
export interface Joining {
  readonly id: string;
  readonly wishes: string;
  readonly filter: EventFilter;
  /** Where the consumer is, or begins. */
  readonly after: Cursor;
  readonly listener: Listener;
}

/** Acknowledges one event by its cursor. Throws `invalid-request`, and `conflict` for one that is not with this member. */
export type Acknowledge = (cursor: string) => Promise<string>;

const TOLD = 'consumer-handout';
const CLOSING_MS = 1_500;

/** The competing consumers that have connections on this replica. */
export class Desks {
  readonly #deps: DesksDeps;
  readonly #instance: string;
  readonly #attendance: Attendance;
  readonly #desks = new Map<string, Desk>();
  readonly #others: { end(): void };
  #joined = 0;
  #idle: () => void = () => undefined;

  constructor(deps: DesksDeps) {
    const { store, times, monotonic, log, newId } = deps;
    this.#deps = deps;
    this.#instance = newId();
    const changed = () => {
      this.#attendanceChanged();
    };
    const holder = this.#instance;
    this.#attendance = new Attendance({ store, holder, times, monotonic, log, changed });
    this.#others = store.subscribe(TOLD, (payload) => {
      const [instance, id = ''] = payload.split('\n');
      if (instance !== this.#instance) this.#desks.get(id)?.told();
    });
  }

  /**
   * What a connection needs to join. A consumer that is new begins after `after`, or now. Throws `conflict` when its other
   * connections ask for other events, `history-lost`, and `store-unavailable`.
   */
  async prepare(
    caller: Caller,
    name: string,
    asked: { readonly wishes: EventWishes; readonly after?: string | undefined },
  ): Promise<Pick<Joining, 'id' | 'wishes' | 'after'>> {
    const { store } = this.#deps;
    await this.#attendance.begin();
    const id = consumerId(caller, name);
    const wishes = textOf(asked.wishes);
    const kept = await loadHandout(store, id);
    const handout =
      kept?.handout ?? (await beginHandout(store, id, await this.#fresh(asked.after)));
    if (handout.wishes !== wishes && (await this.#isAnyAlive(handout.members))) throw otherFilter();
    const { incarnation, read: position } = handout;
    return { id, wishes, after: { incarnation, position } };
  }

  /** The connection is given events from now on, until its listener ends. */
  join({ id, after, listener, ...reader }: Joining): Acknowledge {
    const { name } = this.#attendance;
    // It has lapsed since the connection was prepared; or it has ended before it began.
    if (name === undefined) listener.end('draining');
    if (name === undefined || listener.ended.aborted) return notHere;
    this.#joined += 1;
    const member = new Member(`${name}/${this.#joined}`, { ...reader, listener });
    const desk = this.#deskOf(id, after);
    desk.add(member);
    listener.ended.addEventListener('abort', () => {
      desk.remove(member);
    });
    return async (cursor) => {
      const { position } = decodeCursor(cursor, '/cursor');
      return (await desk.acknowledge(member, position)) ? cursor : notHere();
    };
  }

  /** To be called when all its listeners have ended: what they had goes to others at once. */
  async close(): Promise<void> {
    this.#others.end();
    if (this.#desks.size > 0) {
      const idle = new Promise<void>((resolve) => (this.#idle = resolve));
      await Promise.race([idle, sleep(CLOSING_MS, undefined, { ref: false })]);
    }
    for (const desk of this.#desks.values()) desk.abandon();
    await this.#attendance.close();
  }

  async #fresh(begin = NOW): Promise<Handout> {
    const { tail } = this.#deps;
    const after = await startAfter(tail, begin);
    if ((await tail.read(after, 1)).lost) throw historyLost();
    return newHandout(after);
  }

  #deskOf(id: string, after: Cursor): Desk {
    const found = this.#desks.get(id);
    if (found !== undefined) return found;
    const { store } = this.#deps;
    const desk = new Desk({
      ...this.#deps,
      id,
      after,
      attendance: this.#attendance,
      tell: () => {
        // Whoever does not hear it looks by itself soon.
        store.publish(TOLD, `${this.#instance}\n${id}`).catch(() => undefined);
      },
      over: () => {
        this.#desks.delete(id);
        if (this.#desks.size === 0) this.#idle();
      },
    });
    this.#desks.set(id, desk);
    return desk;
  }

  #attendanceChanged(): void {
    const isLost = this.#attendance.name === undefined;
    for (const desk of this.#desks.values()) {
      if (isLost) desk.endAll('draining');
      desk.look();
    }
  }

  async #isAnyAlive(members: readonly string[]): Promise<boolean> {
    for (const replica of new Set(members.map(attendanceOf))) {
      if (await attends(this.#deps.store, replica)) return true;
    }
    return false;
  }
}

function notHere(): Promise<never> {
  const detail = 'This event is not with this connection: it was acknowledged, or is with another.';
  return Promise.reject(new BridgeError('conflict', detail));
}

function otherFilter(): BridgeError {
  return new BridgeError(
    'conflict',
    'The other connections of this consumer ask for other events; ask for the same.',
  );
}

/** Wishes that leave the same events out have the same text. */
function textOf({ types = [], identities = [], remotes = [] }: EventWishes): string {
  return JSON.stringify([types, identities, remotes].map((list) => [...new Set(list)].sort()));
}
