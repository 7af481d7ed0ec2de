import type { MetricTable } from '../../core/metric.ts';

export const PUBSUB_METRICS = {
  published: {
    name: 'bridge_pubsub_published_total',
    kind: 'counter',
    about: 'Items that this replica published for callers.',
  },
  heard: {
    name: 'bridge_pubsub_heard_total',
    kind: 'counter',
    about: 'Items that this replica heard of by its subscriptions.',
    labels: {
      what: '`items`; `replayed`: fetched later; `duplicates`: they said the same before; `dropped`: sent again by the service',
    },
  },
  gaps: {
    name: 'bridge_pubsub_gaps_total',
    kind: 'counter',
    about:
      'Times that more items may have been missed than could be fetched, as `gap` in `pubsub.item` tells.',
  },
} as const satisfies MetricTable;
