/** What other features ask of memberships. */
import type { XmlElement } from '../../core/element.ts';
import { requireScope, type Caller } from '../../core/caller.ts';
import { harmless } from '../../core/words/harmless.ts';
import type { Declarations } from '../../reconciler/declarations.ts';
import {
  isEnd,
  keyOf,
  RESOURCE,
  type Place,
  type Seen,
  type Wish,
} from './membership/membership.ts';
import type { RoomHeard } from './hearing/hearing.ts';
import type { Membership } from './membership/memberships.ts';
import { wishOf } from './wish.ts';

type Door =
  | { readonly is: 'open'; readonly stay: number }
  | { readonly is: 'shut' }
  | { readonly is: 'over'; readonly why: string };

/** As the sending of messages wants it. */
export interface Rooms {
  readonly resource: string;
  readonly isDeclared: (place: Place) => Promise<boolean>;
  readonly declare: (caller: Caller, place: Place) => Promise<void>;
  readonly doors: (places: readonly Place[]) => Promise<readonly Door[]>;
  readonly hearRoom: (message: XmlElement) => Promise<RoomHeard | undefined>;
}

export function roomsPort(
  declarations: Pick<Declarations<Wish, Seen>, 'get' | 'want'>,
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
    doors: (places) =>
      Promise.all(places.map(async (place) => doorOf(place, await declarations.get(keyOf(place))))),
  };
}

/** What was seen on an earlier link may not be so any more; the room is being asked. */
function doorOf(place: Place, item: Membership | undefined): Door {
  const { wanted, seen, fresh } = item ?? {};
  if (wanted === undefined) return { is: 'over', why: notDeclared(place) };
  if (seen !== undefined && isEnd(seen.state)) return { is: 'over', why: ended(place, seen) };
  const isIn = seen?.state === 'joined' && seen.unchecked !== true && fresh === true;
  if (!isIn) return { is: 'shut' };
  return { is: 'open', stay: seen.stay ?? 0 };
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
