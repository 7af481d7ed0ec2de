/** Readers of live streams that keep what came, by cursor, over as many connections as it takes. */
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { openSse, type SseEvent } from '../../support/sse-client.ts';
import { openWs } from '../../support/ws-client.ts';

export interface Read {
  readonly cursor: string;
  readonly id: string;
  readonly body: string;
}

/** One connection of a reader. */
export interface Connection {
  /** Where the next connection goes on. */
  cursor(): string;
  readonly cut: () => void;
  readonly closed: Promise<unknown>;
}

export type Connect = (after: string, take: (read: Read) => void) => Promise<Connection>;

/** Where a reader connects, and as whom. */
export type Address = Pick<BridgeProcess, 'baseUrl' | 'apiKey'>;

const RECEIVED = 'events=message.received';

export function sseReader({ baseUrl, apiKey }: Address): Connect {
  return async (after, take) => {
    const url = `${baseUrl}/v1/events/stream?${RECEIVED}`;
    const client = await openSse(url, { key: apiKey, lastEventId: after });
    const { statusCode } = client.response;
    if (statusCode !== 200) throw new Error(`the stream answers ${String(statusCode)}`);
    const takeEvent = ({ id, data }: SseEvent) => {
      take({ ...readIn(JSON.parse(data)), cursor: id });
    };
    // Some came with the head of the answer.
    client.events.received.forEach(takeEvent);
    client.each(takeEvent);
    return {
      cursor: () => client.lastId() || after,
      cut: () => {
        client.cut();
      },
      closed: client.ended,
    };
  };
}

export function wsReader({ baseUrl, apiKey }: Address): Connect {
  return async (after, take) => {
    const url = `${baseUrl}/v1/events/ws?${RECEIVED}&after=${after}`;
    const client = await openWs(url, { authorization: `Bearer ${apiKey}` });
    const takeEvent = (event: EventEnvelope) => {
      take(readIn(event));
    };
    client.events.received.forEach(takeEvent);
    client.each(takeEvent);
    return {
      cursor: () => client.cursor() || after,
      cut: () => {
        client.cut();
      },
      closed: client.closed,
    };
  };
}

function readIn(event: unknown): Read {
  const { cursor, id, data } = event as Omit<Read, 'body'> & { readonly data: Read };
  return { cursor, id, body: data.body };
}
