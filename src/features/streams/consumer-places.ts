import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { decodeCursor, encodeCursor, historyLost, type Cursor } from '../events/cursor.ts';
import { startAfter, startAtTime } from '../events/start.ts';
import type { EventTail } from '../events/tail.ts';
import type { Store } from '../../store/store.ts';
import type { Claims } from './claims.ts';
import { forgetAssignment, loadAssignment } from './competing/assignment-records.ts';
import type { Dispensers } from './competing/dispensers.ts';
import type { ConsumerNames } from './consumer-names.ts';
import { consumerId, forgetPlace, type Consumers } from './consumers.ts';

/** A consumer as its key sees it. */
export interface ConsumerState {
  readonly name: string;
  /** `competing` where its connections share the events. */
  readonly sharing: 'alone' | 'competing';
  readonly cursor: string;
  /** Seconds between the place and the newest event; unknown from the very beginning on, and in a log that is gone. */
  readonly lag?: number;
  /** Connections that share the events, on all replicas. */
  readonly connections?: number;
  /** Events that these were given and have not acknowledged. */
  readonly unacknowledged?: number;
}

/** A place in the log: a cursor, `oldest` or `now`; or a time, RFC 3339. */
export type Place = { readonly cursor: string } | { readonly since: string };

/** What a key sees of its consumers, and how it moves them. */
export interface ConsumerPlaces {
  readonly list: (
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ) => Promise<{ readonly items: ConsumerState[]; readonly next?: string }>;
  /** Throws `not-found`. */
  readonly get: (caller: Caller, name: string) => Promise<ConsumerState>;
  /**
   * Has it go on from a place, forwards or back, with its open connections; makes it where there is none. Throws
   * `invalid-request` at `/cursor`, and `history-lost`.
   */
  readonly move: (caller: Caller, name: string, place: Place) => Promise<ConsumerState>;
  /**
   * Forgets a consumer. A stream of it that is open goes on, and makes it again with its next acknowledgement. Throws
   * `not-found`, and `conflict` while connections share its events.
   */
  readonly remove: (caller: Caller, name: string) => Promise<void>;
}

export interface ConsumerPlacesDeps {
  readonly store: Store;
  readonly tail: EventTail;
  readonly consumers: Pick<Consumers, 'find' | 'put'>;
  readonly names: ConsumerNames;
  readonly claims: Pick<Claims, 'move'>;
  readonly dispensers: Pick<Dispensers, 'move' | 'living'>;
}

export function createConsumerPlaces(deps: ConsumerPlacesDeps): ConsumerPlaces {
  const { store, tail, consumers, names, claims, dispensers } = deps;

  const find = async (caller: Caller, name: string): Promise<ConsumerState | undefined> => {
    const id = consumerId(caller, name);
    const [place, kept] = await Promise.all([consumers.find(id), loadAssignment(store, id)]);
    const newest = await tail.newest();
    const assignment = kept?.assignment;
    const isShared = assignment !== undefined && assignment.connections.length > 0;
    if (assignment === undefined || (place !== undefined && !isShared)) {
      if (place === undefined) return undefined;
      return { name, sharing: 'alone', cursor: place, ...lagOf(decodeCursor(place), newest) };
    }
    const { incarnation, read: position, open } = assignment;
    const at = { incarnation, position };
    const connections = await dispensers.living(assignment.connections);
    return {
      ...{ name, sharing: 'competing', cursor: encodeCursor(at), ...lagOf(at, newest) },
      ...{ connections, unacknowledged: open.length },
    };
  };

  const get = async (caller: Caller, name: string): Promise<ConsumerState> => {
    const found = await find(caller, name);
    if (found !== undefined) return found;
    throw new BridgeError('not-found', 'This key has no consumer of that name.');
  };

  return {
    get,
    async list(caller, { after = '', limit }) {
      const rest = (await names.list(caller)).filter((name) => name > after);
      const page = rest.slice(0, limit);
      const found = await Promise.all(page.map((name) => find(caller, name)));
      const items = found.filter((it) => it !== undefined);
      const last = page.at(-1);
      return rest.length > page.length && last !== undefined ? { items, next: last } : { items };
    },
    async move(caller, name, place) {
      const id = consumerId(caller, name);
      const to = await placeOf(tail, place);
      const isCompeting = await dispensers.move(id, to);
      if (!isCompeting || (await consumers.find(id)) !== undefined) {
        await consumers.put(id, encodeCursor(to));
        claims.move(id, to);
      }
      await names.note(caller, name);
      return get(caller, name);
    },
    async remove(caller, name) {
      const { connections = 0 } = await get(caller, name);
      if (connections > 0) throw inUse(connections);
      const id = consumerId(caller, name);
      await store.commit([forgetPlace(id), forgetAssignment(id)]);
      await names.forget(caller, name);
    },
  };
}

function inUse(connections: number): BridgeError {
  return new BridgeError(
    'conflict',
    `Connections that share its events: ${connections}; close them before the consumer is deleted.`,
  );
}

async function placeOf(tail: EventTail, place: Place): Promise<Cursor> {
  if ('since' in place) return startAtTime(tail, Date.parse(place.since));
  const to = await startAfter(tail, place.cursor, '/cursor');
  if ((await tail.read(to, 1)).lost) throw historyLost();
  return to;
}

/** By the times that the positions begin with. */
function lagOf(at: Cursor, newest: Cursor): { readonly lag?: number } {
  if (at.incarnation !== newest.incarnation) return {};
  if (at.position === newest.position) return { lag: 0 };
  return timeAt(at) === 0 ? {} : { lag: Math.max(0, timeAt(newest) - timeAt(at)) / 1_000 };
}

function timeAt({ position }: Cursor): number {
  return Number(position.slice(0, position.indexOf('-')));
}
