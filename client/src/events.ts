/** Events as they come, across lost connections and restarts of the bridge. Runs in Node and in browsers. */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { acknowledger, type Acknowledger } from './acknowledger.ts';
import { authorization, createBridge, urlAt, type BridgeOptions } from './bridge.ts';
import { pause as sleep } from './pause.ts';
import { BridgeProblem } from './problem.ts';
import type { components, paths } from '../../src/contract/types.gen.ts';

export type BridgeEvent = components['schemas']['Event'];

type Query = NonNullable<paths['/v1/events/stream']['get']['parameters']['query']>;

export interface EventOptions extends BridgeOptions, Query {
  readonly signal?: AbortSignal;
}

/** The bridge says at least this often that it lives, ms; a connection that is silent for longer is given up. */
const SILENCE_MS = 45_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Every event after `after`, once each and in order. Ends when `signal` aborts; throws `BridgeProblem` for what trying
 * again cannot mend: a bad key, a bad filter, or `history-lost`. What else goes wrong is tried again.
 *
 *     for await (const event of readEvents({ baseUrl, key, after: cursor })) cursor = event.cursor;
 *
 * As a `consumer`, it goes on where that consumer left off, and acknowledges an event when the next one is asked for.
 */
export async function* readEvents(options: EventOptions): AsyncGenerator<BridgeEvent, void> {
  const acks = options.consumer === undefined ? undefined : acknowledger(options, options.consumer);
  try {
    yield* followed(options, acks);
  } finally {
    await acks?.settled();
  }
}

async function* followed(
  options: EventOptions,
  acks: Acknowledger | undefined,
): AsyncGenerator<BridgeEvent, void> {
  let after = options.after ?? (acks === undefined ? 'now' : undefined);
  let pause = FIRST_PAUSE_MS;
  while (options.signal?.aborted !== true) {
    let wait = pause;
    try {
      after = await placeOf(options, after);
      for await (const event of readOnce(options, after)) {
        pause = FIRST_PAUSE_MS;
        yield event;
        after = event.cursor;
        acks?.note(event.cursor);
      }
    } catch (error) {
      if (error instanceof BridgeProblem) {
        if (!isRetryable(error)) throw error;
        wait = error.retryAfterMs ?? pause;
      }
    }
    await sleep(wait, options.signal);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

/** `now` as a cursor: what comes while a connection is made again is not to be missed. */
async function placeOf(
  options: EventOptions,
  after: string | undefined,
): Promise<string | undefined> {
  if (after !== 'now') return after;
  const query = { after, limit: 1 };
  const { data } = await createBridge(options).GET('/v1/events', { params: { query } });
  return data.cursor;
}

function isRetryable({ status }: BridgeProblem): boolean {
  return status === 429 || status >= 500;
}

async function* readOnce(
  options: EventOptions,
  after: string | undefined,
): AsyncGenerator<BridgeEvent, void> {
  const silence = new AbortController();
  const leave = () => {
    silence.abort();
  };
  if (options.signal?.aborted === true) return;
  options.signal?.addEventListener('abort', leave);
  try {
    yield* framesOf(options, after, silence);
  } finally {
    options.signal?.removeEventListener('abort', leave);
    // Leaves no timer that keeps the process alive.
    leave();
  }
}

async function* framesOf(
  options: EventOptions,
  after: string | undefined,
  silence: AbortController,
): AsyncGenerator<BridgeEvent, void> {
  const send = options.fetch ?? fetch;
  const request = new Request(urlOf(options, after), {
    headers: { ...authorization(options.key), accept: 'text/event-stream' },
    signal: silence.signal,
  });
  const response = await send(request);
  if (!response.ok || response.body === null) throw await BridgeProblem.of(response);
  const frames = response.body
    .pipeThrough(watchedText(silence))
    .pipeThrough(new EventSourceParserStream());
  const reader = frames.getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  // COMPAT: Node's fetch holds the signal of a request weakly: after a garbage collection it may no longer hear it.
  silence.signal.addEventListener('abort', close);
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (read.value.event === 'problem') throw problemOf(read.value.data);
      yield JSON.parse(read.value.data) as BridgeEvent;
    }
  } finally {
    silence.signal.removeEventListener('abort', close);
    // A reader that stops closes its connection.
    await reader.cancel().catch(() => undefined);
  }
}

/** The text of a connection, which is given up when nothing comes for too long. */
function watchedText(silence: AbortController): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder();
  const giveUp = () => {
    silence.abort(new Error('the event stream fell silent'));
  };
  let timer = setTimeout(giveUp, SILENCE_MS);
  silence.signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
  return new TransformStream({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_MS);
      controller.enqueue(decoder.decode(chunk, { stream: true }));
    },
    flush: () => {
      clearTimeout(timer);
    },
  });
}

function problemOf(data: string): BridgeProblem {
  const body = JSON.parse(data) as components['schemas']['Problem'];
  return new BridgeProblem(body.status, body);
}

function urlOf(options: EventOptions, after: string | undefined): URL {
  const { baseUrl, consumer, events, identities, remotes, xml } = options;
  const url = urlAt(baseUrl, '/v1/events/stream');
  const one = { after, consumer, xml: xml === true ? 'true' : undefined };
  for (const [name, value] of Object.entries(one)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  for (const [name, values] of Object.entries({ events, identities, remotes })) {
    for (const value of values ?? []) url.searchParams.append(name, value);
  }
  return url;
}
