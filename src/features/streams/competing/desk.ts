import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor } from '../../events/cursor.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Log } from '../../../observe/log.ts';
import type { Change } from '../../../store/store.ts';
import type { EndReason } from '../../../core/live.ts';
import { Acks } from './acks.ts';
import { attendanceOf, attends, type Attendance } from './attendance.ts';
import {
  MOST_HELD,
  acknowledged,
  concernsOthers,
  handedOut,
  joined,
  newHandout,
  overGap,
  roomIn,
  withoutMembers,
  type Handout,
  type News,
} from './handout.ts';
import { keepHandout, loadHandout, type KeptHandout } from './handouts.ts';
import type { Member } from './member.ts';
import { newsOf, pageAfter, type Page } from './page.ts';
import type { Runtime } from '../../runtime.ts';

export interface DeskTimes {
  /** How often it is looked whether other replicas live, and what was passed over is kept. */
  readonly lookMs: number;
  /** A member that owes an acknowledgement for so long is ended. */
  readonly ackWithinMs: number;
}

export const DESK_TIMES: DeskTimes = { lookMs: 1_000, ackWithinMs: 5 * 60_000 };

export interface DeskDeps extends Pick<Runtime, 'store' | 'monotonic'> {
  readonly tail: EventTail;
  readonly log: Log;
  readonly attendance: Pick<Attendance, 'fence' | 'name'>;
  /** Names the consumer. */
  readonly id: string;
  /** Where it begins if it is new. */
  readonly after: Cursor;
  readonly times: DeskTimes;
  /** Has the desks of other replicas look. */
  readonly tell: () => void;
  /** Nobody is left here. */
  readonly over: () => void;
}

/** What one step takes in. */
interface Turn {
  readonly acks: ReturnType<Acks['pending']>;
  readonly gone: readonly string[];
  /** Undefined where nobody has room for an event. */
  readonly page: Page | undefined;
}

const STORE_RETRY_MS = 500;

/**
 * Hands out the events of one competing consumer to its members on this replica. Desks of several replicas change the
 * same record; whoever was slower goes on from what it finds. A member is sent only what the record says is its.
 */
export class Desk {
  readonly #deps: DeskDeps;
  readonly #members = new Map<string, Member>();
  /** Members that are gone, here or with their replica, and may still be in the record. */
  readonly #gone = new Set<string>();
  readonly #acks = new Acks();
  #isRunning = false;
  #known: KeptHandout | undefined;
  #lookedAt = -Infinity;
  #isAsked = false;
  #isTold = false;
  #isAbandoned = false;
  #wake: () => void = () => undefined;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /** Hands out from the first member on, until the last one is gone. */
  add(member: Member): void {
    this.#members.set(member.name, member);
    this.look();
    if (!this.#isRunning) void this.#run();
  }

  remove(member: Member): void {
    this.#members.delete(member.name);
    this.#gone.add(member.name);
    this.look();
  }

  /** Resolves when it is kept. False for an event that is not with this member. */
  async acknowledge(member: Member, position: string): Promise<boolean> {
    if (!member.holds(position)) return false;
    const kept = this.#acks.add(member.name, position);
    this.look();
    await kept;
    return true;
  }

  /** Another replica changed the record. */
  told(): void {
    this.#isTold = true;
    this.look();
  }

  /** Something may have changed here. */
  look(): void {
    this.#isAsked = true;
    this.#wake();
  }

  endAll(reason: EndReason): void {
    for (const member of [...this.#members.values()]) member.end(reason);
  }

  /** Whoever comes after this replica finds out what it had. */
  abandon(): void {
    this.#isAbandoned = true;
    this.look();
  }

  async #run(): Promise<void> {
    const { log, id } = this.#deps;
    this.#isRunning = true;
    while (!this.#isOver()) {
      this.#isAsked = false;
      try {
        await this.#step();
      } catch (error) {
        log.warn({ consumer: id, reason: String(error) }, 'a consumer waits for the store');
        this.#known = undefined;
        await sleep(STORE_RETRY_MS);
      }
    }
    this.#isRunning = false;
    this.#deps.over();
  }

  #isOver(): boolean {
    if (this.#isAbandoned) return true;
    if (this.#members.size > 0) return false;
    // Without attendance the others find out by themselves.
    return this.#deps.attendance.name === undefined || this.#gone.size === 0;
  }

  async #step(): Promise<void> {
    const fence = this.#deps.attendance.fence();
    if (fence === undefined) {
      await this.#rest();
      return;
    }
    const isLookDue = this.#isLookDue();
    // What no replica told is found at the next look.
    if (isLookDue || this.#isTold) this.#known = undefined;
    this.#isTold = false;
    const known = (this.#known ??= await this.#load());
    if (isLookDue) await this.#lookAround(known.handout);
    const page = this.#hasRoom(known.handout)
      ? await pageAfter(this.#deps.tail, known.handout)
      : undefined;
    const turn = { acks: this.#acks.pending(), gone: [...this.#gone], page };
    const after = this.#next(known.handout, turn);
    if (isNews(known.handout, after, isLookDue)) {
      if (!(await this.#keep(known, after, fence))) return;
      if (concernsOthers(known.handout, after, (name) => this.#members.has(name))) {
        this.#deps.tell();
      }
    }
    this.#settle(turn);
    if (page?.gap !== undefined) {
      this.endAll('history-lost');
      return;
    }
    await this.#send(after, page);
    await this.#untilNext(after, page);
  }

  /** The handout with what happened here since, and with what is new. */
  #next(before: Handout, { acks, page }: Turn): Handout {
    const base = page?.gap === undefined ? before : overGap(before, page.gap);
    // What was acknowledged first: it must not go to another because its member went afterwards.
    let present = withoutMembers(acknowledged(base, acks), (member) => this.#gone.has(member));
    for (const member of [...this.#members.values()]) {
      const withIt = joined(present, member.name, member.wishes);
      if (withIt === undefined) member.end('other-filter');
      else present = withIt;
    }
    // Members on other replicas are given events, too, so that all have as many.
    return handedOut(present, this.#newsFor(present, page));
  }

  /** By the wishes that all members share. Nothing where none is left that knows them: events are not to be passed over. */
  #newsFor({ members }: Handout, page: Page | undefined): readonly News[] {
    const own = members.find((name) => this.#members.has(name));
    const member = own === undefined ? undefined : this.#members.get(own);
    if (member === undefined || page === undefined) return [];
    return page.events.map((logged) => newsOf(logged, member.filter));
  }

  #hasRoom(handout: Handout): boolean {
    const room = roomIn(acknowledged(handout, this.#acks.pending()));
    return [...this.#members.keys()].some((name) => (room.get(name) ?? MOST_HELD) > 0);
  }

  /** False where another replica was faster, or believes that this one is gone: then nothing has happened. */
  async #keep(before: KeptHandout, after: Handout, fence: Change): Promise<boolean> {
    const { store, id } = this.#deps;
    const result = await keepHandout(store, id, { before, after, fence });
    if ('kept' in result) {
      this.#known = result.kept;
      return true;
    }
    if ('found' in result) this.#known = result.found ?? this.#fresh();
    else await this.#rest();
    return false;
  }

  #isLookDue(): boolean {
    const now = this.#deps.monotonic();
    const isDue = now - this.#lookedAt >= this.#deps.times.lookMs;
    if (isDue) this.#lookedAt = now;
    return isDue;
  }

  async #lookAround({ members }: Handout): Promise<void> {
    const { monotonic, times, store, attendance } = this.#deps;
    const now = monotonic();
    for (const member of [...this.#members.values()]) {
      if (now - member.owesSince > times.ackWithinMs) member.end('slow');
    }
    for (const other of new Set(members.map(attendanceOf))) {
      if (other === attendance.name || (await attends(store, other))) continue;
      for (const member of members) if (attendanceOf(member) === other) this.#gone.add(member);
    }
  }

  #settle({ acks, gone }: Turn): void {
    for (const { member, position } of acks) this.#members.get(member)?.settle(position);
    this.#acks.settle(acks);
    for (const name of gone) this.#gone.delete(name);
  }

  async #send(handout: Handout, page: Page | undefined): Promise<void> {
    const { tail, monotonic } = this.#deps;
    const read = new Map(page?.events.map((logged) => [logged.position, logged]));
    const { incarnation } = handout;
    for (const { position, member: name = '' } of handout.open) {
      const member = this.#members.get(name);
      if (member === undefined || member.holds(position)) continue;
      const logged = read.get(position) ?? (await tail.find({ incarnation, position }));
      if (logged === undefined) this.#drop(member, position);
      else member.send(logged, monotonic());
    }
  }

  /** It is no longer kept: nobody can be given it, and somebody has to be told. */
  #drop(member: Member, position: string): void {
    void this.#acks.add(member.name, position);
    member.end('history-lost');
  }

  async #untilNext(after: Handout, page: Page | undefined): Promise<void> {
    const isTaken =
      page !== undefined && (page.events.at(-1)?.position ?? after.read) === after.read;
    if (isTaken && page.isFull) return;
    await this.#rest(isTaken && this.#hasRoom(after) ? after : undefined);
  }

  async #load(): Promise<KeptHandout> {
    const { store, id } = this.#deps;
    return (await loadHandout(store, id)) ?? this.#fresh();
  }

  #fresh(): KeptHandout {
    return { handout: newHandout(this.#deps.after), version: 0 };
  }

  /** Until something happens here, another replica tells, or the next look; with `end`, until the log has more. */
  async #rest(end?: Handout): Promise<void> {
    if (this.#isAsked) return;
    const waking = new AbortController();
    const { signal } = waking;
    this.#wake = () => {
      waking.abort();
    };
    const { tail, times } = this.#deps;
    if (end === undefined) {
      await sleep(times.lookMs, undefined, { signal }).catch(() => undefined);
      return;
    }
    const { incarnation, read: position } = end;
    await tail.wait({ incarnation, position }, times.lookMs, signal);
  }
}

/** That events were passed over is kept at times only: whoever forgets it passes over them again. */
function isNews(before: Handout, after: Handout, isLookDue: boolean): boolean {
  if (before.open !== after.open || before.members !== after.members) return true;
  if (before.incarnation !== after.incarnation) return true;
  return isLookDue && before.read !== after.read;
}
