import type { MetricTable } from '../../core/metric.ts';

export const STREAM_METRICS = {
  streams: {
    name: 'bridge_streams',
    kind: 'gauge',
    about: 'Live event streams that are open on this replica.',
  },
} as const satisfies MetricTable;
