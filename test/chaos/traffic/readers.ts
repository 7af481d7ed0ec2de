/** Who reads what came in: a webhook, an event stream and a consumer, each over its whole life. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../../../client/src/events.ts';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import { startWebhookReceiver, type WebhookRequest } from '../../support/webhook-receiver.ts';
import type { Heard, Reader } from '../books.ts';
import type { Moods } from '../faults.ts';
import type { Stage } from '../stage.ts';
import type { ChaosCaller } from './caller.ts';
import { parseLine } from './texts.ts';

export interface ChaosReader extends Reader {
  stop(): Promise<void>;
}

interface ReaderDeps {
  readonly stage: Stage;
  readonly caller: ChaosCaller;
  readonly moods: Moods;
}

/** One in so many deliveries is refused, or cut off, at any time. */
const REFUSED_SHARE = 25;
const CUT_SHARE = 40;
const WAIT_S = 2;
/** Not empty, as users look for stanzas with something in them. */
const ANSWER = { result: { version: { name: 'Capulet' } } };

export function heardIn(event: EventEnvelope): Heard | undefined {
  if (event.type !== 'message.received') return undefined;
  const line = parseLine('in', event.data.body ?? '');
  const { id, cursor } = event;
  return line && { event: id, cursor, ...line, at: Date.now() };
}

/** Takes note of what it accepts only; answers the IQs of users with a call of their own. */
export async function startWebhook({ caller, moods }: ReaderDeps): Promise<ChaosReader> {
  const heard: Heard[] = [];
  const answering = new Set<string>();
  const answerIq = (id: string) => {
    if (answering.has(id)) return;
    answering.add(id);
    void caller.until({ what: 'iq-result', path: `/v1/iq/${id}/result`, body: ANSWER });
  };
  const receiver = await startWebhookReceiver(({ json }: WebhookRequest, number) => {
    if (moods.receiverDown) return { status: 503 };
    if (number % CUT_SHARE === CUT_SHARE - 1) return { status: 'reset' };
    if (number % REFUSED_SHARE === REFUSED_SHARE - 1) return { status: 500 };
    const event = json as EventEnvelope;
    const one = heardIn(event);
    if (one !== undefined) heard.push(one);
    else if (event.type === 'iq.received') answerIq(event.id);
    return { status: 204 };
  });
  const events = ['message.received', 'iq.received'];
  const terms = { url: receiver.url, events };
  const { status } = await caller.until({ what: 'webhook', path: '/v1/webhooks', body: terms });
  if (status !== 201) throw new Error(`there is no webhook: ${status}`);
  return { name: 'webhook', heard, stop: () => receiver.stop() };
}

/** The client package on an address that leads to a replica that runs. */
export function startStream({ stage }: ReaderDeps): ChaosReader {
  const heard: Heard[] = [];
  const leave = new AbortController();
  const baseUrl = `http://127.0.0.1:${stage.front.port}`;
  const reading = (async () => {
    const { signal } = leave;
    const wanted = { events: ['message.received'] as const, after: 'oldest', signal };
    for await (const event of readEvents({ baseUrl, key: stage.apiKey, ...wanted })) {
      const one = heardIn(event);
      if (one !== undefined) heard.push(one);
    }
  })().catch((error: unknown) => {
    stage.note(`the stream ended: ${String(error)}`);
  });
  return {
    name: 'stream',
    heard,
    async stop() {
      leave.abort();
      await reading;
    },
  };
}

/** Long polls under a name, and acknowledges what it has noted. */
export function startConsumer({ caller }: ReaderDeps): ChaosReader {
  const heard: Heard[] = [];
  const leave = new AbortController();
  const path = `/v1/events?consumer=capulet&limit=100&wait=${WAIT_S}&events=message.received`;
  const readOnce = async () => {
    const { status, json } = await caller.until({ what: 'events', method: 'GET', path });
    if (status !== 200) return sleep(500);
    const { items, cursor } = json as {
      readonly items: readonly EventEnvelope[];
      readonly cursor: string;
    };
    if (items.length === 0) return;
    heard.push(...items.map(heardIn).filter((one) => one !== undefined));
    const body = { cursor };
    await caller.until({ what: 'ack', path: '/v1/consumers/capulet/ack', body });
  };
  const reading = (async () => {
    while (!leave.signal.aborted) await readOnce();
  })();
  return {
    name: 'consumer',
    heard,
    async stop() {
      leave.abort();
      await reading;
    },
  };
}
