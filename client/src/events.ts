/** Events as they come, across lost connections and restarts of the bridge. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization, createBridge, type BridgeOptions } from './bridge.ts';
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
 */
export async function* readEvents(options: EventOptions): AsyncGenerator<BridgeEvent, void> {
  let after = options.after ?? 'now';
  let pause = FIRST_PAUSE_MS;
  while (options.signal?.aborted !== true) {
    let wait = pause;
    try {
      after = await placeOf(options, after);
      for await (const event of readOnce({ ...options, after })) {
        after = event.cursor;
        pause = FIRST_PAUSE_MS;
        yield event;
      }
    } catch (error) {
      if (error instanceof BridgeProblem) {
        if (!isRetryable(error)) throw error;
        wait = error.retryAfterMs ?? pause;
      }
    }
    await sleep(wait, undefined, { ...(options.signal && { signal: options.signal }) }).catch(
      () => undefined,
    );
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

/** `now` as a cursor: what comes while a connection is made again is not to be missed. */
async function placeOf(options: EventOptions, after: string): Promise<string> {
  if (after !== 'now') return after;
  const query = { after, limit: 1 };
  const { data } = await createBridge(options).GET('/v1/events', { params: { query } });
  return data?.cursor ?? after;
}

function isRetryable({ status }: BridgeProblem): boolean {
  return status === 429 || status >= 500;
}

async function* readOnce(options: EventOptions): AsyncGenerator<BridgeEvent, void> {
  const silence = new AbortController();
  const signals = [silence.signal, ...(options.signal ? [options.signal] : [])];
  const response = await fetch(urlOf(options), {
    headers: { ...authorization(options.key), accept: 'text/event-stream' },
    signal: AbortSignal.any(signals),
  });
  if (!response.ok || response.body === null) throw await BridgeProblem.of(response);
  const frames = response.body
    .pipeThrough(watched(silence))
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of frames) {
    if (event === 'problem') throw problemOf(data);
    yield JSON.parse(data) as BridgeEvent;
  }
}

/** Gives up a connection on which nothing came for too long. */
function watched(silence: AbortController): TransformStream<Uint8Array, Uint8Array> {
  const giveUp = () => {
    silence.abort(new Error('the event stream fell silent'));
  };
  let timer = setTimeout(giveUp, SILENCE_MS).unref();
  return new TransformStream({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_MS).unref();
      controller.enqueue(chunk);
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

function urlOf({ baseUrl, after, events, identities, remotes, xml }: EventOptions): URL {
  const url = new URL('/v1/events/stream', baseUrl);
  if (after !== undefined) url.searchParams.set('after', after);
  for (const [name, values] of Object.entries({ events, identities, remotes })) {
    for (const value of values ?? []) url.searchParams.append(name, value);
  }
  if (xml === true) url.searchParams.set('xml', 'true');
  return url;
}
