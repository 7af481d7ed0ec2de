/** Reading the event log page by page. */
import { json, type Handler, type Routes } from '../../core/route.ts';
import { wishesOf } from './filter.ts';
import type { Events } from './events.ts';
import type { Caller } from '../../core/caller.ts';

export interface EventRoutesDeps {
  readonly events: Events;
  /** Where a named consumer goes on. */
  readonly placeOf: (caller: Caller, consumer: string) => Promise<string>;
}

const DEFAULT_LIMIT = 100;

export function eventRoutes(deps: EventRoutesDeps): Pick<Routes, 'listEvents'> {
  return { listEvents: { scope: 'events:read', handler: listEvents(deps) } };
}

function listEvents({ events, placeOf }: EventRoutesDeps): Handler<'listEvents'> {
  return async ({ caller, query, signal }) => {
    const { consumer, limit = DEFAULT_LIMIT, wait = 0, xml = false } = query;
    const after = query.after ?? (consumer && (await placeOf(caller, consumer)));
    const page = await events.list(caller, {
      ...wishesOf(query),
      limit,
      xml,
      waitMs: wait * 1000,
      signal: signal(),
      ...(after !== undefined && { after }),
    });
    return json(200, page);
  };
}
