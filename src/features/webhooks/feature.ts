import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../../config/settings.ts';
import { readContract } from '../../contract/document.ts';
import { sampleEvents } from '../../contract/samples.ts';
import type { Feature } from '../../core/feature.ts';
import { parseJson } from '../../core/json/json.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import { targetRule } from '../../egress/guard.ts';
import { proxyFromSettings } from '../../egress/proxy.ts';
import type { Wants } from '../iq/responders/live-readers.ts';
import { type KeyCache, BOOTSTRAP_KEY_ID } from '../access/key-cache.ts';
import type { EventTail } from '../events/tail.ts';
import type { AnswerRequest } from '../iq/responder.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Runtime } from '../runtime.ts';
import { Breaker } from './attempt/breaker.ts';
import type { WebhookFormat } from './attempt/format.ts';
import { ownFormats } from './attempt/own-formats.ts';
import { WITHHOLDINGS, type Withholding } from './attempt/withholding.ts';
import { createReplies } from './attempt/replies.ts';
import { MemoryBudget } from './backlog/memory-budget.ts';
import { CallerDeadLetters } from './caller/dead-letters.ts';
import { CallerDeliveries } from './caller/deliveries.ts';
import { CallerWebhooks } from './caller/webhooks.ts';
import { DELIVERY_WORKER_SETTINGS, type DeliveryWorkerSettings } from './worker/delivery-worker.ts';
import { WorkerPool } from './worker/worker-pool.ts';
import { LEASE_TIMES } from './worker/partition.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { WEBHOOK_METRICS } from './metrics.ts';
import { webhookRoutes } from './routes.ts';
import { disableWebhook } from './subscription/disable.ts';
import { Registry } from './subscription/registry.ts';
import { ownerFrom, type Owner, type Subscription } from './subscription/subscription.ts';
import type { TargetDeps } from './target/target.ts';
import { webhooksThatWant } from './iq-wants.ts';
import type { Logger } from '../../observe/logger.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import type { AnswerCommand } from './attempt/replies.ts';
import type { Store } from '../../store/store.ts';

export interface WebhooksFeature extends Feature {
  readonly routes: ReturnType<typeof webhookRoutes> & ReturnType<typeof deliveryRoutes>;
  /** Which IQ requests webhooks would be sent. */
  readonly wantsIq: Wants;
  /** The position in the event log up to which every webhook is done. */
  readonly heldAt: () => Promise<string | undefined>;
}

export interface WebhooksFeatureDeps {
  readonly keyCache: KeyCache;
  readonly tail: EventTail;
  readonly outgoing: Pick<Outgoing, 'message' | 'presence'>;
  /** Of the format that a door has. */
  readonly modRest: WebhookFormat;
  readonly answerIq: AnswerRequest;
  readonly answerCommand: AnswerCommand;
}

const CONNECTIONS = 32;

/** Webhooks: events POSTed to receivers, signed, in order per conversation, retried. */
export function createWebhooks(runtime: Runtime, deps: WebhooksFeatureDeps): WebhooksFeature {
  const { settings, store, logger } = runtime;
  const { keyCache, tail } = deps;
  const formats = { ...ownFormats(parseJson), mod_rest: deps.modRest };
  const domain = runtime.domain;
  const registry = new Registry(store);
  const target = targetOf(settings);
  const disable = (id: string, reason: string) =>
    disableWebhook({ ...runtime, registry, domain }, id, reason);
  const { measures, ...counted } = measuresOf(runtime);
  const memory = new MemoryBudget(settings.maxWebhookMemory);
  const workers = new WorkerPool({
    ...runtime,
    registry,
    tail,
    domain,
    target,
    disable,
    measures,
    schedule: settings.webhookSchedule,
    worker: workerSettings(settings),
    memory,
    lease: LEASE_TIMES,
    formats,
    replies: createReplies({ ...deps, contract: runtime.contract }),
    breaker: new Breaker(settings.loopLimit),
    random: Math.random,
  });
  const newSecret = () => randomBytes(32);
  const common = {
    isGone: (keyId: string) => keyCache.isGone(keyId),
    ...{ ...runtime, ...runtime.home, registry, tail, target, newSecret, formats },
    samples: sampleEvents(readContract()),
    isProvisioned: settings.provision !== undefined,
    maxWebhooks: settings.maxWebhooksPerKey,
    maxDeadLetters: settings.maxDeadLetters,
  };
  const stops: (() => void | Promise<void>)[] = [];
  return {
    name: 'webhooks',
    heldAt: () => workers.heldAt(),
    wantsIq: webhooksThatWant(() => registry.known(), domain),
    routes: {
      ...webhookRoutes(new CallerWebhooks(common)),
      ...deliveryRoutes({
        deliveries: new CallerDeliveries(common),
        deadLetters: new CallerDeadLetters(common),
      }),
    },
    metrics: webhookCollectors(runtime, registry, workers, { ...counted, memory }),
    start() {
      stops.push(startWhenStoreAnswers(store, workers, logger));
      stops.push(followKeys({ keyCache, registry, disable, logger }));
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

function targetOf(settings: Settings): TargetDeps {
  return {
    rule: targetRule(settings.webhookAllow),
    proxy: proxyFromSettings(settings),
    limits: { timeoutMs: settings.webhookTimeout, answerBytes: settings.maxWebhookAnswer },
    connections: CONNECTIONS,
  };
}

function workerSettings(settings: Settings): DeliveryWorkerSettings {
  const { bounds, ...rest } = DELIVERY_WORKER_SETTINGS;
  return {
    ...rest,
    bounds: { ...bounds, deferred: settings.maxWebhookBacklog },
    deadLetters: settings.maxDeadLetters,
  };
}

function measuresOf({ metrics }: Runtime) {
  const deadLetters = createTally(['all'] as const);
  const withheld = createTally<Withholding>(WITHHOLDINGS);
  const observe = metrics.histogram(WEBHOOK_METRICS.webhookAttempts);
  return {
    withheld: withheld.counts,
    deadLetters: () => deadLetters.counts()[0]?.[1] ?? 0,
    measures: {
      attempted: ({ result, report }: { result: string; report: { durationMs: number } }) => {
        observe({ result }, report.durationMs / 1_000);
      },
      deadLettered: () => {
        deadLetters.count('all');
      },
      withheld: withheld.count,
    },
  };
}

const STATES = ['enabled', 'paused', 'disabled'] as const;

function webhookCollectors(
  { now }: Runtime,
  registry: Registry,
  workers: WorkerPool,
  counted: Omit<ReturnType<typeof measuresOf>, 'measures'> & { readonly memory: MemoryBudget },
) {
  const having = (wanted: string) =>
    [...registry.known().values()].filter(({ state }) => state === wanted).length;
  return collectors(WEBHOOK_METRICS, {
    webhooks: () => STATES.map((state) => ({ labels: { state }, value: having(state) })),
    webhooksFailing: () => workers.undelivered().filter(({ isFailing }) => isFailing).length,
    webhookBacklog: () => workers.undelivered().reduce((sum, { events }) => sum + events, 0),
    webhookMemory: () => counted.memory.held,
    webhookLag() {
      const [oldest] = workers
        .undelivered()
        .flatMap(({ oldestAt }) => oldestAt ?? [])
        .sort();
      return oldest === undefined ? 0 : Math.max(0, now() - Date.parse(oldest)) / 1_000;
    },
    withheldReplies: () =>
      counted.withheld().map(([reason, value]) => ({ labels: { reason }, value })),
    deadLetters: counted.deadLetters,
  });
}

const STORE_POLL_MS = 250;

/** Starts deliveries as soon as the store can be read. Returns how to stop them. */
function startWhenStoreAnswers(
  store: Store,
  workers: WorkerPool,
  logger: Logger,
): () => Promise<void> {
  const stopped = new AbortController();
  const failed = (error: unknown) => {
    logger.warn({ reason: String(error) }, 'webhooks wait for the store');
  };
  const start = async () => {
    await store.ping();
    await workers.start();
  };
  const { signal } = stopped;
  const starting = retryUntilAborted(start, { every: STORE_POLL_MS, signal, failed });
  return async () => {
    stopped.abort();
    await starting;
    await workers.stop();
  };
}

interface RevokedKeysDeps {
  readonly keyCache: KeyCache;
  readonly registry: Registry;
  readonly disable: (webhookId: string, reason: string) => Promise<void>;
  readonly logger: Logger;
}

/** What ended while no replica ran, and what could not be done at once. */
const LOOK_EVERY_MS = 10_000;

/** What to do about it is the same for both: a key with all rights resumes the webhook, which is its own from then on. */
function reasonOf({ keyId }: Owner): string {
  return keyId === BOOTSTRAP_KEY_ID
    ? 'The bootstrap key (BRIDGE_API_KEY) is configured no more. Resume the webhook with a key that has all rights: it then belongs to that key.'
    : 'Its API key is revoked or has expired.';
}

async function followKey(registry: Registry, id: string, owner: Owner): Promise<void> {
  const isFollowed = (webhook: Subscription | undefined) =>
    webhook === undefined ||
    webhook.owner.keyId !== owner.keyId ||
    isDeepStrictEqual(webhook.owner, owner);
  if (isFollowed(registry.known().get(id))) return;
  await registry.update(id, (present) => (isFollowed(present) ? undefined : { ...present, owner }));
}

/** Disables webhooks whose key is gone, and gives the others the rights that theirs has now. Returns how to stop. */
function followKeys({ keyCache, registry, disable, logger }: RevokedKeysDeps): () => void {
  const look = async () => {
    for (const { id, state, owner } of registry.known().values()) {
      if (state === 'disabled') continue;
      if (await keyCache.isGone(owner.keyId)) {
        await disable(id, reasonOf(owner));
        logger.warn({ webhook: id, keyId: owner.keyId }, 'a webhook is disabled: its key is gone');
        continue;
      }
      const caller = keyCache.callerOf(owner.keyId);
      if (caller !== undefined) await followKey(registry, id, ownerFrom(caller));
    }
  };
  // While the store is away nothing is delivered either.
  const quietly = () => void look().catch(() => undefined);
  keyCache.onEnd(quietly);
  const timer = setInterval(quietly, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
