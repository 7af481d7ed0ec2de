import type { MetricTable } from '../../core/metric.ts';

export const IQ_METRICS = {
  pendingIqs: {
    name: 'bridge_pending_iqs',
    kind: 'gauge',
    about: 'IQs of this replica that are waiting for a response.',
  },
  openIqs: {
    name: 'bridge_open_iqs',
    kind: 'gauge',
    about: 'IQ requests of users that this replica received and that nobody has answered yet.',
  },
  openIqBytes: {
    name: 'bridge_open_iq_bytes',
    kind: 'gauge',
    about: 'Their size in the store.',
  },
  refusedIqs: {
    name: 'bridge_iqs_refused_total',
    kind: 'counter',
    about: 'IQ requests of users that were refused because too many were open.',
    labels: { bound: '`per-remote` (too many of this user), `total`' },
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
