import type { MetricTable } from '../../core/metric.ts';

export const IQ_METRICS = {
  pendingIqs: {
    name: 'bridge_pending_iqs',
    kind: 'gauge',
    about: 'IQs of this replica that wait for an answer.',
  },
  refusedAnswers: {
    name: 'bridge_iq_answers_refused_total',
    kind: 'counter',
    about: 'IQ answers that were not believed.',
    labels: { reason: '`wrong-sender` (not from whom was asked), `unknown` (late, or to nothing)' },
  },
} as const satisfies MetricTable;
