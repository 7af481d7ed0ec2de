/** Every metric there is. What is exposed and docs/metrics.md both come from here. */

export interface MetricRow {
  /** As Prometheus knows it, with its unit. */
  readonly name: string;
  /** Histograms are told as things happen; counters and gauges are read when somebody asks. */
  readonly kind: 'histogram' | 'counter' | 'gauge';
  readonly about: string;
  /** The labels, each with what its values are. Few values each: never an address, an id or a URL. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[];
}

const FROM_1_MS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const FROM_100_US = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1];

export const METRICS = {
  info: {
    name: 'bridge_info',
    kind: 'gauge',
    about: 'Always 1.',
    labels: { version: 'the version of the bridge', replica: 'the name of this replica' },
  },
  requests: {
    name: 'bridge_http_request_duration_seconds',
    kind: 'histogram',
    about: 'From the head of a request to the end of its answer, waiting included.',
    labels: {
      operation: 'the `operationId` of the contract; `none` outside of it',
      status: 'the class of the status: `2xx`, `4xx`, `5xx`',
    },
    buckets: FROM_1_MS,
  },
  problems: {
    name: 'bridge_http_problems_total',
    kind: 'counter',
    about: 'Requests answered with a problem.',
    labels: { code: 'the `code` of the problem' },
  },
  linkState: {
    name: 'bridge_link_state',
    kind: 'gauge',
    about: '1 for the state that the link of this replica is in, 0 for the others.',
    labels: { state: '`offline`, `connecting`, `online`, `draining`' },
  },
  linkHeld: {
    name: 'bridge_link_held',
    kind: 'gauge',
    about: '1 where this replica holds the lease of the link, or needs none.',
  },
  linkEpoch: {
    name: 'bridge_link_epoch',
    kind: 'gauge',
    about: 'The epoch of the lease that this replica holds, 0 without one.',
  },
  linkAttempts: {
    name: 'bridge_link_attempts_total',
    kind: 'counter',
    about: 'Attempts to connect to the XMPP server.',
  },
  linkLosses: {
    name: 'bridge_link_losses_total',
    kind: 'counter',
    about: 'Links that were up and ended, for whatever reason.',
  },
  barrierKind: {
    name: 'bridge_barrier_kind',
    kind: 'gauge',
    about: '1 for the kind of barrier that the link has, 0 for the others.',
    labels: { kind: '`self`, `server`, `none`, `unproven`' },
  },
  barrier: {
    name: 'bridge_barrier_duration_seconds',
    kind: 'histogram',
    about: 'From a barrier to its return: how long the XMPP server takes to read what is sent.',
    buckets: FROM_1_MS,
  },
  stanzasSent: {
    name: 'bridge_stanzas_sent_total',
    kind: 'counter',
    about: 'Stanzas written to the link, repeats included.',
  },
  stanzasReceived: {
    name: 'bridge_stanzas_received_total',
    kind: 'counter',
    about: 'Stanzas that came in over the link.',
    labels: { route: 'whose business it was: `message`, `bounce`, `iq-answer`, `barrier`, …' },
  },
  linkFaults: {
    name: 'bridge_link_faults_total',
    kind: 'counter',
    about: 'Stanzas that came in and were not handled as they should be.',
    labels: {
      fault:
        '`oversize` (over a bound, refused), `reply-not-sent` (the server takes nothing), `listener-failed` (a defect)',
    },
  },
  overBound: {
    name: 'bridge_stanzas_over_bound_total',
    kind: 'counter',
    about: 'Incoming stanzas that were refused because they were over a bound.',
    labels: {
      kind: '`message`, `presence`, `iq-request`, `iq-answer`, `other`',
      bound: '`bytes`, `depth`, `elements`',
    },
  },
  outboxDepth: {
    name: 'bridge_outbox_depth',
    kind: 'gauge',
    about: 'Stanzas accepted and not yet acknowledged, of all replicas; counted once a second.',
  },
  outboxAge: {
    name: 'bridge_outbox_oldest_age_seconds',
    kind: 'gauge',
    about: 'How long the oldest of them has waited.',
  },
  outboxInFlight: {
    name: 'bridge_outbox_in_flight',
    kind: 'gauge',
    about: 'Stanzas that this replica has written and that are not yet acknowledged.',
  },
  messages: {
    name: 'bridge_messages_total',
    kind: 'counter',
    about: 'Messages that reached a status, as this replica learnt it.',
    labels: { status: '`acknowledged`, `delivered`, `displayed`, `failed`' },
  },
  events: {
    name: 'bridge_events_total',
    kind: 'counter',
    about: 'Events that this replica recorded.',
    labels: { type: 'the type of the event' },
  },
  duplicates: {
    name: 'bridge_duplicates_total',
    kind: 'counter',
    about: 'Messages of rooms that were in the event log already, such as history after a rejoin.',
  },
  streams: {
    name: 'bridge_streams',
    kind: 'gauge',
    about: 'Live event streams that are open on this replica.',
  },
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
  webhooks: {
    name: 'bridge_webhooks',
    kind: 'gauge',
    about: 'Webhooks there are, of all replicas.',
    labels: { state: '`enabled`, `paused`, `disabled`' },
  },
  webhooksFailing: {
    name: 'bridge_webhooks_failing',
    kind: 'gauge',
    about: 'Webhooks worked for by this replica that are failing.',
  },
  webhookBacklog: {
    name: 'bridge_webhook_backlog',
    kind: 'gauge',
    about: 'Events that this replica has read for its webhooks and that are not yet delivered.',
  },
  webhookLag: {
    name: 'bridge_webhook_lag_seconds',
    kind: 'gauge',
    about: 'The age of the oldest of them.',
  },
  webhookAttempts: {
    name: 'bridge_webhook_attempt_duration_seconds',
    kind: 'histogram',
    about: 'Attempts of deliveries.',
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
    about:
      'Replies in the answers of webhooks that were not sent, so that the bridge starts no loop.',
    labels: {
      reason:
        '`error` (an error came in), `self` (an identity of the bridge sent it), `history` (of a room), `delayed` (sent earlier), `loop` (`BRIDGE_LOOP_LIMIT`)',
    },
  },
  storeCalls: {
    name: 'bridge_store_call_duration_seconds',
    kind: 'histogram',
    about:
      'Round trips to Redis; calls of one event-loop turn share one. None with the memory store.',
    labels: { result: '`ok`, `failed`' },
    buckets: FROM_100_US,
  },
  storeWarnings: {
    name: 'bridge_store_warnings',
    kind: 'gauge',
    about: 'What is wrong with the settings of the store.',
    labels: { code: '`no-persistence`, `not-durable`, `evicts`, `unchecked`' },
  },
  loopLagP99: {
    name: 'nodejs_eventloop_lag_p99_seconds',
    kind: 'gauge',
    about: 'The event loop was late by this much at most, 99 times of 100, since the last scrape.',
  },
  loopLagMax: {
    name: 'nodejs_eventloop_lag_max_seconds',
    kind: 'gauge',
    about: 'The most that the event loop was late since the last scrape.',
  },
  cpu: {
    name: 'process_cpu_seconds_total',
    kind: 'counter',
    about: 'Processor time used.',
  },
  residentMemory: {
    name: 'process_resident_memory_bytes',
    kind: 'gauge',
    about: 'Memory held.',
  },
  heap: {
    name: 'nodejs_heap_size_used_bytes',
    kind: 'gauge',
    about: 'Memory used by JavaScript objects.',
  },
  startTime: {
    name: 'process_start_time_seconds',
    kind: 'gauge',
    about: 'When the process started, in seconds since 1970.',
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

type Table = typeof METRICS;

export type MetricKey = keyof Table;

export type HistogramKey = {
  [Key in MetricKey]: Table[Key]['kind'] extends 'histogram' ? Key : never;
}[MetricKey];

/** Counters and gauges. */
export type ReadKey = Exclude<MetricKey, HistogramKey>;

export type LabelsOf<Key extends MetricKey> = Table[Key] extends { labels: infer Labels }
  ? Readonly<Record<keyof Labels & string, string>>
  : Readonly<Record<string, never>>;

/** The table with its types widened, for walking over it. */
export const METRIC_ROWS: readonly (readonly [MetricKey, MetricRow])[] = Object.entries(
  METRICS,
) as [MetricKey, MetricRow][];
