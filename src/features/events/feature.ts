import type { Caller } from '../../core/caller.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import type { Runtime } from '../runtime.ts';
import type { EventLog } from './event-log.ts';
import { createEvents } from './events.ts';
import type { EventWishes } from './filter.ts';
import { createInboundBudget } from './inbound-budget.ts';
import { EVENT_METRICS } from './metrics.ts';
import { watchHistory } from './history-watch.ts';
import { eventRoutes } from './routes.ts';
import type { Scans } from './scans.ts';
import type { EventTail } from './tail.ts';
import { keepTrimmed } from './retention.ts';

export interface EventsFeature extends Feature {
  readonly routes: ReturnType<typeof eventRoutes>;
}

export interface EventsFeatureDeps {
  readonly log: EventLog;
  readonly tail: EventTail;
  readonly scans: Scans;
  /** Where a named consumer goes on. */
  readonly placeOf: (caller: Caller, consumer: string) => Promise<string>;
  /** Called for every page that is asked for; what it returns, when the page has been read. */
  readonly reading: (caller: Caller, wishes: EventWishes) => () => void;
  /** The position up to which every webhook is done: later events are kept longer. */
  readonly heldAt: () => Promise<string | undefined>;
}

/** The event log: everything that arrived, kept in order. */
export function createEventsFeature(runtime: Runtime, deps: EventsFeatureDeps): EventsFeature {
  const { replica } = runtime;
  const { log, tail, scans } = deps;
  const events = createEvents({
    tail,
    scans,
    ...runtime.home,
    monotonic: runtime.monotonic,
    reading: deps.reading,
  });
  const budget = createInboundBudget(runtime);
  let stopTrimming: () => void = () => undefined;
  const history = watchHistory({ ...runtime, stamp: () => log.stamp() });
  tail.mendWith(history.look);
  return {
    name: 'events',
    routes: eventRoutes({ events, placeOf: deps.placeOf }),
    inbound: budget.handlers,
    onLinkUp: ({ epoch }) => void log.recordBridge('link.up', { replica, epoch }),
    onLinkDown: ({ epoch, reason }) =>
      void log.recordBridge('link.down', { replica, epoch, reason }),
    metrics: collectors(EVENT_METRICS, {
      historyLosses: history.losses,
      events: () => log.counts().map(([type, value]) => ({ labels: { type }, value })),
      scanned: scans.total,
      refused: () => budget.refusals().map(([reason, value]) => ({ labels: { reason }, value })),
    }),
    start() {
      stopTrimming = keepTrimmed(runtime, deps.heldAt);
    },
    stop() {
      stopTrimming();
      history.stop();
      tail.close();
    },
  };
}
