import { createHash } from 'node:crypto';
import type { Cursor } from '../../events/cursor.ts';
import type { EventFilter } from '../../events/filter.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { EventTail } from '../../events/tail.ts';
import { comparePositions } from '../../../store/store.ts';
import type { Assignment, News } from './assignment.ts';

/** What follows in the event log. */
export interface Page {
  readonly events: readonly LoggedEvent[];
  /** There is likely more. */
  readonly isFull: boolean;
  /** Events were lost before they were read: where it goes on. */
  readonly gap?: Cursor;
}

export async function pageAfter(
  tail: EventTail,
  assignment: Assignment,
  size: number,
): Promise<Page> {
  const { incarnation, read } = assignment;
  const { events, lost, isEnd } = await tail.read({ incarnation, position: read }, size);
  if (lost !== false) return { events: [], isFull: false, gap: await tail.goOnAfter(lost) };
  return { events, isFull: !isEnd };
}

/** How many events of a page were handed or passed over. */
export function takenOf({ events }: Page, { read }: Assignment): number {
  return events.filter(({ position }) => comparePositions(position, read) <= 0).length;
}

export function newsOf({ position, head }: LoggedEvent, filter: EventFilter): News {
  const isWanted = filter(head);
  return { position, conversation: isWanted ? digest(head.conversation) : '', isWanted };
}

/** Short, as the record holds many; two that share it are in order with each other, too. */
function digest(conversation: string): string {
  return createHash('sha256').update(conversation).digest('base64url').slice(0, 8);
}
