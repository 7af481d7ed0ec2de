import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../../core/caller.ts';
import { decodeCursor, historyLost, type Cursor } from '../../events/cursor.ts';
import type { EventFilter, EventWishes } from '../../events/filter.ts';
import { NOW, startAfter } from '../../events/start.ts';
import type { Scans } from '../../events/scans.ts';
import type { EventTail } from '../../events/tail.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Logger } from '../../../observe/logger.ts';
import { consumerId } from '../consumers.ts';
import type { Listener } from '../listener.ts';
import {
  LivenessLease,
  livenessNameOf,
  isReplicaAlive,
  type LivenessTimes,
} from './liveness-lease.ts';
import { Dispenser, type DispenserTimes } from './dispenser.ts';
import { newAssignment, type Assignment } from './assignment.ts';
import { beginAssignment, loadAssignment, moveAssignment } from './assignment-records.ts';
import { CompetingConnection } from './connection.ts';
import type { Runtime } from '../../runtime.ts';

export interface DispensersDeps extends Pick<Runtime, 'store' | 'newId' | 'monotonic'> {
  readonly tail: EventTail;
  readonly scans: Scans;
  readonly logger: Logger;
  readonly times: LivenessTimes & DispenserTimes;
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

/** Acknowledges one event by its cursor. Throws `invalid-request`, and `conflict` for one that is not with this connection. */
export type Acknowledge = (cursor: string) => Promise<string>;

const TOLD = 'consumer-handout';
const CLOSING_MS = 1_500;

/** The competing consumers that have connections on this replica. */
export class Dispensers {
  readonly #deps: DispensersDeps;
  readonly #instance: string;
  readonly #liveness: LivenessLease;
  readonly #dispensers = new Map<string, Dispenser>();
  readonly #others: { end(): void };
  #joined = 0;
  #idle: () => void = () => undefined;

  constructor(deps: DispensersDeps) {
    const { store, times, monotonic, logger, newId } = deps;
    this.#deps = deps;
    this.#instance = newId();
    const changed = () => {
      this.#livenessChanged();
    };
    const holder = this.#instance;
    this.#liveness = new LivenessLease({ store, holder, times, monotonic, logger, changed });
    this.#others = store.subscribe(TOLD, (payload) => {
      const [instance, id = ''] = payload.split('\n');
      if (instance !== this.#instance) this.#dispensers.get(id)?.told();
    });
  }

  /**
   * What a connection needs to join. A consumer that is new begins after `after`, or now. Throws `conflict` when its other
   * connections ask for other events, `history-lost`, and `store-unavailable`.
   */
  async prepare(
    caller: Caller,
    name: string,
    asked: {
      readonly wishes: EventWishes;
      readonly after?: string | undefined;
      readonly pointer?: string | undefined;
    },
  ): Promise<Pick<Joining, 'id' | 'wishes' | 'after'>> {
    const { store } = this.#deps;
    await this.#liveness.begin();
    const id = consumerId(caller, name);
    const wishes = textOf(asked.wishes);
    const kept = await loadAssignment(store, id);
    const assignment =
      kept?.assignment ?? (await beginAssignment(store, id, await this.#fresh(asked)));
    if (assignment.wishes !== wishes && (await this.#isAnyAlive(assignment.connections)))
      throw otherFilter();
    const { incarnation, read: position } = assignment;
    return { id, wishes, after: { incarnation, position } };
  }

  /** The connection is given events from now on, until its listener ends. */
  join({ id, after, listener, ...reader }: Joining): Acknowledge {
    const { name } = this.#liveness;
    // It has lapsed since the connection was prepared; or it has ended before it began.
    if (name === undefined) listener.end('draining');
    if (name === undefined || listener.ended.aborted) return notHere;
    this.#joined += 1;
    const connection = new CompetingConnection(`${name}/${this.#joined}`, { ...reader, listener });
    const dispenser = this.#dispenserOf(id, after);
    dispenser.add(connection);
    listener.ended.addEventListener('abort', () => {
      dispenser.remove(connection);
    });
    return async (cursor) => {
      const { position } = decodeCursor(cursor, '/cursor');
      return (await dispenser.acknowledge(connection, position)) ? cursor : notHere();
    };
  }

  /** Its connections, on all replicas, go on from another place. False for a consumer that never competed. */
  async move(id: string, to: Cursor): Promise<boolean> {
    const { store } = this.#deps;
    if (!(await moveAssignment(store, id, to))) return false;
    this.#dispensers.get(id)?.told();
    this.#tell(id);
    return true;
  }

  /** How many of some connections are on replicas that live. */
  async living(connections: readonly string[]): Promise<number> {
    let count = 0;
    for (const replica of new Set(connections.map(livenessNameOf))) {
      if (!(await isReplicaAlive(this.#deps.store, replica))) continue;
      count += connections.filter((it) => livenessNameOf(it) === replica).length;
    }
    return count;
  }

  /** To be called when all its listeners have ended: what they had goes to others at once. */
  async close(): Promise<void> {
    this.#others.end();
    if (this.#dispensers.size > 0) {
      const idle = new Promise<void>((resolve) => (this.#idle = resolve));
      await Promise.race([idle, sleep(CLOSING_MS, undefined, { ref: false })]);
    }
    for (const dispenser of this.#dispensers.values()) dispenser.abandon();
    await this.#liveness.close();
  }

  async #fresh(asked: Parameters<Dispensers['prepare']>[2]): Promise<Assignment> {
    const { tail } = this.#deps;
    const after = await startAfter(tail, asked.after ?? NOW, asked.pointer);
    const { lost } = await tail.read(after, 1);
    if (lost !== false) throw historyLost(lost);
    return newAssignment(after);
  }

  #dispenserOf(id: string, after: Cursor): Dispenser {
    const found = this.#dispensers.get(id);
    if (found !== undefined) return found;
    const dispenser = new Dispenser({
      ...this.#deps,
      id,
      after,
      liveness: this.#liveness,
      tell: () => {
        this.#tell(id);
      },
      over: () => {
        this.#dispensers.delete(id);
        if (this.#dispensers.size === 0) this.#idle();
      },
    });
    this.#dispensers.set(id, dispenser);
    return dispenser;
  }

  /** A replica that misses the signal looks by itself soon. */
  #tell(id: string): void {
    this.#deps.store.publish(TOLD, `${this.#instance}\n${id}`).catch(() => undefined);
  }

  #livenessChanged(): void {
    const isLost = this.#liveness.name === undefined;
    for (const dispenser of this.#dispensers.values()) {
      if (isLost) dispenser.endAll('draining');
      dispenser.look();
    }
  }

  async #isAnyAlive(connections: readonly string[]): Promise<boolean> {
    for (const replica of new Set(connections.map(livenessNameOf))) {
      if (await isReplicaAlive(this.#deps.store, replica)) return true;
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
