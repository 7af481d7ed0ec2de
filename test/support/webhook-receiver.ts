/** An HTTP server that plays the consumer of webhooks: records every request and answers as the test says. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ArrivalList } from './inbox.ts';
import type { Inbox } from './inbox.ts';

export interface WebhookRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body byte for byte, as signatures are made over it. */
  readonly raw: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  /** When it had arrived whole, by `Date.now()`. */
  readonly at: number;
}

interface WebhookAnswer {
  /** Default 200. `reset` ends the connection without any answer. */
  status?: number | 'reset';
  headers?: Record<string, string>;
  /** A string or bytes go out as they are, anything else as JSON. */
  body?: unknown;
  /** Milliseconds until the answer; `Infinity` never answers. */
  delay?: number;
}

export interface WebhookReceiver extends Inbox<WebhookRequest> {
  readonly url: string;
  readonly port: number;
  /** How requests are answered from now on; a function sees the request and its number, counted from 0. */
  answer: WebhookAnswer | ((request: WebhookRequest, number: number) => WebhookAnswer);
  /** How many requests wait for their answer right now. */
  inFlight(): number;
  stop(): Promise<void>;
}

export interface ReceiverOptions {
  /** The address it listens on; default 127.0.0.1. */
  host?: string;
  /** The list that requests are added to: a receiver that comes back goes on with its own. */
  received?: readonly WebhookRequest[];
}

export async function startWebhookReceiver(
  answer: WebhookReceiver['answer'] = {},
  port = 0,
  { host = '127.0.0.1', received = [] }: ReceiverOptions = {},
): Promise<WebhookReceiver> {
  const requests = new ArrivalList<WebhookRequest>('the webhook receiver', received);
  const stopping = new AbortController();
  let inFlight = 0;
  const server = createServer((incoming, outgoing) => {
    inFlight += 1;
    const handled = handle(incoming, outgoing);
    void handled.catch(() => outgoing.destroy()).finally(() => (inFlight -= 1));
  });
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = await read(incoming);
    requests.add(request);
    const number = requests.received.length - 1;
    const now = receiver.answer;
    const said = typeof now === 'function' ? now(request, number) : now;
    await reply(outgoing, said, stopping.signal);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const receiver: WebhookReceiver = {
    url: `http://${host}:${bound}/hook`,
    port: bound,
    answer,
    received: requests.received,
    waitFor: (predicate, timeout) => requests.waitFor(predicate, timeout),
    next: (predicate, timeout) => requests.next(predicate, timeout),
    inFlight: () => inFlight,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        stopping.abort();
        server.closeAllConnections();
      }),
  };
  return receiver;
}

async function read(incoming: IncomingMessage): Promise<WebhookRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, raw, json: jsonOf(raw), at: Date.now() };
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

async function reply(outgoing: ServerResponse, answer: WebhookAnswer, signal: AbortSignal) {
  const { status = 200, headers = {}, body, delay = 0 } = answer;
  // A timer cannot hold Infinity; a day is for ever here, and `stop` cuts it short.
  if (delay > 0) await sleep(Math.min(delay, 86_400_000), undefined, { signal });
  if (status === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const isJson = body !== undefined && !isRaw;
  outgoing.writeHead(status, {
    ...(isJson ? { 'content-type': 'application/json' } : {}),
    ...headers,
  });
  outgoing.end(isJson ? JSON.stringify(body) : body);
}
