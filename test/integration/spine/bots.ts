/** Naive bots, who answer everything that comes in: by webhook answers or by REST. They must not be able to flood anybody. */
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { followEvents } from './event-feed.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';

export type BotKind = 'webhook' | 'rest';

export interface Bot {
  /** What the API said to each answer; of a bot with a webhook nothing is known. */
  readonly statuses: readonly number[];
  /** Events that it was told. */
  readonly told: readonly EventEnvelope[];
  stop(): Promise<void>;
}

type Api = Pick<ApiClient, 'get' | 'post' | 'delete'>;

export function startBot(api: ApiClient, kind: BotKind, name: string): Promise<Bot> {
  return kind === 'webhook' ? webhookBot(api, name) : Promise.resolve(restBot(api, name));
}

const replyTo = (name: string, body: string) => `${name} heard: ${body}`;

async function webhookBot(api: Api, name: string): Promise<Bot> {
  const told: EventEnvelope[] = [];
  const receiver = await startWebhookReceiver(({ json }) => {
    const event = json as EventEnvelope;
    told.push(event);
    const { body } = event.data as { readonly body?: string };
    if (body === undefined) return {};
    return { body: { messages: [{ body: replyTo(name, body) }] } };
  });
  const terms = { url: receiver.url, events: ['message.received'], identities: [name] };
  const created = await api.post('/v1/webhooks', terms);
  if (created.status !== 201) throw new Error(created.text);
  const { id } = created.json as { readonly id: string };
  return {
    statuses: [],
    told,
    async stop() {
      await api.delete(`/v1/webhooks/${id}`);
      await receiver.stop();
    },
  };
}

function restBot(api: ApiClient, name: string): Bot {
  const statuses: number[] = [];
  const feed = followEvents(api);
  const told: EventEnvelope[] = [];
  const mine = (event: EventEnvelope) =>
    event.type === 'message.received' && event.identity.startsWith(`${name}@`);
  feed.events.each((event) => {
    if (!mine(event)) return;
    told.push(event);
    const { body, from = '', type } = event.data as Record<string, string | undefined>;
    if (body === undefined) return;
    const to = type === 'groupchat' ? from.split('/')[0] : from;
    const message = { from: event.identity, to, type, body: replyTo(name, body) };
    void api.post('/v1/messages', message).then(({ status }) => statuses.push(status));
  });
  return {
    statuses,
    told,
    stop() {
      feed.stop();
      return Promise.resolve();
    },
  };
}
