import type { MetricTable } from '../../core/metric.ts';

export const HOOK_METRICS = {
  hookDeliveries: {
    name: 'bridge_hook_deliveries_total',
    kind: 'counter',
    about: 'Deliveries to hooks.',
    labels: {
      outcome:
        '`sent`, `edited`, `replied`, `repeated`, `filtered`, `held` (too many at once), `refused` (a wrong secret or signature), `failed`',
    },
  },
  hookProblems: {
    name: 'bridge_hook_problems_total',
    kind: 'counter',
    about:
      'Deliveries that were told in another form than the hook asks for: its template failed, or the payload was not of its dialect.',
  },
  hookRecipientsRefused: {
    name: 'bridge_hook_recipients_refused_total',
    kind: 'counter',
    about: 'Messages of hooks that were not sent, as the recipient was refused.',
  },
} as const satisfies MetricTable;
