import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { ArrivalList } from '../../support/inbox.ts';

/** A bridge that has too much to do says when to come back. */
const LATER = [429, 503];

/** Reads the event log from its beginning, by long polls from cursor to cursor as a backend does, until it is stopped. */
export function followEvents(api: ApiClient): {
  events: ArrivalList<EventEnvelope>;
  stop: () => void;
} {
  const events = new ArrivalList<EventEnvelope>('the event log');
  let stopped = false;
  const follow = async () => {
    let after = '';
    while (!stopped) {
      const { status, headers, json, text } = await api.get(`/v1/events?xml=true&wait=1${after}`);
      if (LATER.includes(status)) {
        await sleep(1_000 * Number(headers.get('retry-after') ?? 1));
        continue;
      }
      if (status !== 200) throw new Error(`the event log is not read: ${status} ${text}`);
      const { items, cursor } = json as { items: EventEnvelope[]; cursor: string };
      for (const event of items) events.add(event);
      after = `&after=${encodeURIComponent(cursor)}`;
    }
  };
  follow().catch((error: unknown) => {
    // A bridge that was stopped ends the feed.
    if (!stopped) events.end(error);
  });
  return { events, stop: () => void (stopped = true) };
}
