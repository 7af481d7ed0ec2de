import type { WebSocket } from 'ws';
import { BridgeError } from '../../errors.ts';
import type { Handler } from '../operation-types.ts';
import type { Events, EventWishes, Streams } from '../ports.ts';
import { SSE_FORM, SSE_FORM_WITH_XML, SSE_HEADERS, sseBody } from '../sse.ts';
import { converse, type Conversation } from '../websocket/connection.ts';
import { WS_FORM, WS_FORM_WITH_XML } from '../websocket/frames.ts';
import { finish } from '../websocket/socket-sink.ts';

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

/** What a connection needs beyond its stream. */
export type Talk = Pick<Conversation, 'obey' | 'commandFaults'>;

export function connectEvents(streams: Streams, talk: () => Talk): Handler<'connectEvents'> {
  return async ({ caller, query }) => {
    const { after } = query;
    const wanted = { ...wishesOf(query), ...(after !== undefined && { after }) };
    const form = query.xml === true ? WS_FORM_WITH_XML : WS_FORM;
    try {
      const open = await streams.open(caller, wanted);
      const begin = (socket: WebSocket) => {
        converse(socket, { ...talk(), open, form, caller });
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
