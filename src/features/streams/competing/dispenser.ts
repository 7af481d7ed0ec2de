import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor } from '../../events/cursor.ts';
import type { Scans } from '../../events/scans.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Logger } from '../../../observe/logger.ts';
import type { Change } from '../../../store/store.ts';
import type { EndReason } from '../../../core/live.ts';
import { Acks } from './acks.ts';
import { livenessNameOf, isReplicaAlive, type LivenessLease } from './liveness-lease.ts';
import {
  acknowledged,
  assigned,
  concernsOthers,
  isNews,
  newAssignment,
  overGap,
  withoutConnections,
  type Assignment,
} from './assignment.ts';
import { keepAssignment, loadAssignment, type KeptAssignment } from './assignment-records.ts';
import type { CompetingConnection } from './connection.ts';
import { OwnConnections } from './own-connections.ts';
import type { Page } from './page.ts';
import { PaidPages } from './paid-pages.ts';
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
  readonly #connections = new OwnConnections();
  readonly #pages: PaidPages;
  /** Connections that are gone, here or with their replica, and may still be in the record. */
  readonly #gone = new Set<string>();
  readonly #acks = new Acks();
  #isRunning = false;
  #known: KeptAssignment | undefined;
  #lookedAt = -Infinity;
  #isAsked = false;
  #isTold = false;
  #isAbandoned = false;
  /** Of the assignment, as far as its connections here have followed. */
  #moves: number | undefined;
  #wake: () => void = () => undefined;

  constructor(deps: DispenserDeps) {
    this.#deps = deps;
    this.#pages = new PaidPages(deps.tail, deps.scans);
  }

  /** Hands out from the first connection on, until the last one is gone. */
  add(connection: CompetingConnection): void {
    this.#connections.add(connection);
    this.look();
    if (!this.#isRunning) void this.#run();
  }

  remove(connection: CompetingConnection): void {
    this.#connections.remove(connection);
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
    this.#connections.endAll(reason);
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
    const page = await this.#readOn(known.assignment);
    const turn = { acks: this.#acks.pending(), gone: [...this.#gone], page };
    const after = this.#next(known.assignment, turn);
    if (isNews(known.assignment, after, isLookDue)) {
      if (!(await this.#keep(known, after, fence))) return;
      if (concernsOthers(known.assignment, after, (name) => this.#connections.has(name))) {
        this.#deps.tell();
      }
    }
    this.#settle(turn);
    if (page !== undefined) this.#pages.taken(page, after);
    if (page?.gap !== undefined) {
      this.#connections.endAll('history-lost');
      return;
    }
    await this.#send(after, page);
    await this.#untilNext(after, page);
  }

  async #readOn(assignment: Assignment): Promise<Page | undefined> {
    const { first } = this.#connections;
    if (first === undefined || !this.#hasRoom(assignment)) return undefined;
    return this.#pages.after(assignment, first);
  }

  /** The assignment with what happened here since, and with what is new. */
  #next(before: Assignment, { acks, page }: Turn): Assignment {
    const base = page?.gap === undefined ? before : overGap(before, page.gap);
    // What was acknowledged first: it must not go to another because its connection went afterwards.
    const present = this.#connections.joinedTo(
      withoutConnections(acknowledged(base, acks), (connection) => this.#gone.has(connection)),
    );
    // Connections on other replicas are given events, too, so that all have as many.
    return assigned(present, this.#connections.newsFor(present, page));
  }

  #hasRoom(assignment: Assignment): boolean {
    return this.#connections.hasRoom(acknowledged(assignment, this.#acks.pending()));
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
    this.#connections.forget();
  }

  #isLookDue(): boolean {
    const now = this.#deps.monotonic();
    const isDue = now - this.#lookedAt >= this.#deps.times.lookMs;
    if (isDue) this.#lookedAt = now;
    return isDue;
  }

  async #lookAround({ connections }: Assignment): Promise<void> {
    const { monotonic, times, store, liveness } = this.#deps;
    this.#connections.endSlow(monotonic() - times.ackWithinMs);
    for (const other of new Set(connections.map(livenessNameOf))) {
      if (other === liveness.name || (await isReplicaAlive(store, other))) continue;
      for (const connection of connections)
        if (livenessNameOf(connection) === other) this.#gone.add(connection);
    }
  }

  #settle({ acks, gone }: Turn): void {
    this.#connections.settle(acks);
    this.#acks.settle(acks);
    for (const name of gone) this.#gone.delete(name);
  }

  async #send(assignment: Assignment, page: Page | undefined): Promise<void> {
    const { tail, monotonic } = this.#deps;
    const read = new Map(page?.events.map((logged) => [logged.position, logged]));
    const { incarnation } = assignment;
    for (const { position, connection: name = '' } of assignment.open) {
      const connection = this.#connections.named(name);
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
    await tail.wait({ incarnation, position }, { ms: times.lookMs, signal });
  }
}
