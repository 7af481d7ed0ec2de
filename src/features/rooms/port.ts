/** What other features ask of memberships. */
import type { XmlElement } from '../../core/element.ts';
import { RESOURCE } from '../../core/addresses/identity.ts';
import { requireScope, type Caller } from '../../core/caller.ts';
import { harmless } from '../../core/words/harmless.ts';
import type { Declarations } from '../../reconciler/declarations.ts';
import {
  isEnd,
  keyOf,
  placeOf,
  type Place,
  type Seen,
  type State,
  type Wish,
} from './membership/membership.ts';
import type { RoomHeard } from './hearing/hearing.ts';
import { readOccupant, type Occupant } from './hearing/occupants.ts';
import type { Store } from '../../store/store.ts';
import type { Membership, Memberships } from './membership/memberships.ts';
import { isSettled } from './membership/plan.ts';
import { wishOf } from './wish.ts';

type Door =
  | { readonly is: 'open'; readonly stay: number; readonly isBehind: boolean }
  | { readonly is: 'shut' }
  | { readonly is: 'over'; readonly why: string };

interface Member {
  readonly identity: string;
  readonly nick: string;
  readonly state: State | 'joining';
}

/** As the sending of messages wants it, and what is done to rooms. */
export interface Rooms {
  readonly resource: string;
  readonly isDeclared: (place: Place) => Promise<boolean>;
  readonly declare: (caller: Caller, place: Place) => Promise<void>;
  readonly doors: (places: readonly Place[]) => Promise<readonly Door[]>;
  readonly hearRoom: (message: XmlElement) => Promise<RoomHeard | undefined>;
  /** Identities that are declared to be in a room. */
  readonly members: (room: string) => Promise<readonly Member[]>;
  /**
   * Resolves when nothing is on its way into a room any more: each identity that is declared there is in, or at an end. After
   * 5 s it resolves all the same.
   */
  readonly settled: (room: string) => Promise<void>;
  /** Whom an identity sees by a nickname; undefined where it is not in the room itself. */
  readonly occupant: (
    place: Place,
    nick: string,
  ) => Promise<{ readonly seen: Occupant | undefined } | undefined>;
  /** Declares an identity that was invited to a room, or that has just made it and is in it. */
  readonly keep: (
    place: Place,
    wish: Partial<Pick<Wish, 'nick' | 'password'>>,
    options?: { readonly isIn?: boolean },
  ) => Promise<void>;
}

export interface RoomsPortDeps {
  readonly declarations: Pick<Declarations<Wish, Seen>, 'get' | 'want' | 'list' | 'until'>;
  readonly store: Pick<Store, 'get'>;
  readonly hear: Memberships['hear'];
}

const SETTLE_MS = 5_000;

export function roomsPort(
  { declarations, store, hear }: RoomsPortDeps,
  hearRoom: Rooms['hearRoom'],
): Rooms {
  const isDeclared = async (place: Place) =>
    (await declarations.get(keyOf(place)))?.wanted !== undefined;
  return {
    resource: RESOURCE,
    isDeclared,
    hearRoom,
    async declare(caller, place) {
      requireScope(caller, 'rooms:manage');
      if (await isDeclared(place)) return;
      await declarations.want(keyOf(place), wishOf(place, {}));
    },
    async settled(room) {
      const isOver = (item: Membership | undefined) =>
        item?.wanted === undefined || isSettled(item);
      const unsettled = (await membersOf(declarations, room)).filter((item) => !isOver(item));
      const signal = AbortSignal.timeout(SETTLE_MS);
      await Promise.all(unsettled.map(({ key }) => declarations.until(key, isOver, signal)));
    },
    async members(room) {
      return (await membersOf(declarations, room)).flatMap(({ key, wanted, seen }) => {
        if (wanted === undefined) return [];
        const { nick, state } = seen ?? { nick: wanted.nick, state: 'joining' as const };
        return [{ identity: placeOf(key).identity, nick, state }];
      });
    },
    async occupant(place, nick) {
      const item = await declarations.get(keyOf(place));
      if (item?.seen?.state !== 'joined') return undefined;
      return { seen: await readOccupant(store, keyOf(place), nick) };
    },
    async keep(place, given, { isIn = false } = {}) {
      if (await isDeclared(place)) return;
      const [key, wish] = [keyOf(place), wishOf(place, given)];
      await declarations.want(key, wish);
      if (!isIn) return;
      // It is in, so it is not asked to come in again: on some servers that makes a room anew that has gone meanwhile.
      const { nick } = wish;
      await hear(key, { news: 'entered', nick, self: { nick } });
      await hear(key, { news: 'historyEnded' });
    },
    doors: (places) =>
      Promise.all(places.map(async (place) => doorOf(place, await declarations.get(keyOf(place))))),
  };
}

async function membersOf(
  declarations: RoomsPortDeps['declarations'],
  room: string,
): Promise<readonly Membership[]> {
  const start = `${room} `;
  const filter = ({ key }: Membership) => key.startsWith(start);
  return (await declarations.list({ after: start, filter })).items;
}

/** What was seen on an earlier link may not be so any more; the room is being asked. */
function doorOf(place: Place, item: Membership | undefined): Door {
  const { wanted, seen, fresh } = item ?? {};
  if (wanted === undefined) return { is: 'over', why: notDeclared(place) };
  if (seen !== undefined && isEnd(seen.state)) return { is: 'over', why: ended(place, seen) };
  const isIn = seen?.state === 'joined' && seen.unchecked !== true && fresh === true;
  if (!isIn) return { is: 'shut' };
  return { is: 'open', stay: seen.stay ?? 0, isBehind: seen.catchUp !== undefined };
}

const MAX_ADDRESS = 200;

function named({ identity, room }: Place): string {
  return `${harmless(identity, MAX_ADDRESS)} is not in ${harmless(room, MAX_ADDRESS)}`;
}

function notDeclared(place: Place): string {
  return `${named(place)}, and not declared to be there any more; PUT ${pathOf(place)} brings it back.`;
}

function ended(place: Place, { state, problem }: Seen): string {
  const why = problem?.detail ?? `Its state is "${state}".`;
  return `${named(place)}: ${why} PUT ${pathOf(place)} starts over.`;
}

function pathOf({ identity, room }: Place): string {
  const of = (address: string) => encodeURIComponent(harmless(address, MAX_ADDRESS));
  return `/v1/rooms/${of(room)}/identities/${of(identity)}`;
}
