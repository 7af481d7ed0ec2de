import { randomBytes } from 'node:crypto';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { Directory } from '../access/directory.ts';
import type { EventTail } from '../events/tail.ts';
import type { AnswerRequest } from '../iq/answering.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Runtime } from '../runtime.ts';
import { createReplies } from './attempt/replies.ts';
import { CallerDeadLetters } from './caller/dead-letters.ts';
import { CallerDeliveries } from './caller/deliveries.ts';
import { CallerWebhooks } from './caller/webhooks.ts';
import { COURIER_SETTINGS } from './courier/courier.ts';
import { Dispatcher } from './courier/dispatcher.ts';
import { LEASE_TIMES } from './courier/holding.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { WEBHOOK_METRICS } from './metrics.ts';
import { disableOrphans } from './orphans.ts';
import { webhookRoutes } from './routes.ts';
import { startWhenStoreAnswers } from './start.ts';
import { disableWebhook } from './subscription/disable.ts';
import { Registry } from './subscription/registry.ts';
import { targetRule } from './target/guard.ts';

export interface WebhooksFeature extends Feature {
  readonly routes: ReturnType<typeof webhookRoutes> & ReturnType<typeof deliveryRoutes>;
  /** Whether some webhook wants IQ requests. */
  readonly wantsIqs: () => boolean;
  /** The position in the event log up to which every webhook is done. */
  readonly heldAt: () => Promise<string | undefined>;
}

export interface WebhooksFeatureDeps {
  readonly directory: Directory;
  readonly tail: EventTail;
  readonly outgoing: Pick<Outgoing, 'message'>;
  readonly answerIq: AnswerRequest;
}

const CONNECTIONS = 32;

/** Webhooks: events POSTed to receivers, signed, in order per conversation, retried. */
export function createWebhooks(runtime: Runtime, deps: WebhooksFeatureDeps): WebhooksFeature {
  const { settings, store, logger } = runtime;
  const { directory, tail } = deps;
  const componentDomain = runtime.domain;
  const registry = new Registry(store);
  const target = {
    rule: targetRule(settings.webhookAllow),
    limits: { timeoutMs: settings.webhookTimeout, answerBytes: settings.maxWebhookAnswer },
    connections: CONNECTIONS,
  };
  const disable = (id: string, reason: string) =>
    disableWebhook({ ...runtime, registry, componentDomain }, id, reason);
  const { measures, deadLetters: dead } = measuresOf(runtime);
  const dispatcher = new Dispatcher({
    ...runtime,
    registry,
    tail,
    componentDomain,
    target,
    disable,
    measures,
    schedule: settings.webhookSchedule,
    courier: {
      ...COURIER_SETTINGS,
      bounds: { ...COURIER_SETTINGS.bounds, parked: settings.maxWebhookBacklog },
      deadLetters: settings.maxDeadLetters,
    },
    lease: LEASE_TIMES,
    replies: createReplies({ ...deps, contract: runtime.contract }),
    random: Math.random,
  });
  const newSecret = () => randomBytes(32);
  const common = { ...runtime, registry, tail, target, componentDomain, newSecret };
  const stops: (() => void | Promise<void>)[] = [];
  return {
    name: 'webhooks',
    heldAt: () => dispatcher.heldAt(),
    wantsIqs: () => wantsIqs(registry),
    routes: {
      ...webhookRoutes(new CallerWebhooks(common)),
      ...deliveryRoutes({
        deliveries: new CallerDeliveries(common),
        deadLetters: new CallerDeadLetters(common),
      }),
    },
    metrics: webhookCollectors(runtime, registry, dispatcher, dead),
    start() {
      stops.push(startWhenStoreAnswers(store, dispatcher, logger));
      stops.push(disableOrphans({ directory, registry, disable, log: logger }));
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

function measuresOf({ metrics }: Runtime) {
  const deadLetters = createTally(['all'] as const);
  const observe = metrics.histogram(WEBHOOK_METRICS.webhookAttempts);
  return {
    deadLetters: () => deadLetters.counts()[0]?.[1] ?? 0,
    measures: {
      attempted: ({ result, report }: { result: string; report: { durationMs: number } }) => {
        observe({ result }, report.durationMs / 1_000);
      },
      buried: () => {
        deadLetters.count('all');
      },
    },
  };
}

const STATES = ['enabled', 'paused', 'disabled'] as const;

function webhookCollectors(
  { now }: Runtime,
  registry: Registry,
  dispatcher: Dispatcher,
  deadLetters: () => number,
) {
  const having = (wanted: string) =>
    [...registry.known().values()].filter(({ state }) => state === wanted).length;
  return collectors(WEBHOOK_METRICS, {
    webhooks: () => STATES.map((state) => ({ labels: { state }, value: having(state) })),
    webhooksFailing: () => dispatcher.undelivered().filter(({ isFailing }) => isFailing).length,
    webhookBacklog: () => dispatcher.undelivered().reduce((sum, { events }) => sum + events, 0),
    webhookLag() {
      const [oldest] = dispatcher
        .undelivered()
        .flatMap(({ oldestAt }) => oldestAt ?? [])
        .sort();
      return oldest === undefined ? 0 : Math.max(0, now() - Date.parse(oldest)) / 1_000;
    },
    deadLetters,
  });
}

function wantsIqs(registry: Registry): boolean {
  return [...registry.known().values()].some(
    ({ state, events }) =>
      state === 'enabled' && (events.length === 0 || events.includes('iq.received')),
  );
}
