import { randomBytes } from 'node:crypto';
import type { EventTail } from '../events/tail.ts';
import type { Log } from '../observe/log.ts';
import { retryUntilAborted } from '../store/retry-while-down.ts';
import type { Store } from '../store/store.ts';
import { CallerDeadLetters } from '../webhooks/caller/dead-letters.ts';
import { CallerDeliveries } from '../webhooks/caller/deliveries.ts';
import { COURIER_SETTINGS } from '../webhooks/courier/courier.ts';
import { Breaker } from '../webhooks/attempt/breaker.ts';
import type { ReplyPorts } from '../webhooks/attempt/deliver.ts';
import { disableWebhook } from '../webhooks/subscription/disable.ts';
import { Dispatcher } from '../webhooks/courier/dispatcher.ts';
import { LEASE_TIMES } from '../webhooks/courier/holding.ts';
import { Registry } from '../webhooks/subscription/registry.ts';
import { targetRule } from '../egress/guard.ts';
import { proxyFromSettings } from '../egress/proxy.ts';
import { CallerWebhooks } from '../webhooks/caller/webhooks.ts';
import type { Foundation } from './foundation.ts';

const CONNECTIONS = 32;

export interface WebhookParts {
  readonly registry: Registry;
  readonly dispatcher: Dispatcher;
  readonly webhooks: CallerWebhooks;
  readonly disable: (id: string, reason: string) => Promise<void>;
  readonly deliveries: CallerDeliveries;
  readonly deadLetters: CallerDeadLetters;
}

export function createWebhooks(
  base: Foundation,
  tail: EventTail,
  replies: ReplyPorts,
): WebhookParts {
  const { settings, store, replica, newId, now, monotonic, log: logger } = base;
  const componentDomain = settings.xmppDomain;
  const registry = new Registry(store);
  const target = {
    rule: targetRule(settings.webhookAllow),
    proxy: proxyFromSettings(settings),
    limits: { timeoutMs: settings.webhookTimeout, answerBytes: settings.maxWebhookAnswer },
    connections: CONNECTIONS,
  };
  const disable = (id: string, reason: string) =>
    disableWebhook({ registry, componentDomain, newId, now }, id, reason);
  const dispatcher = new Dispatcher({
    registry,
    store,
    tail,
    replica,
    componentDomain,
    schedule: settings.webhookSchedule,
    target,
    courier: {
      ...COURIER_SETTINGS,
      bounds: { ...COURIER_SETTINGS.bounds, parked: settings.maxWebhookBacklog },
      deadLetters: settings.maxDeadLetters,
    },
    lease: LEASE_TIMES,
    replies,
    breaker: new Breaker(settings.loopLimit),
    disable,
    now,
    monotonic,
    random: Math.random,
    measures: base.telemetry.webhooks,
    traces: base.traces,
    logger,
  });
  const newSecret = () => randomBytes(32);
  const webhooks = new CallerWebhooks({
    store,
    registry,
    tail,
    target,
    ...base.home,
    newId,
    newSecret,
    now,
  });
  const deliveries = new CallerDeliveries({ store, registry, tail, now });
  const deadLetters = new CallerDeadLetters({ store, registry, now });
  return { registry, dispatcher, webhooks, deliveries, deadLetters, disable };
}

const STORE_POLL_MS = 250;

/** Starts deliveries as soon as the store can be read. Returns how to stop them. */
export function startWhenStoreAnswers(
  store: Store,
  dispatcher: Dispatcher,
  log: Log,
): () => Promise<void> {
  const stopped = new AbortController();
  const failed = (error: unknown) =>
    log.warn({ reason: String(error) }, 'webhooks wait for the store');
  const start = async () => {
    await store.ping();
    await dispatcher.start();
  };
  const { signal } = stopped;
  const starting = retryUntilAborted(start, { every: STORE_POLL_MS, signal, failed });
  return async () => {
    stopped.abort();
    await starting;
    await dispatcher.stop();
  };
}
