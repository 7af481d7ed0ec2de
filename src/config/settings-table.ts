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
import { JWT_SETTINGS } from './jwt-settings.ts';
import type { SettingRow } from './setting-row.ts';

export const SETTINGS = {
  xmppService: {
    name: 'BRIDGE_XMPP_SERVICE',
    form: xmppService,
    required: true,
    about: 'Where the XMPP server accepts components (XEP-0114).',
  },
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
    about: 'The secret that the XMPP server knows for the component domain.',
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
      'Which replicas hold a link: one at a time (any server), or all (servers that accept several connections of one component).',
  },
  redisUrl: {
    name: 'BRIDGE_REDIS_URL',
    form: redisUrl,
    secret: true,
    otherwise: 'everything is kept in memory and lost on exit',
    about: 'Where everything is kept. Replicas of one bridge share one Redis.',
  },
  replica: {
    name: 'BRIDGE_REPLICA',
    form: token,
    otherwise: 'the host name and the process id',
    about: 'The name of this replica; no two may have the same.',
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
    about: 'The port of the API; `0` takes a free one.',
  },
  managementPort: {
    name: 'BRIDGE_MANAGEMENT_PORT',
    form: port,
    default: '9090',
    about: 'The port of `/healthz`, `/readyz` and `/metrics`; `0` takes a free one.',
  },
  apiKey: {
    name: 'BRIDGE_API_KEY',
    form: token,
    secret: true,
    otherwise: 'only stored keys may call',
    about: 'The bootstrap key: all scopes and all identities. Use 32 random characters or more.',
  },
  keyRate: {
    name: 'BRIDGE_KEY_RATE',
    form: count,
    default: '1000',
    about:
      'Requests per second of a stored key that does not say its own, on all replicas together.',
  },
  ...JWT_SETTINGS,
  webhookAllow: {
    name: 'BRIDGE_WEBHOOK_ALLOW',
    form: listOf(token, 'CIDRs and host names'),
    default: '',
    about: 'Private addresses that webhooks may be at all the same.',
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
    about: 'What is logged.',
  },
  retention: {
    name: 'BRIDGE_RETENTION',
    form: period,
    default: '24h',
    about: 'How long events and the records of what was sent are kept.',
  },
  maxBody: {
    name: 'BRIDGE_MAX_BODY',
    form: size,
    default: '128KiB',
    about: 'The largest body of a request.',
  },
  maxBatch: {
    name: 'BRIDGE_MAX_BATCH',
    form: count,
    default: '1000',
    about: 'The most messages in one batch.',
  },
  maxBatchBody: {
    name: 'BRIDGE_MAX_BATCH_BODY',
    form: size,
    default: '8MiB',
    about: 'The largest body of a batch.',
  },
  maxHeaders: {
    name: 'BRIDGE_MAX_HEADERS',
    form: size,
    default: '16KiB',
    about: 'The largest headers of a request.',
  },
  requestTimeout: {
    name: 'BRIDGE_REQUEST_TIMEOUT',
    form: wait,
    default: '15s',
    about: 'How long a whole request may take to arrive.',
  },
  maxStanzaOut: {
    name: 'BRIDGE_MAX_STANZA_OUT',
    form: size,
    default: '64KiB',
    about: 'The largest stanza that is sent.',
  },
  maxDepthOut: {
    name: 'BRIDGE_MAX_DEPTH_OUT',
    form: count,
    default: '32',
    about: 'How deep elements of a stanza that is sent may nest.',
  },
  maxElementsOut: {
    name: 'BRIDGE_MAX_ELEMENTS_OUT',
    form: count,
    default: '512',
    about: 'The most elements of a stanza that is sent.',
  },
  maxStanzaIn: {
    name: 'BRIDGE_MAX_STANZA_IN',
    form: size,
    default: '256KiB',
    about: 'The largest stanza that is read.',
  },
  maxDepthIn: {
    name: 'BRIDGE_MAX_DEPTH_IN',
    form: count,
    default: '64',
    about: 'How deep elements of a stanza that is read may nest.',
  },
  maxElementsIn: {
    name: 'BRIDGE_MAX_ELEMENTS_IN',
    form: count,
    default: '2000',
    about: 'The most elements of a stanza that is read.',
  },
  maxAnswer: {
    name: 'BRIDGE_MAX_ANSWER',
    form: size,
    default: '2MiB',
    about:
      'The largest answer to an iq that the bridge asked; never less than `BRIDGE_MAX_STANZA_IN`.',
  },
  maxAnswerElements: {
    name: 'BRIDGE_MAX_ANSWER_ELEMENTS',
    form: count,
    default: '16000',
    about:
      'The most elements of an answer to an iq that the bridge asked; never less than `BRIDGE_MAX_ELEMENTS_IN`.',
  },
  maxOutbox: {
    name: 'BRIDGE_MAX_OUTBOX',
    form: count,
    default: '1000000',
    about: 'The most stanzas that wait for the XMPP server; more are refused with `outbox-full`.',
  },
  maxPendingIqsPerKey: {
    name: 'BRIDGE_MAX_PENDING_IQS_PER_KEY',
    form: count,
    default: '100',
    about: 'The most iqs of one key that wait for an answer, on each replica by itself.',
  },
  maxPendingIqs: {
    name: 'BRIDGE_MAX_PENDING_IQS',
    form: count,
    default: '10000',
    about: 'The most iqs that wait for an answer, on each replica by itself.',
  },
  maxConnections: {
    name: 'BRIDGE_MAX_CONNECTIONS',
    form: count,
    default: '20000',
    about: 'The most connections to the API of a replica; more are closed at once.',
  },
  maxLag: {
    name: 'BRIDGE_MAX_LAG',
    form: wait,
    default: '1s',
    about: 'How late the event loop may be; over it, requests are refused with `overloaded`.',
  },
  maxIqWait: {
    name: 'BRIDGE_MAX_IQ_WAIT',
    form: wait,
    default: '60s',
    about: 'The longest time that a call waits for the answer to an iq.',
  },
  maxWebhookAnswer: {
    name: 'BRIDGE_MAX_WEBHOOK_ANSWER',
    form: size,
    default: '64KiB',
    about: 'The largest answer of a webhook that is read.',
  },
  maxWebhookBacklog: {
    name: 'BRIDGE_MAX_WEBHOOK_BACKLOG',
    form: count,
    default: '10000',
    about:
      'The most events of a webhook that wait behind conversations that fail; more become dead letters.',
  },
  maxDeadLetters: {
    name: 'BRIDGE_MAX_DEAD_LETTERS',
    form: count,
    default: '100000',
    about: 'The most dead letters of a webhook; the oldest make room for newer ones.',
  },
  webhookTimeout: {
    name: 'BRIDGE_WEBHOOK_TIMEOUT',
    form: wait,
    default: '10s',
    about: 'How long a webhook may take to answer.',
  },
  loopLimit: {
    name: 'BRIDGE_LOOP_LIMIT',
    form: countOrNone,
    default: '50',
    about:
      'How often in a row somebody may react to an answer of a webhook within 2 s; then answers are withheld until the conversation was quiet for 60 s. `0` is no limit.',
  },
  loopWindow: {
    name: 'BRIDGE_LOOP_WINDOW',
    form: milliseconds,
    default: '1000',
    about:
      'How long after something was heard in a room, or from an identity of the bridge, a message sent there counts as an answer to it. `0` switches this loop guard off.',
  },
  heartbeat: {
    name: 'BRIDGE_HEARTBEAT',
    form: wait,
    default: '15s',
    about: 'How often an event stream shows that it lives.',
  },
  maxUnsent: {
    name: 'BRIDGE_MAX_UNSENT',
    form: size,
    default: '1MiB',
    about: 'What a reader of an event stream may leave unread before it is disconnected.',
  },
  maxMessage: {
    name: 'BRIDGE_MAX_MESSAGE',
    form: size,
    default: '64KiB',
    about: 'The largest message of a WebSocket client.',
  },
  origins: {
    name: 'BRIDGE_ORIGINS',
    form: listOf(origin, 'origins, such as `https://shop.example`'),
    default: '',
    about: "Origins of web pages that may open a WebSocket, besides the bridge's own.",
  },
  maxStreams: {
    name: 'BRIDGE_MAX_STREAMS',
    form: count,
    default: '10000',
    about: 'The most event streams, on each replica by itself.',
  },
  maxStreamsPerKey: {
    name: 'BRIDGE_MAX_STREAMS_PER_KEY',
    form: count,
    default: '2000',
    about: 'The most event streams of one key, on each replica by itself.',
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
