/** Every setting there is. Types, reading, redaction and docs/settings.md all come from here. */
import {
  anyText,
  choice,
  count,
  countOrNone,
  domain,
  delay,
  httpUrl,
  listenHost,
  listOf,
  origin,
  partitions,
  period,
  milliseconds,
  port,
  redisUrl,
  size,
  token,
  wait,
  xmppService,
  type Form,
} from './setting-forms.ts';
import { EGRESS_SETTINGS } from './egress-settings.ts';
import { HTTP_SETTINGS } from './http-settings.ts';
import { IDENTITY_SETTINGS } from './identity-settings.ts';
import { IQ_SETTINGS } from './iq-settings.ts';
import { JWT_SETTINGS } from './jwt-settings.ts';
import { HOOK_LIMITS } from './hook-limits.ts';
import { WEBHOOK_LIMITS } from './webhook-limits.ts';
import type { SettingRow } from './setting-row.ts';
import { STORAGE_SETTINGS } from './storage-settings.ts';
import { XMPP_TLS_SETTINGS } from './xmpp-tls-settings.ts';

export const SETTINGS = {
  xmppService: {
    name: 'BRIDGE_XMPP_SERVICE',
    form: xmppService,
    required: true,
    about:
      'The component port of the XMPP server (XEP-0114). With `xmpps:` the connection is TLS from its first byte.',
  },
  ...XMPP_TLS_SETTINGS,
  xmppDomain: {
    name: 'BRIDGE_XMPP_DOMAIN',
    form: domain,
    required: true,
    about: 'The component domain: every address at it is an identity of the bridge.',
  },
  xmppSecret: {
    name: 'BRIDGE_XMPP_SECRET',
    form: anyText,
    required: true,
    secret: true,
    about: 'The secret for the component domain, as configured on the XMPP server.',
  },
  xmppServerHost: {
    name: 'BRIDGE_XMPP_SERVER_HOST',
    form: domain,
    otherwise: 'the component domain without its first label',
    about: "The XMPP server's own domain, for keep-alive pings and the fallback barrier.",
  },
  linkMode: {
    name: 'BRIDGE_LINK_MODE',
    form: choice(['leader', 'all']),
    default: 'leader',
    about:
      'Which replicas hold a link: one at a time (works with any server), or all (for servers that accept several connections for one component).',
  },
  partitions: {
    name: 'BRIDGE_OUTBOX_PARTITIONS',
    form: partitions,
    default: '16',
    about:
      'Into how many parts the outbox is split with `BRIDGE_LINK_MODE=all`; each is sent by one replica. In leader mode there is one.',
  },
  redisUrl: {
    name: 'BRIDGE_REDIS_URL',
    form: redisUrl,
    secret: true,
    otherwise: 'everything is kept in memory and lost on exit',
    about: 'The Redis that stores everything. Replicas of one bridge share one Redis.',
  },
  replica: {
    name: 'BRIDGE_REPLICA',
    form: token,
    otherwise: 'the host name and the process id',
    about: 'The name of this replica; must be unique.',
  },
  httpHost: {
    name: 'BRIDGE_HTTP_HOST',
    form: listenHost,
    default: '0.0.0.0',
    about: 'The address that the API and the management port listen on.',
  },
  httpPort: {
    name: 'BRIDGE_HTTP_PORT',
    form: port,
    default: '8080',
    about: 'The port of the API; `0` selects a free port.',
  },
  managementPort: {
    name: 'BRIDGE_MANAGEMENT_PORT',
    form: port,
    default: '9090',
    about: 'The port of `/healthz`, `/readyz` and `/metrics`; `0` selects a free port.',
  },
  apiKey: {
    name: 'BRIDGE_API_KEY',
    form: token,
    secret: true,
    otherwise: 'only stored keys are accepted',
    about:
      'The bootstrap key, with all scopes and all identities. Use at least 32 random characters.',
  },
  keyRate: {
    name: 'BRIDGE_KEY_RATE',
    form: count,
    default: '1000',
    about: 'The default rate of stored keys: requests per second, on all replicas together.',
  },
  provision: {
    name: 'BRIDGE_PROVISION',
    form: anyText,
    otherwise: 'keys and webhooks are managed by the API alone',
    about:
      'The path of a YAML file with keys and webhooks, applied at start and whenever it changes; see provisioning.md.',
  },
  ...JWT_SETTINGS,
  webhookAllow: {
    name: 'BRIDGE_WEBHOOK_ALLOW',
    form: listOf(token, 'CIDRs and host names'),
    default: '',
    about: 'Private networks and hosts that webhooks may target.',
  },
  webhookSchedule: {
    name: 'BRIDGE_WEBHOOK_SCHEDULE',
    form: listOf(delay, 'durations'),
    default: '0s,1s,5s,30s,2m,5m,10m,15m,30m,1h,2h,4h,8h,8h',
    about:
      'The delay before each attempt of a webhook delivery; after the last it is a dead letter.',
  },
  ...EGRESS_SETTINGS,
  logLevel: {
    name: 'BRIDGE_LOG_LEVEL',
    form: choice(['error', 'warn', 'info', 'debug']),
    default: 'info',
    about: 'The minimum level of log lines.',
  },
  retention: {
    name: 'BRIDGE_RETENTION',
    form: period,
    default: '24h',
    about: 'How long events and message records are kept.',
  },
  auditRetention: {
    name: 'BRIDGE_AUDIT_RETENTION',
    form: period,
    default: '90d',
    about: 'How long it is kept who changed what (`GET /v1/audit`); 50,000 entries at most.',
  },
  ledgerMaxBytes: {
    name: 'BRIDGE_LEDGER_MAX_BYTES',
    form: size,
    default: '128MiB',
    about:
      'What the records of settled messages may take in Redis; beyond it the oldest are removed before `BRIDGE_RETENTION` ends. About 400 bytes each.',
  },
  maxBody: {
    name: 'BRIDGE_MAX_BODY',
    form: size,
    default: '128KiB',
    about: 'The maximum size of a request body.',
  },
  maxBatch: {
    name: 'BRIDGE_MAX_BATCH',
    form: count,
    default: '1000',
    about: 'The maximum number of messages in a batch, and of addresses in a batch of IQs.',
  },
  maxBatchBody: {
    name: 'BRIDGE_MAX_BATCH_BODY',
    form: size,
    default: '8MiB',
    about: 'The maximum size of a batch body.',
  },
  maxHeaders: {
    name: 'BRIDGE_MAX_HEADERS',
    form: size,
    default: '16KiB',
    about: 'The maximum size of the headers of a request.',
  },
  requestTimeout: {
    name: 'BRIDGE_REQUEST_TIMEOUT',
    form: wait,
    default: '15s',
    about: 'The time within which a complete request must arrive.',
  },
  maxStanzaOut: {
    name: 'BRIDGE_MAX_STANZA_OUT',
    form: size,
    default: '64KiB',
    about: 'The maximum size of an outgoing stanza.',
  },
  maxDepthOut: {
    name: 'BRIDGE_MAX_DEPTH_OUT',
    form: count,
    default: '32',
    about: 'The maximum nesting depth of an outgoing stanza.',
  },
  maxElementsOut: {
    name: 'BRIDGE_MAX_ELEMENTS_OUT',
    form: count,
    default: '512',
    about: 'The maximum number of elements in an outgoing stanza.',
  },
  maxStanzaIn: {
    name: 'BRIDGE_MAX_STANZA_IN',
    form: size,
    default: '256KiB',
    about: 'The maximum size of an incoming stanza.',
  },
  maxDepthIn: {
    name: 'BRIDGE_MAX_DEPTH_IN',
    form: count,
    default: '64',
    about: 'The maximum nesting depth of an incoming stanza.',
  },
  maxElementsIn: {
    name: 'BRIDGE_MAX_ELEMENTS_IN',
    form: count,
    default: '2000',
    about: 'The maximum number of elements in an incoming stanza.',
  },
  maxAnswer: {
    name: 'BRIDGE_MAX_ANSWER',
    form: size,
    default: '2MiB',
    about:
      'The maximum size of a response to an IQ that the bridge sent; at least `BRIDGE_MAX_STANZA_IN`.',
  },
  maxAnswerElements: {
    name: 'BRIDGE_MAX_ANSWER_ELEMENTS',
    form: count,
    default: '16000',
    about:
      'The maximum number of elements in a response to an IQ that the bridge sent; at least `BRIDGE_MAX_ELEMENTS_IN`.',
  },
  ...IQ_SETTINGS,
  ...IDENTITY_SETTINGS,
  maxConnections: {
    name: 'BRIDGE_MAX_CONNECTIONS',
    form: count,
    default: '20000',
    about: 'The maximum number of connections to the API, per replica; more are closed at once.',
  },
  ...HTTP_SETTINGS,
  maxLag: {
    name: 'BRIDGE_MAX_LAG',
    form: wait,
    default: '1s',
    about: 'The maximum event-loop lag; above it, requests are refused with `overloaded`.',
  },
  maxIqWait: {
    name: 'BRIDGE_MAX_IQ_WAIT',
    form: wait,
    default: '60s',
    about: 'The maximum time that a call waits for the response to an IQ.',
  },
  ...STORAGE_SETTINGS,
  ...WEBHOOK_LIMITS,
  ...HOOK_LIMITS,
  loopLimit: {
    name: 'BRIDGE_LOOP_LIMIT',
    form: countOrNone,
    default: '50',
    about:
      'How many times in a row a remote user may react to a webhook reply within 2 s. After that, replies are withheld until the conversation has been quiet for 60 s. `0` means no limit.',
  },
  loopWindow: {
    name: 'BRIDGE_LOOP_WINDOW',
    form: milliseconds,
    default: '1000',
    about:
      'How long after a message from a room, or from an identity of the bridge, a message sent there counts as a reply to it. `0` disables this loop guard.',
  },
  heartbeat: {
    name: 'BRIDGE_HEARTBEAT',
    form: wait,
    default: '15s',
    about: 'The interval of keep-alives on event streams.',
  },
  maxUnsent: {
    name: 'BRIDGE_MAX_UNSENT',
    form: size,
    default: '1MiB',
    about: 'How much data a reader of an event stream may leave unread before it is disconnected.',
  },
  maxMessage: {
    name: 'BRIDGE_MAX_MESSAGE',
    form: size,
    default: '64KiB',
    about: 'The maximum size of a message from a WebSocket client.',
  },
  origins: {
    name: 'BRIDGE_ORIGINS',
    form: listOf(origin, 'origins, such as `https://shop.example`'),
    default: '',
    about:
      "Origins of web pages that may call the API (CORS) and open a WebSocket, besides the bridge's own. Each page still needs a key or a ticket.",
  },
  maxStreams: {
    name: 'BRIDGE_MAX_STREAMS',
    form: count,
    default: '10000',
    about: 'The maximum number of event streams, per replica.',
  },
  maxStreamsPerKey: {
    name: 'BRIDGE_MAX_STREAMS_PER_KEY',
    form: count,
    default: '2000',
    about: 'The maximum number of event streams of one key, per replica.',
  },
  tracesUrl: {
    name: 'BRIDGE_TRACES_URL',
    form: httpUrl('http://collector:4318/v1/traces'),
    otherwise: 'no traces',
    about: 'Where traces are sent: an OpenTelemetry collector (OTLP over HTTP).',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;

type Table = typeof SETTINGS;

type ValueOf<Row> = Row extends { form: Form<infer T> } ? T : never;

/** The values, by key of the table. Durations are milliseconds, sizes bytes. */
export type TableValues = {
  readonly [Key in keyof Table]: Table[Key] extends { required: true } | { default: string }
    ? ValueOf<Table[Key]>
    : ValueOf<Table[Key]> | undefined;
};

export type SettingKey = keyof Table;

/** The table with its types widened, for walking over it. */
export const SETTING_ROWS: readonly (readonly [SettingKey, SettingRow])[] = Object.entries(
  SETTINGS,
) as [SettingKey, SettingRow][];
