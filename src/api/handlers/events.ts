import type { Handler } from '../operation-types.ts';
import type { Events, EventWishes, Streams } from '../ports.ts';
import { SSE_FORM, SSE_FORM_WITH_XML, SSE_HEADERS, sseBody } from '../sse.ts';

const DEFAULT_LIMIT = 100;

export function listEvents(events: Events): Handler<'listEvents'> {
  return async ({ caller, query, signal }) => {
    const { after, limit = DEFAULT_LIMIT, wait = 0, xml = false } = query;
    const page = await events.list(caller, {
      ...wishesOf(query),
      limit,
      xml,
      waitMs: wait * 1000,
      signal: signal(),
      ...(after !== undefined && { after }),
    });
    return { status: 200, type: 'application/json', body: page };
  };
}

export function streamEvents(streams: Streams): Handler<'streamEvents'> {
  return async ({ caller, query, lastEventId, signal }) => {
    const after = lastEventId ?? query.after;
    const open = await streams.open(caller, {
      ...wishesOf(query),
      ...(after !== undefined && { after }),
    });
    const form = query.xml === true ? SSE_FORM_WITH_XML : SSE_FORM;
    const body = sseBody({ open, form, signal });
    return { status: 200, type: 'text/event-stream', body, headers: SSE_HEADERS };
  };
}

interface WishParameters extends Omit<EventWishes, 'types'> {
  readonly events?: NonNullable<EventWishes['types']>;
}

/** Only what was asked for. */
function wishesOf({ events, identities, remotes }: WishParameters): EventWishes {
  return {
    ...(events !== undefined && { types: events }),
    ...(identities !== undefined && { identities }),
    ...(remotes !== undefined && { remotes }),
  };
}
