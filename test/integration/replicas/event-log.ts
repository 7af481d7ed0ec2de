/** The whole event log, as a backend reads it that begins at the start. */
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';

const PAGE = 1_000;

export async function readEvents(api: ApiClient): Promise<EventEnvelope[]> {
  const events: EventEnvelope[] = [];
  let after = '';
  for (;;) {
    const { status, json, text } = await api.get(`/v1/events?limit=${PAGE}${after}`);
    if (status !== 200) throw new Error(`the event log is not read: ${status} ${text}`);
    const { items, cursor } = json as { items: EventEnvelope[]; cursor: string };
    if (items.length === 0) return events;
    events.push(...items);
    after = `&after=${encodeURIComponent(cursor)}`;
  }
}

/** How often each thing occurs. */
export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
