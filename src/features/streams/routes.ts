/** Live streams of events, the consumers that read them, and tickets for browsers. */
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { instant } from '../../core/instant.ts';
import type { OpenStream } from '../../core/live.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { wishesOf, type WishParameters } from '../events/filter.ts';
import type { ConsumerNames } from './consumer-names.ts';
import type { ConsumerPlaces } from './consumer-places.ts';
import type { Consumers } from './consumers.ts';
import type { Streams } from './streams.ts';
import type { Tickets } from './tickets.ts';

export interface StreamRoutesDeps {
  readonly streams: Pick<Streams, 'open'>;
  readonly consumers: Pick<Consumers, 'placeOf' | 'acknowledge'>;
  readonly places: ConsumerPlaces;
  /** A consumer was used. */
  readonly note: ConsumerNames['note'];
  readonly tickets: Tickets;
}

type StreamOperation =
  | 'streamEvents'
  | 'connectEvents'
  | 'listConsumers'
  | 'getConsumer'
  | 'moveConsumer'
  | 'deleteConsumer'
  | 'acknowledgeEvents'
  | 'createTicket';

export function streamRoutes(deps: StreamRoutesDeps): Pick<Routes, StreamOperation> {
  const scope = 'events:read';
  return {
    streamEvents: { scope, handler: streamEvents(deps) },
    connectEvents: { scope, handler: connectEvents(deps) },
    listConsumers: {
      scope,
      handler: async ({ caller, query }) =>
        json(200, await readListPage('consumers', query, (page) => deps.places.list(caller, page))),
    },
    getConsumer: {
      scope,
      handler: async ({ caller, path: { name } }) => json(200, await deps.places.get(caller, name)),
    },
    moveConsumer: {
      scope,
      async handler({ caller, path: { name }, body: { cursor, since = '' } }) {
        // The contract has one of the two.
        const place = cursor === undefined ? { since } : { cursor };
        return json(200, await deps.places.move(caller, name, place));
      },
    },
    deleteConsumer: {
      scope,
      async handler({ caller, path: { name } }) {
        await deps.places.remove(caller, name);
        return { status: 204 };
      },
    },
    acknowledgeEvents: {
      scope,
      async handler({ caller, path: { name }, body }) {
        const cursor = await deps.consumers.acknowledge(caller, name, body.cursor);
        return json(200, { name, cursor });
      },
    },
    createTicket: {
      scope,
      async handler({ caller }) {
        const { ticket, expiresAt } = await deps.tickets.issue(caller);
        return json(201, { ticket, expiresAt: instant(expiresAt) });
      },
    },
  };
}

function streamEvents(deps: StreamRoutesDeps): Handler<'streamEvents'> {
  return async ({ caller, query, lastEventId }) => {
    const resumed = lastEventId && { after: lastEventId, pointer: '/headers/last-event-id' };
    const open = await openStream(deps, caller, { ...query, ...resumed });
    return {
      status: 200,
      type: 'text/event-stream',
      body: { open, xml: query.xml === true },
    };
  };
}

function connectEvents(deps: StreamRoutesDeps): Handler<'connectEvents'> {
  return async ({ caller, query }) => {
    const { consumer, xml = false } = query;
    try {
      const open = await openStream(deps, caller, query);
      return { status: 101, live: { open, xml, ...(consumer && { consumer }) } };
    } catch (error) {
      if (!(error instanceof BridgeError && error.code === 'history-lost')) throw error;
      // A page cannot read the answer to a connection that was refused, so it is told over the connection.
      return { status: 101, live: 'history-lost' };
    }
  };
}

interface StreamParameters extends WishParameters {
  readonly after?: string;
  readonly pointer?: string;
  readonly consumer?: string;
  readonly sharing?: 'alone' | 'competing';
}

/** Begins where the query says, or else where its consumer is. */
async function openStream(
  { streams, consumers, note }: StreamRoutesDeps,
  caller: Caller,
  query: StreamParameters,
): Promise<OpenStream> {
  const { consumer, sharing } = query;
  const isAlone = consumer !== undefined && sharing !== 'competing';
  if (consumer !== undefined) await note(caller, consumer);
  const after =
    query.after ?? (isAlone ? await consumers.placeOf(caller, consumer, 'now') : undefined);
  return streams.open(caller, {
    ...wishesOf(query),
    ...(after !== undefined && { after }),
    ...(query.pointer !== undefined && { pointer: query.pointer }),
    ...(consumer !== undefined && { consumer }),
    ...(sharing !== undefined && { sharing }),
  });
}
