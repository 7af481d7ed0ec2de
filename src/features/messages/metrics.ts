import type { MetricTable } from '../../core/metric.ts';

export const MESSAGE_METRICS = {
  outboxDepth: {
    name: 'bridge_outbox_depth',
    kind: 'gauge',
    about: 'Stanzas accepted and not yet acknowledged, of all replicas; counted once a second.',
  },
  outboxAge: {
    name: 'bridge_outbox_oldest_age_seconds',
    kind: 'gauge',
    about: 'The age of the oldest stanza in the outbox.',
  },
  outboxInFlight: {
    name: 'bridge_outbox_in_flight',
    kind: 'gauge',
    about: 'Stanzas that this replica has written and that are not yet acknowledged.',
  },
  quarantine: {
    name: 'bridge_outbox_quarantine_total',
    kind: 'counter',
    about:
      'Stanzas that were handled one by one because the XMPP server may have ended the stream because of them.',
    labels: { what: '`quarantined` (sent alone), `refused` (failed: the server does not take it)' },
  },
  messages: {
    name: 'bridge_messages_total',
    kind: 'counter',
    about: 'Status changes of messages, as recorded by this replica.',
    labels: { status: '`acknowledged`, `delivered`, `displayed`, `failed`' },
  },
  ignoredIds: {
    name: 'bridge_ignored_receipts_total',
    kind: 'counter',
    about:
      'Receipts and markers that were ignored: beyond the 16 of a message, or longer than any id.',
  },
  ledgerBytes: {
    name: 'bridge_ledger_bytes',
    kind: 'gauge',
    about:
      'What the records of settled messages take in the store, estimated; 0 on replicas that do not count them.',
  },
  ledgerEvicted: {
    name: 'bridge_ledger_evicted_total',
    kind: 'counter',
    about:
      'Records removed by this replica before `BRIDGE_RETENTION` ended, to keep to `BRIDGE_LEDGER_MAX_BYTES`.',
  },
  duplicates: {
    name: 'bridge_duplicates_total',
    kind: 'counter',
    about: 'Room messages that were already in the event log, such as history after a rejoin.',
  },
} as const satisfies MetricTable;
