import type { MetricTable } from '../../core/metric.ts';

export const FLEET_METRICS = {
  openBatches: {
    name: 'bridge_iq_batches_open',
    kind: 'gauge',
    about: 'Batches of IQs of this replica that are being answered.',
  },
  batchOutcomes: {
    name: 'bridge_iq_batch_lines_total',
    kind: 'counter',
    about: 'Addresses of batches, by what became of them.',
    labels: { outcome: '`result`, `error`, `timeout`' },
  },
} as const satisfies MetricTable;
