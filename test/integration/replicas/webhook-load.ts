/** Users who speak to many identities at a fixed rate, and receivers that are held to account for it. */
import { leaseOf, partitionOf } from '../../../src/features/webhooks/worker/partitions.ts';
import type { DeadLetterBody, WebhookCreatedBody } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { until } from '../../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import type { RawUser } from './raw-user.ts';
import { replicaOf } from './replicas.ts';
import type { Scene } from './scene.ts';

export interface Subscribed {
  readonly id: string;
  /** Keeps what it received while it sleeps. */
  readonly receiver: Pick<WebhookReceiver, 'received' | 'answer'>;
  /** Nobody listens any more. */
  sleep(): Promise<void>;
  wake(): Promise<void>;
  close(): Promise<void>;
}

/** A webhook for all messages, and its receiver. */
export async function subscribe(api: ApiClient): Promise<Subscribed> {
  const first = await startWebhookReceiver();
  let open: WebhookReceiver | undefined = first;
  const terms = { url: first.url, events: ['message.received'] };
  const { id } = (await api.post('/v1/webhooks', terms)).json as WebhookCreatedBody;
  const sleep = async () => {
    await open?.stop();
    open = undefined;
  };
  return {
    id,
    receiver: first,
    sleep,
    async wake() {
      const { received } = first;
      open = await startWebhookReceiver({}, first.port, { received });
    },
    async close() {
      await sleep();
      await api.delete(`/v1/webhooks/${id}`);
    },
  };
}

export interface Speech {
  /** Resolves when so many more were spoken. */
  more(count: number): Promise<void>;
  /** How many were spoken. */
  stop(): number;
}

/** Messages to so many identities in turn. Bodies are `<number of the identity> <number in its conversation>`. */
export function speak(
  scene: Scene,
  user: RawUser,
  { rate, conversations }: { rate: number; conversations: number },
): Speech {
  const domain = scene.server.componentDomain;
  const from = performance.now();
  let spoken = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - from) * rate) / 1_000;
    let text = '';
    for (; spoken < due; spoken += 1) {
      const which = spoken % conversations;
      const line = `${which} ${Math.floor(spoken / conversations)}`;
      text += `<message to='bot${which}@${domain}' type='chat'><body>${line}</body></message>`;
    }
    if (text !== '') user.write(text);
  }, 10);
  return {
    async more(count) {
      const enough = spoken + count;
      await until(() => spoken >= enough, { timeout: (count / rate) * 1_000 + 30_000 });
    },
    stop() {
      clearInterval(timer);
      return spoken;
    },
  };
}

/** An event as a webhook or a stream brought it. */
export interface Copy {
  readonly id: string;
  readonly body: string;
}

export interface Accounts {
  readonly events: number;
  /** Copies with an id that had come before. */
  readonly repeats: number;
  /** The same message under another id. */
  readonly strangers: number;
  /** What came first before something that was spoken earlier in its conversation. */
  readonly disorder: readonly string[];
}

export function accountsOf({ received }: Pick<WebhookReceiver, 'received'>): Accounts {
  return accountsOfCopies(
    received.map(({ headers, json }) => {
      const { body } = (json as { data: { body: string } }).data;
      return { id: String(headers['webhook-id']), body };
    }),
  );
}

export function accountsOfCopies(copies: readonly Copy[]): Accounts {
  const ids = new Set<string>();
  const lines = new Set<string>();
  const next = new Map<string, number>();
  const disorder: string[] = [];
  for (const { id, body } of copies) {
    if (ids.has(id)) continue;
    ids.add(id);
    lines.add(body);
    const [which = '', number] = body.split(' ');
    const expected = next.get(which) ?? 0;
    if (Number(number) !== expected) disorder.push(body);
    next.set(which, expected + 1);
  }
  return {
    events: ids.size,
    repeats: copies.length - ids.size,
    strangers: ids.size - lines.size,
    disorder,
  };
}

/** The replica that works for a webhook; waits for one. */
export async function delivererOf(scene: Scene, webhook: string): Promise<BridgeProcess> {
  const key = `{sb:${scene.server.componentDomain}}:lease:${leaseOf(partitionOf(webhook))}`;
  return until(async () => {
    const lease = await redisCommand(scene.redis.port, 'GET', key);
    return scene.replicas.bridges.find((bridge) => lease.endsWith(`:${replicaOf(bridge)}`));
  });
}

export async function deadLettersOf(api: ApiClient, webhook: string): Promise<DeadLetterBody[]> {
  const { json } = await api.get(`/v1/webhooks/${webhook}/dead-letters`);
  return [...(json as { items: readonly DeadLetterBody[] }).items];
}
