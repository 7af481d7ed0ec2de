/** Events that several processes share as one consumer: each event is handled by one of them. Runs in Node and in browsers. */
import { createBridge, urlAt, type BridgeOptions } from './bridge.ts';
import { pause as sleep } from './pause.ts';
import type { BridgeEvent } from './events.ts';
import { BridgeProblem } from './problem.ts';
import type { components, paths } from '../../src/contract/types.gen.ts';

type Query = NonNullable<paths['/v1/events/ws']['get']['parameters']['query']>;
type Frame = components['schemas']['StreamFrame'];

/** What is used of a WebSocket; Node has one from version 22 on, the package `ws` has one for older versions. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
  send(text: string): void;
  close(): void;
}

export interface ShareOptions
  extends BridgeOptions, Pick<Query, 'after' | 'events' | 'identities' | 'remotes' | 'xml'> {
  /** The name that the processes have in common. */
  readonly consumer: string;
  readonly WebSocket: new (url: string) => Socket;
  readonly signal?: AbortSignal;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Calls `handle` with each event that the bridge gives this process, those of one conversation one after the other, and
 * acknowledges it when `handle` resolves. Ends when `signal` aborts. Rejects with what `handle` rejects with, and with
 * `BridgeProblem` for what trying again cannot mend; what was not acknowledged then goes to another process.
 */
export async function shareEvents(
  options: ShareOptions,
  handle: (event: BridgeEvent) => Promise<void>,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  while (options.signal?.aborted !== true) {
    try {
      if (await shareOnce(options, handle)) pause = FIRST_PAUSE_MS;
    } catch (error) {
      if (!isRetryable(error)) throw error;
    }
    await sleep(pause, options.signal);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

/** What the bridge says of a moment. */
function isRetryable(error: unknown): boolean {
  return error instanceof BridgeProblem && (error.status === 429 || error.status >= 500);
}

/** Until the connection ends and what was begun is done; says whether an event came. */
async function shareOnce(
  options: ShareOptions,
  handle: (event: BridgeEvent) => Promise<void>,
): Promise<boolean> {
  const ticket = await newTicket(options);
  if (ticket === undefined) return false;
  const socket = new options.WebSocket(urlOf(options, ticket));
  const turns = new Turns();
  const close = () => {
    turns.end();
    socket.close();
  };
  options.signal?.addEventListener('abort', close);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('close', resolve);
      // A connection that is refused does not say why, so it is tried again.
      socket.addEventListener('error', resolve);
      socket.addEventListener('message', ({ data: text }) => {
        const frame = JSON.parse(String(text)) as Frame;
        if (frame.type === 'problem')
          reject(new BridgeProblem(frame.problem.status, frame.problem));
        if (frame.type !== 'event') return;
        const { event } = frame;
        const work = async () => {
          await handle(event);
          socket.send(acknowledgement(event));
        };
        turns.take(event.conversation, work).catch(reject);
      });
      if (options.signal?.aborted === true) close();
    });
  } finally {
    options.signal?.removeEventListener('abort', close);
    close();
    await turns.idle();
  }
  return turns.hasBegun;
}

/** Undefined where the bridge could not be reached. */
async function newTicket(options: BridgeOptions): Promise<string | undefined> {
  try {
    const { data } = await createBridge(options).POST('/v1/tickets');
    return data.ticket;
  } catch (error) {
    if (error instanceof BridgeProblem) throw error;
    return undefined;
  }
}

/** Work of one conversation, one after the other. */
class Turns {
  hasBegun = false;
  #isOver = false;
  readonly #last = new Map<string, Promise<void>>();

  take(conversation: string, work: () => Promise<void>): Promise<void> {
    this.hasBegun = true;
    const before = this.#last.get(conversation) ?? Promise.resolve();
    const turn = before.then(async () => {
      if (!this.#isOver) await work();
    });
    this.#last.set(conversation, turn);
    const leave = () => {
      if (this.#last.get(conversation) === turn) this.#last.delete(conversation);
    };
    turn.then(leave, leave);
    return turn;
  }

  /** What has not begun does not begin any more: it goes to another process. */
  end(): void {
    this.#isOver = true;
  }

  async idle(): Promise<void> {
    await Promise.allSettled(this.#last.values());
  }
}

function acknowledgement({ id, cursor }: BridgeEvent): string {
  return JSON.stringify({ ref: id, command: 'ack', body: { cursor } });
}

function urlOf(options: ShareOptions, ticket: string): string {
  const { baseUrl, consumer, after, events, identities, remotes, xml } = options;
  const url = urlAt(baseUrl, '/v1/events/ws');
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const one = {
    ticket,
    consumer,
    sharing: 'competing',
    after,
    xml: xml === true ? 'true' : undefined,
  };
  for (const [name, value] of Object.entries(one)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  for (const [name, values] of Object.entries({ events, identities, remotes })) {
    for (const value of values ?? []) url.searchParams.append(name, value);
  }
  return url.href;
}
