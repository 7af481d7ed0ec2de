import type { MetricTable } from '../../core/metric.ts';

export const EVENT_METRICS = {
  events: {
    name: 'bridge_events_total',
    kind: 'counter',
    about: 'Events that this replica recorded.',
    labels: { type: 'the type of the event' },
  },
} as const satisfies MetricTable;
