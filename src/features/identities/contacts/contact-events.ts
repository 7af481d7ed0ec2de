/** The events about contacts, to be stored together with what they tell. */
import { conversationEvent, type Event } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import { present } from '../../../core/present.ts';
import type { Change } from '../../../store/store.ts';
import type { Availability } from './book.ts';
import type { Contact, Pair } from './contact.ts';

export interface ContactEvents {
  /** A request to subscribe, and what became of it. */
  readonly requested: (pair: Pair, decision: string) => Change;
  /** Nothing where the sides are as before. */
  readonly changed: (pair: Pair, before: Contact, after: Contact) => readonly Change[];
  readonly presence: (pair: Pair, news: Availability) => Change;
}

export function createContactEvents(log: Pick<EventLog, 'stamp' | 'stored'>): ContactEvents {
  const change = (event: Event) => {
    log.stored(event, {}, 'an event of a contact is stored');
    return eventChange(event);
  };
  return {
    requested: (pair, decision) =>
      change(conversationEvent(log.stamp(), 'contact.requested', pair, { decision })),
    changed(pair, before, after) {
      const { ours, theirs, refused } = after;
      const isSame = ours === before.ours && theirs === before.theirs && refused === before.refused;
      if (isSame) return [];
      const data = present({ ours, theirs, refused });
      return [change(conversationEvent(log.stamp(), 'contact.changed', pair, data))];
    },
    presence: (pair, news) =>
      change(conversationEvent(log.stamp(), 'presence.changed', pair, news)),
  };
}
