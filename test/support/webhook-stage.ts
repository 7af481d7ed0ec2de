/** Webhooks with a memory store, without HTTP API and link: events are recorded here, receivers are real. */
import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import { parseJson } from '../../src/core/json/json.ts';
import { readContract } from '../../src/contract/document.ts';
import { sampleEvents } from '../../src/contract/samples.ts';
import type { Caller } from '../../src/core/caller.ts';
import { SCOPES } from '../../src/core/caller.ts';
import type { WebhookCreatedBody, WebhookToCreate } from '../../src/contract/schemas.ts';
import { conversationEvent, type Event } from '../../src/features/events/event.ts';
import { recordEvent } from '../../src/features/events/recorder.ts';
import { EventTail } from '../../src/features/events/tail.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import type { Store } from '../../src/store/store.ts';
import { POST_LIMITS } from './post-limits.ts';
import { CallerDeadLetters } from '../../src/features/webhooks/caller/dead-letters.ts';
import { CallerDeliveries } from '../../src/features/webhooks/caller/deliveries.ts';
import {
  DELIVERY_WORKER_SETTINGS,
  type DeliveryWorkerSettings,
} from '../../src/features/webhooks/worker/delivery-worker.ts';
import { MemoryBudget } from '../../src/features/webhooks/backlog/memory-budget.ts';
import { Breaker } from '../../src/features/webhooks/attempt/breaker.ts';
import type { ReplyPorts } from '../../src/features/webhooks/attempt/deliver.ts';
import { disableWebhook } from '../../src/features/webhooks/subscription/disable.ts';
import { WorkerPool } from '../../src/features/webhooks/worker/worker-pool.ts';
import { LEASE_TIMES, type LeaseTimes } from '../../src/features/webhooks/worker/partition.ts';
import { modRestFormat } from '../../src/facades/mod-rest/webhook-format.ts';
import { ownFormats } from '../../src/features/webhooks/attempt/own-formats.ts';
import type { ExchangeLimits } from '../../src/egress/exchange.ts';
import { Registry } from '../../src/features/webhooks/subscription/registry.ts';
import { targetRule } from '../../src/egress/guard.ts';
import { CallerWebhooks } from '../../src/features/webhooks/caller/webhooks.ts';

const ulid = monotonicFactory();

export const DOMAIN = 'bridge.example.org';

export const BOOTSTRAP: Caller = {
  keyId: 'bootstrap',
  identities: ['*'],
  scopes: new Set(SCOPES),
};

export interface StageOptions {
  readonly store?: Store;
  readonly schedule?: readonly number[];
  readonly worker?: Partial<DeliveryWorkerSettings>;
  readonly limits?: Partial<ExchangeLimits>;
  readonly replies?: Partial<ReplyPorts>;
  readonly allow?: readonly string[];
  readonly replica?: string;
  readonly loopLimit?: number;
  readonly lease?: LeaseTimes;
  readonly isGone?: (keyId: string) => Promise<boolean>;
  /** Of one key. */
  readonly maxWebhooks?: number;
  /** Bytes for the events of all webhooks. */
  readonly memory?: number;
}

export interface WebhookStage {
  readonly store: Store;
  readonly tail: EventTail;
  readonly webhooks: CallerWebhooks;
  readonly deliveries: CallerDeliveries;
  readonly deadLetters: CallerDeadLetters;
  readonly workers: WorkerPool;
  readonly memory: MemoryBudget;
  /** What was logged, as sentences. */
  readonly logged: readonly string[];
  /** A webhook of the bootstrap key for everything that comes in. */
  subscribe(
    url: string,
    terms?: Partial<WebhookToCreate>,
  ): Promise<WebhookCreatedBody & { readonly secret: string }>;
  /** A message from `remote` comes in; resolves with its event once it is stored. */
  hear(remote: string, body: string, identity?: string): Promise<Event>;
  /** Ends the replica; the store stays. */
  stop(): Promise<void>;
}

export async function startWebhookStage(options: StageOptions = {}): Promise<WebhookStage> {
  const now = () => Date.now();
  const store = options.store ?? createMemoryStore({ now });
  const tail = new EventTail(store);
  const registry = new Registry(store);
  const logged: string[] = [];
  const log = (_fields: object, message: string) => void logged.push(message);
  const target = {
    rule: targetRule(options.allow ?? ['127.0.0.1']),
    limits: { ...POST_LIMITS, ...options.limits },
    connections: 32,
  };
  const refuse = () => Promise.reject(new Error('no replies on this stage'));
  const formats = {
    ...ownFormats(parseJson),
    mod_rest: modRestFormat({ maxDepth: 32, maxElements: 1_000 }),
  };
  const memory = new MemoryBudget(options.memory ?? 64 * 1024 * 1024);
  const workers = new WorkerPool({
    store,
    tail,
    registry,
    target,
    replica: options.replica ?? 'replica-1',
    domain: DOMAIN,
    schedule: options.schedule ?? [0, 5, 10, 20],
    worker: { ...DELIVERY_WORKER_SETTINGS, saveMs: 5, graceMs: 50, ...options.worker },
    memory,
    lease: options.lease ?? LEASE_TIMES,
    formats,
    replies: {
      send: refuse,
      presence: refuse,
      answerIq: refuse,
      answerCommand: refuse,
      ...options.replies,
    },
    breaker: new Breaker(options.loopLimit ?? 50),
    disable: (id, reason) =>
      disableWebhook({ registry, domain: DOMAIN, newId: ulid, now }, id, reason),
    now,
    monotonic: () => performance.now(),
    random: Math.random,
    logger: { debug: log, info: log, warn: log, error: log },
  });
  await workers.start();
  const webhooks = new CallerWebhooks({
    samples: sampleEvents(readContract()),
    formats,
    store,
    registry,
    tail,
    target,
    domain: DOMAIN,
    newId: ulid,
    newSecret: () => randomBytes(32),
    maxWebhooks: options.maxWebhooks ?? 1_000,
    isGone: options.isGone ?? (() => Promise.resolve(false)),
    now,
  });
  return {
    store,
    tail,
    webhooks,
    deliveries: new CallerDeliveries({ store, registry, tail, formats, now }),
    deadLetters: new CallerDeadLetters({
      ...{ store, registry, formats, now },
      maxDeadLetters: options.worker?.deadLetters ?? 100_000,
    }),
    workers,
    memory,
    logged,
    async subscribe(url, terms = {}) {
      const request = { url, events: ['message.received' as const], ...terms };
      const created = await webhooks.create(BOOTSTRAP, request, {});
      return { secret: '', ...created };
    },
    async hear(remote, body, identity = `bot@${DOMAIN}`) {
      const event = messageEvent(remote, body, identity);
      await recordEvent(store, event);
      return event;
    },
    async stop() {
      await workers.stop();
      tail.close();
    },
  };
}

export function messageEvent(remote: string, body: string, identity = `bot@${DOMAIN}`): Event {
  const data = { id: body, from: `${remote}/balcony`, to: identity, type: 'chat', body };
  const stamp = { id: ulid(), now: Date.now() };
  return conversationEvent(stamp, 'message.received', { identity, remote }, data);
}
