/** The presence of other occupants. */
import type { XmlElement } from '../../../core/element.ts';
import type { Store } from '../../../store/store.ts';
import { conversationEvent } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import { bare } from '../../../core/jid/jid.ts';
import { placeOf, type Seen } from '../membership/membership.ts';
import type { Membership } from '../membership/memberships.ts';
import { newsOf, occupantChange, readOccupant, toldOf } from './occupants.ts';

export interface OthersDeps {
  readonly store: Pick<Store, 'get' | 'commit'>;
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
}

/** False: it is no presence of an occupant of a room that the identity is kept in. Throws `store-unavailable`. */
export async function hearOther(
  { store, log }: OthersDeps,
  item: Membership | undefined,
  presence: XmlElement,
): Promise<boolean> {
  if (!isKept(item)) return false;
  const told = toldOf(presence);
  if (told === undefined) return isOfRoom(presence);
  const { key } = item;
  const before = await readOccupant(store, key, told.nick);
  const { identity, room } = placeOf(key);
  // Whoever is there already when the identity comes in has not come now.
  const isTold = item.seen.state === 'joined' && item.wanted?.hear !== 'none';
  const data = isTold ? newsOf(room, before, told) : undefined;
  const event =
    data && conversationEvent(log.stamp(), 'room.occupant', { identity, remote: room }, data);
  const isNew = JSON.stringify(before) !== JSON.stringify(told.occupant);
  const changes = [
    ...(isNew ? [occupantChange(key, told.nick, told.occupant)] : []),
    // The new nickname is no new occupant.
    ...(told.newNick === undefined ? [] : [occupantChange(key, told.newNick, before ?? {})]),
    ...(event === undefined ? [] : [eventChange(event)]),
  ];
  if (changes.length > 0) await store.commit(changes, { untilKnown: true, takesIn: true });
  if (event !== undefined) log.stored(event, { room });
  return true;
}

/** The room's own presence has its avatar (Prosody) or its capabilities (ejabberd): nobody came or went. */
function isOfRoom({ attributes: { from = '' } }: XmlElement): boolean {
  return from === bare(from);
}

function isKept(item: Membership | undefined): item is Membership & { readonly seen: Seen } {
  return item?.seen !== undefined;
}
