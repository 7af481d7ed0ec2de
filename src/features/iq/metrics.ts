import type { MetricTable } from '../../core/metric.ts';

export const IQ_METRICS = {
  pendingIqs: {
    name: 'bridge_pending_iqs',
    kind: 'gauge',
    about: 'IQs of this replica that are waiting for a response.',
  },
  refusedAnswers: {
    name: 'bridge_iq_answers_refused_total',
    kind: 'counter',
    about: 'IQ responses that were ignored.',
    labels: {
      reason:
        '`wrong-sender` (not from the JID that was asked), `unknown` (late, or no matching request)',
    },
  },
} as const satisfies MetricTable;
