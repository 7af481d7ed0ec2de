import type { Change, Store } from '../../store/store.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Event } from './event.ts';

export const EVENT_LOG = 'events';

/** Appends an event as part of someone's own commit: what happened and the news of it are stored as one. */
export function eventChange(event: Event): Change {
  return { do: 'append', log: EVENT_LOG, value: JSON.stringify(event) };
}

/**
 * Resolves with the event's position once it is stored, however long the store is away; only then may anyone see it. Events
 * are stored in the order of the calls. Throws `store-unavailable` when it is not stored and will not be, and `store-full`.
 */
export async function recordEvent(store: Store, event: Event): Promise<string> {
  const result = await store.commit([eventChange(event)], { untilKnown: true, takesIn: true });
  const position = result.ok ? result.positions[0] : undefined;
  if (position === undefined) throw new BridgeError('internal', 'The event log took no event.');
  return position;
}
