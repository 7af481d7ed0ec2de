import {
  decodeSeen,
  decodeWanted,
  partitionOf,
  PARTITIONS,
  readItems,
  seenSpace,
} from '../../../reconciler/records.ts';
import type { Store } from '../../../store/store.ts';
import { placeOf, type Place, type Seen } from './membership.ts';

/** How memberships are kept: by room, so that one room is in one part of the store. */
export const ROOM_ITEMS = { name: 'room', partitionBy: (key: string) => placeOf(key).room };

/** What was last seen of the identities in a room; for those who only look into the store. */
export async function membersSeen(
  store: Pick<Store, 'list'>,
  room: string,
): Promise<readonly { readonly identity: string; readonly seen: Seen }[]> {
  const partition = partitionOf(ROOM_ITEMS, `${room} `);
  const all = await store.list(seenSpace(ROOM_ITEMS, partition));
  return [...all].flatMap(([key, record]) => {
    const place = placeOf(key);
    const seen = decodeSeen(record).seen as Seen | undefined;
    return place.room === room && seen !== undefined ? [{ identity: place.identity, seen }] : [];
  });
}

export interface DeclaredMember {
  readonly place: Place;
  /** Undefined where nothing was heard of it yet. */
  readonly seen: Seen | undefined;
  /** Why the last request came to nothing. */
  readonly problem: string | undefined;
}

/** All identities that are declared to be in rooms, by room; for those who only look into the store. */
export async function declaredMembers(
  store: Pick<Store, 'list' | 'getMany'>,
): Promise<readonly DeclaredMember[]> {
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  const parts = await Promise.all(
    partitions.map((partition) => readItems(store, ROOM_ITEMS, partition)),
  );
  const found = parts.flatMap((items) => [...items]);
  return found
    .filter(([, { wanted }]) => decodeWanted(wanted)?.wanted !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, stored]) => {
      const { seen, problem } = decodeSeen(stored.seen);
      return { place: placeOf(key), seen: seen as Seen | undefined, problem: problem?.detail };
    });
}
