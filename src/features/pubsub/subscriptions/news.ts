/** What becomes of what a service says, and of what it keeps: events, and what is known from then on. */
import type { PubsubItemData, PubsubItemShown } from '../../../contract/schemas.ts';
import type { XmlElement } from '../../../core/element.ts';
import type { Arrival } from '../../../core/feature.ts';
import { present } from '../../../core/present.ts';
import { conversationEvent, type Event, type EventType } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { itemToJson, textOfItem } from '../items/read.ts';
import { delayOf, type Notification } from './notifications.ts';
import { EMPTY, lookUp, missedOf, withItem, withoutItem, type Ring, type Told } from './ring.ts';
import { placeOf } from './subscription.ts';

export interface NewsDeps {
  readonly log: Pick<EventLog, 'stamp'>;
  readonly now: () => number;
  readonly count: (what: NewsCount) => void;
}

export type NewsCount = 'items' | 'replayed' | 'duplicates' | 'dropped' | 'gaps';

export interface Heard {
  readonly stanza: XmlElement;
  readonly arrival: Arrival;
  readonly notification: Notification;
  /** Of the ring. */
  readonly size: number;
  readonly isEcho: () => boolean;
}

interface ToldItem extends Told {
  readonly shown: PubsubItemShown;
}

export function toldOf(item: XmlElement): ToldItem {
  const shown = itemToJson(item);
  return { id: shown.id, text: textOfItem(item), shown };
}

interface Turned {
  readonly ring: Ring;
  readonly events: readonly Event[];
}

interface Kept {
  readonly ring: Ring;
  readonly items: readonly ToldItem[];
  readonly size: number;
}

export function replay(deps: NewsDeps, key: string, { ring, items, size }: Kept): Turned {
  const { missed, gap } = missedOf(ring, items);
  if (gap) deps.count('gaps');
  const events = missed.map(({ shown }, index) =>
    itemEvent(deps, key, shown, {
      replayed: true,
      ...(gap && index === 0 && { gap: true as const }),
    }),
  );
  return {
    ring: missed.reduce((known, it) => withItem(known, it, { size, now: deps.now() }), ring),
    events,
  };
}

type Marks = Pick<PubsubItemData, 'replayed' | 'gap' | 'duplicate' | 'delayed' | 'late'>;

function itemEvent(deps: NewsDeps, key: string, shown: PubsubItemShown, marks: Marks): Event {
  const { service, node } = placeOf(key);
  return eventOf(deps, key, 'pubsub.item', { service, node, ...shown, ...marks });
}

function eventOf({ log }: NewsDeps, key: string, type: EventType, data: object): Event {
  const { identity, service } = placeOf(key);
  return conversationEvent(log.stamp(), type, { identity, remote: service }, data);
}

export function turn(
  deps: NewsDeps,
  key: string,
  heard: Heard,
  ring: Ring,
): Turned & { readonly counts: readonly NewsCount[] } {
  const { notification, arrival } = heard;
  const { service, node } = placeOf(key);
  const late = arrival.late === true ? { late: true as const } : {};
  const told = (type: EventType, more: object, next = ring) => ({
    ring: next,
    events: [eventOf(deps, key, type, { service, node, ...more, ...late })],
    counts: [],
  });
  switch (notification.news) {
    case 'items':
      return turnItems(deps, key, { ...heard, ...notification }, ring);
    case 'purged':
      return told('pubsub.purged', {}, EMPTY);
    case 'deleted':
      return told('pubsub.deleted', { redirect: notification.redirect }, EMPTY);
    case 'configured':
      return told('pubsub.configured', { form: notification.form });
    case 'subscription': {
      const { state, subid } = notification;
      const now = state === 'none' ? 'refused' : state;
      return told('pubsub.subscription', { state: now, subid });
    }
  }
}

function turnItems(
  deps: NewsDeps,
  key: string,
  heard: Heard & Extract<Notification, { readonly news: 'items' }>,
  before: Ring,
): Turned & { readonly counts: readonly NewsCount[] } {
  const { service, node } = placeOf(key);
  const delayed = delayOf(heard.stanza);
  const late = heard.arrival.late;
  let ring = before;
  const events: Event[] = [];
  const counts: NewsCount[] = [];
  for (const item of heard.items.map(toldOf)) {
    const isSame = lookUp(ring, item) === 'same';
    const isLast = item.id === ring.last?.id;
    if (isSame && (delayed !== undefined || (isLast && heard.isEcho()))) {
      counts.push('dropped');
      continue;
    }
    const duplicate = isSame ? (true as const) : undefined;
    counts.push(isSame ? 'duplicates' : 'items');
    events.push(itemEvent(deps, key, item.shown, present<Marks>({ delayed, duplicate, late })));
    ring = withItem(ring, item, { size: heard.size, now: deps.now() });
  }
  for (const id of heard.retracted) {
    events.push(
      eventOf(deps, key, 'pubsub.retracted', { service, node, id, ...(late && { late }) }),
    );
    ring = withoutItem(ring, id);
  }
  return { ring, events, counts };
}
