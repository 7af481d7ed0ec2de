/** Reading the event log page by page. */
import { BridgeError } from '../../core/errors.ts';
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
    const { consumer, limit = DEFAULT_LIMIT, since, wait = 0, xml = false } = query;
    if (since !== undefined && query.after !== undefined) throw twoBeginnings();
    const after =
      query.after ??
      (since === undefined ? consumer && (await placeOf(caller, consumer)) : undefined);
    const page = await events.list(caller, {
      ...wishesOf(query),
      limit,
      xml,
      waitMs: wait * 1000,
      signal: signal(),
      ...(after !== undefined && { after }),
      ...(since !== undefined && { since }),
    });
    return json(200, page);
  };
}

function twoBeginnings(): BridgeError {
  const detail = 'Give either "after" or "since".';
  const errors = [{ pointer: '/query/since', detail }];
  return new BridgeError('invalid-request', detail, { errors });
}
