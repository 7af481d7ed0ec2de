/** A client of Server-Sent Events that shows what is on the wire: ids, comments, and how the connection ended. */
import { request, type IncomingMessage } from 'node:http';
import { request as requestSafely, type RequestOptions } from 'node:https';
import { ArrivalList } from './inbox.ts';
import type { Inbox } from './inbox.ts';

export interface SseEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

export interface SseClient {
  readonly response: IncomingMessage;
  readonly events: Inbox<SseEvent>;
  /** Calls `listener` for every event from the first on. */
  each(listener: (event: SseEvent) => void): void;
  /** What a browser would send as `Last-Event-ID`. */
  lastId(): string;
  comments(): number;
  /** True for an end that the server sent, false for a connection that was cut. */
  readonly ended: Promise<boolean>;
  cut(): void;
}

export interface SseOptions {
  readonly key: string;
  readonly lastEventId?: string;
  /** Where the URL begins with `https:`: whom to trust, and where the host is. */
  readonly tls?: Pick<RequestOptions, 'ca' | 'lookup'>;
}

export function openSse(url: string, { key, lastEventId, tls }: SseOptions): Promise<SseClient> {
  const headers = {
    accept: 'text/event-stream',
    authorization: `Bearer ${key}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  return new Promise((resolve, reject) => {
    const call =
      tls === undefined
        ? request(url, { headers, agent: false })
        : requestSafely(url, { headers, agent: false, ...tls });
    call.once('error', reject);
    call.once('response', (response) => {
      call.on('error', () => undefined);
      resolve(follow(response, () => call.destroy()));
    });
    call.end();
  });
}

function follow(response: IncomingMessage, cut: () => void): SseClient {
  const events = new ArrivalList<SseEvent>('the event stream');
  let last = '';
  let comments = 0;
  let text = '';
  const take = (block: string) => {
    const lines = block.split('\n');
    comments += lines.filter((line) => line.startsWith(':')).length;
    const field = (name: string) =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    last = field('id') ?? last;
    const data = field('data');
    if (data !== undefined) events.add({ id: last, type: field('event') ?? 'message', data });
  };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) take(block);
  });
  const ended = new Promise<boolean>((resolve) => {
    response.on('error', () => undefined);
    response.once('end', () => {
      resolve(true);
    });
    response.once('close', () => {
      resolve(false);
    });
  });
  return {
    ...{ response, events, ended, cut },
    each: (listener) => {
      events.each(listener);
    },
    lastId: () => last,
    comments: () => comments,
  };
}
