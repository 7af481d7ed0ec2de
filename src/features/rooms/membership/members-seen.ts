import { partitionOf, decodeSeen, seenSpace } from '../../../reconciler/records.ts';
import type { Store } from '../../../store/store.ts';
import { placeOf, type Seen } from './membership.ts';

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
