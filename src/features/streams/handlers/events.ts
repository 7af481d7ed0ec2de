import type { WebSocket } from 'ws';
import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { OpenStream } from '../streams.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { Consumers, Events, EventWishes, Streams } from '../../../http/ports.ts';
import { SSE_FORM, SSE_FORM_WITH_XML, SSE_HEADERS, sseBody } from '../../../http/sse.ts';
import { converse, type Conversation } from '../../../http/websocket/connection.ts';
import { WS_FORM, WS_FORM_WITH_XML } from '../../../http/websocket/frames.ts';
import { finish } from '../../../http/websocket/socket-sink.ts';

const DEFAULT_LIMIT = 100;

export interface Readers {
  readonly events: Events;
  readonly streams: Streams;
  readonly consumers: Consumers;
}

export function listEvents({ events, consumers }: Readers): Handler<'listEvents'> {
  return async ({ caller, query, signal }) => {
    const { consumer, limit = DEFAULT_LIMIT, wait = 0, xml = false } = query;
    const after =
      query.after ?? (consumer && (await consumers.placeOf(caller, consumer, 'oldest')));
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

export function streamEvents(readers: Readers): Handler<'streamEvents'> {
  return async ({ caller, query, lastEventId, signal }) => {
    const after = lastEventId ?? query.after;
    const open = await openStream(readers, caller, { ...query, ...(after && { after }) });
    const form = query.xml === true ? SSE_FORM_WITH_XML : SSE_FORM;
    const body = sseBody({ open, form, signal });
    return { status: 200, type: 'text/event-stream', body, headers: SSE_HEADERS };
  };
}

/** What a connection needs beyond its stream. */
export type Talk = Pick<Conversation, 'obey' | 'commandFaults'>;

export function connectEvents(readers: Readers, talk: () => Talk): Handler<'connectEvents'> {
  return async ({ caller, query }) => {
    const { consumer } = query;
    const form = query.xml === true ? WS_FORM_WITH_XML : WS_FORM;
    try {
      const open = await openStream(readers, caller, query);
      const begin = (socket: WebSocket) => {
        converse(socket, { ...talk(), open, form, caller, ...(consumer && { consumer }) });
      };
      return { status: 101, begin };
    } catch (error) {
      if (!(error instanceof BridgeError && error.code === 'history-lost')) throw error;
      // A page cannot read the answer of a connection that was refused, so it is told over the connection.
      const begin = (socket: WebSocket) => {
        finish(socket, { reason: 'history-lost', cursor: '' });
      };
      return { status: 101, begin };
    }
  };
}

interface StreamParameters extends WishParameters {
  readonly after?: string;
  readonly consumer?: string;
  readonly sharing?: 'alone' | 'competing';
}

/** Begins where the query says, or else where its consumer is. */
async function openStream(
  { streams, consumers }: Readers,
  caller: Caller,
  query: StreamParameters,
): Promise<OpenStream> {
  const { consumer, sharing } = query;
  const isAlone = consumer !== undefined && sharing !== 'competing';
  const after =
    query.after ?? (isAlone ? await consumers.placeOf(caller, consumer, 'now') : undefined);
  return streams.open(caller, {
    ...wishesOf(query),
    ...(after !== undefined && { after }),
    ...(consumer !== undefined && { consumer }),
    ...(sharing !== undefined && { sharing }),
  });
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
