import type { LoggedEvent } from '../../events/logged-event.ts';
import type { Delivery, Subject } from '../delivery/delivery.ts';
import { subjectOf } from '../delivery/records.ts';
import type { Unfinished } from './checkpoint.ts';

/** One event in a webhook's backlog. Of one that is deferred memory keeps where it is, not what it says. */
export interface Item {
  /** The event's id. */
  readonly event: string;
  readonly position: string;
  /** RFC 3339. */
  readonly at: string;
  /** Of its text. */
  readonly length: number;
  /** Until it is deferred, and while it is attempted. */
  logged: LoggedEvent | undefined;
  /** Of one that is deferred. */
  subject?: Subject;
  /** From its first failure on. */
  delivery?: Delivery;
  /** Holds the checkpoint back; only what was read from the event log has it. */
  readonly unfinished?: Unfinished;
  /** Where it is deferred, once that is stored; undefined when it could not be. */
  deferred?: Promise<string | undefined>;
  /** Being attempted. */
  isBusy?: boolean;
  /** Being stored as a dead letter. */
  isDying?: true;
}

/** What was read from the event log. */
export function readItem(logged: LoggedEvent, unfinished: Unfinished): Item {
  const { event, position, text } = logged;
  const { id, at } = event;
  return { event: id, position, at, length: text.length, logged, unfinished };
}

/** What is known of an event that is deferred. */
export interface DeferredEvent {
  readonly subject: Subject;
  readonly position: string;
  /** RFC 3339. */
  readonly at: string;
  /** Of its text. */
  readonly length: number;
  /** Where it stands in the deferred log. */
  readonly entry: string;
  readonly delivery?: Delivery;
}

export function deferredItem({ entry, delivery, ...known }: DeferredEvent): Item {
  const item: Item = {
    ...known,
    event: known.subject.event,
    logged: undefined,
    deferred: Promise.resolve(entry),
  };
  return delivery === undefined ? item : { ...item, delivery };
}

export function deferredEvent(
  logged: LoggedEvent,
  entry: string,
  delivery?: Delivery,
): DeferredEvent {
  const { event, position, text } = logged;
  const { at } = event;
  const known = { subject: subjectOf(logged), position, at, length: text.length, entry };
  return delivery === undefined ? known : { ...known, delivery };
}

export function subjectOfItem({ subject, logged }: Item): Subject {
  if (subject !== undefined) return subject;
  if (logged !== undefined) return subjectOf(logged);
  throw new Error('an item has neither its event nor what is known of it');
}
