import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import { afterTaking, type Limits } from '../access/limits/limits.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { createAskService, type AskIq } from './asking.ts';
import { PUBSUB_METRICS } from './metrics.ts';
import { pubsubRoutes } from './routes.ts';
import type { NewsCount } from './subscriptions/news.ts';
import { readRings } from './subscriptions/rings.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';

export interface PubsubFeature extends Feature {
  readonly routes: ReturnType<typeof pubsubRoutes> & ReturnType<typeof subscriptionRoutes>;
}

export interface PubsubFeatureDeps {
  readonly log: EventLog;
  readonly limits: Limits;
  /** Asks a raw IQ request and resolves with its result. */
  readonly ask: AskIq;
}

/** Nodes of pub/sub services and of users: published at over the API, and subscribed to for as long as that is declared. */
export function createPubsub(
  runtime: Runtime,
  { log, limits, ask }: PubsubFeatureDeps,
): PubsubFeature {
  const { store, home, settings, newId } = runtime;
  const published = createTally(['items'] as const);
  const heard = createTally<NewsCount>(['items', 'replayed', 'duplicates', 'dropped', 'gaps']);
  const { declarations, hearing } = createSubscriptions({
    ...runtime,
    log,
    count: heard.count,
    ask: createAskService(ask),
    limit: settings.maxPubsubSubscriptions,
  });
  const counted: AskIq = (caller, iq, options) =>
    afterTaking(limits.stanzas, caller, () => ask(caller, iq, options));
  const counts = heard.counts;
  return {
    name: 'pubsub',
    routes: {
      ...pubsubRoutes({
        ...{ ask: createAskService(counted), home, store, newId },
        published: () => {
          published.count('items');
        },
      }),
      ...subscriptionRoutes({ declarations, home, rings: (keys) => readRings(store, keys) }),
    },
    inbound: hearing.handlers,
    metrics: collectors(PUBSUB_METRICS, {
      published: () => published.counts()[0]?.[1] ?? 0,
      heard: () =>
        counts()
          .filter(([what]) => what !== 'gaps')
          .map(([what, value]) => ({ labels: { what }, value })),
      gaps: () => counts().find(([what]) => what === 'gaps')?.[1] ?? 0,
    }),
  };
}
