import type { MetricTable } from '../../core/metric.ts';

export const STATUS_METRICS = {
  info: {
    name: 'bridge_info',
    kind: 'gauge',
    about: 'Always 1.',
    labels: { version: 'the version of the bridge', replica: 'the name of this replica' },
  },
} as const satisfies MetricTable;
