import { FROM_1_MS, type MetricTable } from '../../core/metric.ts';

export const WEBHOOK_METRICS = {
  webhooks: {
    name: 'bridge_webhooks',
    kind: 'gauge',
    about: 'Webhooks, on all replicas together.',
    labels: { state: '`enabled`, `paused`, `disabled`' },
  },
  webhooksFailing: {
    name: 'bridge_webhooks_failing',
    kind: 'gauge',
    about: 'Failing webhooks that this replica delivers to.',
  },
  webhookBacklog: {
    name: 'bridge_webhook_backlog',
    kind: 'gauge',
    about: 'Events that this replica has read for its webhooks and that are not yet delivered.',
  },
  webhookMemory: {
    name: 'bridge_webhook_memory_bytes',
    kind: 'gauge',
    about:
      'Memory that this replica uses for events that are being delivered, at most `BRIDGE_MAX_WEBHOOK_MEMORY` and one event for each webhook.',
  },
  webhookLag: {
    name: 'bridge_webhook_lag_seconds',
    kind: 'gauge',
    about: 'The age of the oldest event in the backlog.',
  },
  webhookAttempts: {
    name: 'bridge_webhook_attempt_duration_seconds',
    kind: 'histogram',
    about: 'Duration of delivery attempts.',
    labels: { result: '`success`, `failure`, `gone`' },
    buckets: FROM_1_MS,
  },
  deadLetters: {
    name: 'bridge_webhook_dead_letters_total',
    kind: 'counter',
    about: 'Deliveries that became dead letters.',
  },
  withheldReplies: {
    name: 'bridge_webhook_replies_withheld_total',
    kind: 'counter',
    about: 'Replies in webhook responses that were not sent, to prevent loops.',
    labels: {
      reason:
        '`error` (an error came in), `self` (an identity of the bridge sent it), `history` (of a room), `delayed` (sent earlier), `loop` (`BRIDGE_LOOP_LIMIT`)',
    },
  },
} as const satisfies MetricTable;
