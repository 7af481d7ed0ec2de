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
    refuseContradiction(query);
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
      ...(query.order !== undefined && { order: query.order }),
    });
    return json(200, page);
  };
}

type Query = Parameters<Handler<'listEvents'>>[0]['query'];

/** Throws `invalid-request` for parameters that do not go together. */
function refuseContradiction({ order, after, since, wait, consumer }: Query): void {
  if (order !== 'desc') {
    if (since !== undefined && after !== undefined)
      throw contradiction('since', 'Give either "after" or "since".');
    return;
  }
  if (wait !== undefined && wait > 0)
    throw contradiction('wait', 'Remove "wait" or "order": newest first does not wait.');
  if (consumer !== undefined)
    throw contradiction('consumer', 'Remove "consumer" or "order": a consumer reads oldest first.');
}

function contradiction(parameter: string, detail: string): BridgeError {
  const errors = [{ pointer: `/query/${parameter}`, detail }];
  return new BridgeError('invalid-request', detail, { errors });
}
