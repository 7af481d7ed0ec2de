import type { MetricTable } from '../../core/metric.ts';

export const EVENT_METRICS = {
  events: {
    name: 'bridge_events_total',
    kind: 'counter',
    about: 'Events that this replica recorded.',
    labels: { type: 'the type of the event' },
  },
  scanned: {
    name: 'bridge_events_scanned_total',
    kind: 'counter',
    about:
      'Events of the log that polls, and streams that catch up, were compared with on this replica.',
  },
  refused: {
    name: 'bridge_inbound_refused_total',
    kind: 'counter',
    about:
      'Stanzas that this replica refused with `resource-constraint`, by whose byte budget was used up.',
    labels: { reason: '`remote`, `domain`, `identity`, `store-full`' },
  },
  historyLosses: {
    name: 'bridge_event_history_losses_total',
    kind: 'counter',
    about:
      'Times that this replica found events missing that Redis had confirmed, as after a failover.',
  },
} as const satisfies MetricTable;
