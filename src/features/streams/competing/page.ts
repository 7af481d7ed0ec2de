import { createHash } from 'node:crypto';
import type { Cursor } from '../../events/cursor.ts';
import type { EventFilter } from '../../events/filter.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Assignment, News } from './assignment.ts';

/** What follows in the event log. */
export interface Page {
  readonly events: readonly LoggedEvent[];
  /** There is likely more. */
  readonly isFull: boolean;
  /** Events were lost before they were read: where it goes on. */
  readonly gap?: Cursor;
}

const MAX = 100;

export async function pageAfter(tail: EventTail, assignment: Assignment): Promise<Page> {
  const { incarnation, read: position } = assignment;
  const { events, lost, more: isFull } = await tail.read({ incarnation, position }, MAX);
  return lost ? { events: [], isFull, gap: await tail.oldest() } : { events, isFull };
}

export function newsOf({ position, event }: LoggedEvent, filter: EventFilter): News {
  const isWanted = filter(event);
  return { position, conversation: isWanted ? digest(event.conversation) : '', isWanted };
}

/** Short, as the record holds many; two that share it are in order with each other, too. */
function digest(conversation: string): string {
  return createHash('sha256').update(conversation).digest('base64url').slice(0, 8);
}
