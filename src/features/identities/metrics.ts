import type { MetricTable } from '../../core/metric.ts';

export const IDENTITIES_METRICS = {
  identities: {
    name: 'bridge_identities',
    kind: 'gauge',
    about: 'Identities that were declared.',
  },
} as const satisfies MetricTable;
