import type { MetricTable } from '../../core/metric.ts';

export const EVENT_METRICS = {
  events: {
    name: 'bridge_events_total',
    kind: 'counter',
    about: 'Events that this replica recorded.',
    labels: { type: 'the type of the event' },
  },
  historyLosses: {
    name: 'bridge_event_history_losses_total',
    kind: 'counter',
    about:
      'Times that this replica found events missing that Redis had confirmed, as after a failover.',
  },
} as const satisfies MetricTable;
