import type { MetricTable } from '../../core/metric.ts';

export const ENTITIES_METRICS = {
  caps: {
    name: 'bridge_caps_total',
    kind: 'counter',
    about: 'Clients of contacts that were asked what they can do (XEP-0115).',
    labels: {
      outcome: '`verified`, `wrong` (not what its presence stands for), or `unanswered`',
    },
  },
} as const satisfies MetricTable;
