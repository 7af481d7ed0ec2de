import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor } from '../../events/cursor.ts';
import { stepSize, type Scans } from '../../events/scans.ts';
import type { EventTail } from '../../events/tail.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Logger } from '../../../observe/logger.ts';
import type { Change } from '../../../store/store.ts';
import type { EndReason } from '../../../core/live.ts';
import { Acks } from './acks.ts';
import { livenessNameOf, isReplicaAlive, type LivenessLease } from './liveness-lease.ts';
import {
  MAX_HELD,
  acknowledged,
  concernsOthers,
  isNews,
  assigned,
  joined,
  newAssignment,
  overGap,
  roomIn,
  withoutConnections,
  type Assignment,
  type News,
} from './assignment.ts';
import { keepAssignment, loadAssignment, type KeptAssignment } from './assignment-records.ts';
import type { CompetingConnection } from './connection.ts';
import { newsOf, pageAfter, takenOf, type Page } from './page.ts';
import type { Runtime } from '../../runtime.ts';

export interface DispenserTimes {
  /** How often it is looked whether other replicas live, and what was passed over is kept. */
  readonly lookMs: number;
  /** A connection that owes an acknowledgement for so long is ended. */
  readonly ackWithinMs: number;
}

export const DISPENSER_TIMES: DispenserTimes = { lookMs: 1_000, ackWithinMs: 5 * 60_000 };

export interface DispenserDeps extends Pick<Runtime, 'store' | 'monotonic'> {
  readonly tail: EventTail;
  readonly scans: Scans;
  readonly logger: Logger;
  readonly liveness: Pick<LivenessLease, 'fence' | 'name'>;
  /** Names the consumer. */
  readonly id: string;
  /** Where it begins if it is new. */
  readonly after: Cursor;
  readonly times: DispenserTimes;
  /** Has the dispensers of other replicas look. */
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
 * Hands out the events of one competing consumer to its connections on this replica. Dispensers of several replicas change the
 * same record; the slower one goes on from what it finds. A connection is sent only what the record says is its.
 */
export class Dispenser {
  readonly #deps: DispenserDeps;
  readonly #connections = new Map<string, CompetingConnection>();
  /** Connections that are gone, here or with their replica, and may still be in the record. */
  readonly #gone = new Set<string>();
  readonly #acks = new Acks();
  #isRunning = false;
  #known: KeptAssignment | undefined;
  #lookedAt = -Infinity;
  #isAsked = false;
  #isTold = false;
  #isAbandoned = false;
  /** Events that were passed or handed out, and not paid for. */
  #unpaid = 0;
  /** Of the assignment, as far as its connections here have followed. */
  #moves: number | undefined;
  #wake: () => void = () => undefined;

  constructor(deps: DispenserDeps) {
    this.#deps = deps;
  }

  /** Hands out from the first connection on, until the last one is gone. */
  add(connection: CompetingConnection): void {
    this.#connections.set(connection.name, connection);
    this.look();
    if (!this.#isRunning) void this.#run();
  }

  remove(connection: CompetingConnection): void {
    this.#connections.delete(connection.name);
    this.#gone.add(connection.name);
    this.look();
  }

  /** Resolves when it is kept. False for an event that is not with this connection. */
  async acknowledge(connection: CompetingConnection, position: string): Promise<boolean> {
    if (!connection.holds(position)) return false;
    const kept = this.#acks.add(connection.name, position);
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
    for (const connection of [...this.#connections.values()]) connection.end(reason);
  }

  /** The next replica finds out what this one had. */
  abandon(): void {
    this.#isAbandoned = true;
    this.look();
  }

  async #run(): Promise<void> {
    const { logger, id } = this.#deps;
    this.#isRunning = true;
    while (!this.#isOver()) {
      this.#isAsked = false;
      try {
        await this.#step();
      } catch (error) {
        logger.warn({ consumer: id, reason: String(error) }, 'a consumer waits for the store');
        this.#known = undefined;
        await sleep(STORE_RETRY_MS);
      }
    }
    this.#isRunning = false;
    this.#deps.over();
  }

  #isOver(): boolean {
    if (this.#isAbandoned) return true;
    if (this.#connections.size > 0) return false;
    // Without the lease the others find out by themselves.
    return this.#deps.liveness.name === undefined || this.#gone.size === 0;
  }

  async #step(): Promise<void> {
    const fence = this.#deps.liveness.fence();
    if (fence === undefined) {
      await this.#rest();
      return;
    }
    const isLookDue = this.#isLookDue();
    // What no replica told is found at the next look.
    if (isLookDue || this.#isTold) this.#known = undefined;
    this.#isTold = false;
    const known = (this.#known ??= await this.#load());
    this.#followMove(known.assignment);
    if (isLookDue) await this.#lookAround(known.assignment);
    const page = this.#hasRoom(known.assignment)
      ? await this.#pageAfter(known.assignment)
      : undefined;
    const turn = { acks: this.#acks.pending(), gone: [...this.#gone], page };
    const after = this.#next(known.assignment, turn);
    if (isNews(known.assignment, after, isLookDue)) {
      if (!(await this.#keep(known, after, fence))) return;
      if (concernsOthers(known.assignment, after, (name) => this.#connections.has(name))) {
        this.#deps.tell();
      }
    }
    this.#settle(turn);
    this.#unpaid += page === undefined ? 0 : takenOf(page, after);
    if (page?.gap !== undefined) {
      this.endAll('history-lost');
      return;
    }
    await this.#send(after, page);
    await this.#untilNext(after, page);
  }

  /** Undefined when its key has used up its rate by what it looked at before: it goes on later. */
  async #pageAfter(assignment: Assignment): Promise<Page | undefined> {
    const { tail, scans } = this.#deps;
    const [connection] = this.#connections.values();
    if (connection === undefined) return undefined;
    const size = stepSize(connection.filter);
    const read = async () => {
      const page = await pageAfter(tail, assignment, size);
      scans.looked(page.events.length);
      return page;
    };
    if (this.#unpaid < size) return read();
    try {
      const page = await scans.step(connection.caller, read);
      this.#unpaid -= size;
      return page;
    } catch (error) {
      if (error instanceof BridgeError && error.code === 'too-many-requests') return undefined;
      throw error;
    }
  }

  /** The assignment with what happened here since, and with what is new. */
  #next(before: Assignment, { acks, page }: Turn): Assignment {
    const base = page?.gap === undefined ? before : overGap(before, page.gap);
    // What was acknowledged first: it must not go to another because its connection went afterwards.
    let present = withoutConnections(acknowledged(base, acks), (connection) =>
      this.#gone.has(connection),
    );
    for (const connection of [...this.#connections.values()]) {
      const withIt = joined(present, connection.name, connection.wishes);
      if (withIt === undefined) connection.end('other-filter');
      else present = withIt;
    }
    // Connections on other replicas are given events, too, so that all have as many.
    return assigned(present, this.#newsFor(present, page));
  }

  /** By the wishes that all connections share. Nothing where none is left that knows them: events are not to be passed over. */
  #newsFor({ connections }: Assignment, page: Page | undefined): readonly News[] {
    const own = connections.find((name) => this.#connections.has(name));
    const connection = own === undefined ? undefined : this.#connections.get(own);
    if (connection === undefined || page === undefined) return [];
    return page.events.map((logged) => newsOf(logged, connection.filter));
  }

  #hasRoom(assignment: Assignment): boolean {
    const room = roomIn(acknowledged(assignment, this.#acks.pending()));
    return [...this.#connections.keys()].some((name) => (room.get(name) ?? MAX_HELD) > 0);
  }

  /** False where another replica was faster, or believes that this one is gone: then nothing has happened. */
  async #keep(before: KeptAssignment, after: Assignment, fence: Change): Promise<boolean> {
    const { store, id } = this.#deps;
    const result = await keepAssignment(store, id, { before, after, fence });
    if ('kept' in result) {
      this.#known = result.kept;
      return true;
    }
    if ('found' in result) this.#known = result.found ?? this.#fresh();
    else await this.#rest();
    return false;
  }

  /** After a move everything is sent again, also what a connection has already. */
  #followMove({ moves }: Assignment): void {
    if (moves === this.#moves) return;
    this.#moves = moves;
    for (const connection of this.#connections.values()) connection.forget();
  }

  #isLookDue(): boolean {
    const now = this.#deps.monotonic();
    const isDue = now - this.#lookedAt >= this.#deps.times.lookMs;
    if (isDue) this.#lookedAt = now;
    return isDue;
  }

  async #lookAround({ connections }: Assignment): Promise<void> {
    const { monotonic, times, store, liveness } = this.#deps;
    const now = monotonic();
    for (const connection of [...this.#connections.values()]) {
      if (now - connection.owesSince > times.ackWithinMs) connection.end('slow');
    }
    for (const other of new Set(connections.map(livenessNameOf))) {
      if (other === liveness.name || (await isReplicaAlive(store, other))) continue;
      for (const connection of connections)
        if (livenessNameOf(connection) === other) this.#gone.add(connection);
    }
  }

  #settle({ acks, gone }: Turn): void {
    for (const { connection, position } of acks)
      this.#connections.get(connection)?.settle(position);
    this.#acks.settle(acks);
    for (const name of gone) this.#gone.delete(name);
  }

  async #send(assignment: Assignment, page: Page | undefined): Promise<void> {
    const { tail, monotonic } = this.#deps;
    const read = new Map(page?.events.map((logged) => [logged.position, logged]));
    const { incarnation } = assignment;
    for (const { position, connection: name = '' } of assignment.open) {
      const connection = this.#connections.get(name);
      if (connection === undefined || connection.holds(position)) continue;
      const logged = read.get(position) ?? (await tail.find({ incarnation, position }));
      if (logged === undefined) this.#drop(connection, position);
      else connection.send(logged, monotonic());
    }
  }

  /** It is no longer kept: nobody can be given it, and somebody has to be told. */
  #drop(connection: CompetingConnection, position: string): void {
    void this.#acks.add(connection.name, position);
    connection.end('history-lost');
  }

  async #untilNext(after: Assignment, page: Page | undefined): Promise<void> {
    const isTaken =
      page !== undefined && (page.events.at(-1)?.position ?? after.read) === after.read;
    if (isTaken && page.isFull) return;
    await this.#rest(isTaken && this.#hasRoom(after) ? after : undefined);
  }

  async #load(): Promise<KeptAssignment> {
    const { store, id } = this.#deps;
    return (await loadAssignment(store, id)) ?? this.#fresh();
  }

  #fresh(): KeptAssignment {
    return { assignment: newAssignment(this.#deps.after), version: 0 };
  }

  /** Until something happens here, another replica tells, or the next look; with `end`, until the log has more. */
  async #rest(end?: Assignment): Promise<void> {
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
