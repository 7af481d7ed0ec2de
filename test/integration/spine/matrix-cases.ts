/** For each operation: a request for something of one key, and what another key gets for the same request. */
import type { OperationId } from '../../../src/core/route.ts';
import { FURTHER_MATRIX } from './further-matrix.ts';

/** Ids of things that belong to the key that asks rightly. */
export interface Belongings {
  readonly identity: string;
  readonly to: string;
  readonly message: string;
  readonly iq: string;
  /** Of the event of an IQ request that waits for an answer. */
  readonly request: string;
  readonly webhook: string;
  readonly hook: string;
  /** Of the webhook: a delivery that failed for good, and its dead letter. */
  readonly delivery: string;
  readonly letter: string;
  readonly key: string;
  /** The name of a consumer. */
  readonly consumer: string;
}

export interface MatrixCase {
  readonly path: (mine: Belongings) => string;
  readonly body?: (mine: Belongings) => unknown;
  readonly type?: string;
  readonly right: number;
  /** A status, or what the answer must not hold. */
  readonly other: number | { readonly without: (mine: Belongings) => string };
}

const XML = 'application/xmpp+xml';
const hook = (url: string) => ({ url, events: ['message.received'] });
type Kept = 'message' | 'iq' | 'request' | 'webhook' | 'hook' | 'key' | 'consumer';
const byId = (kind: string, what: Kept, rest = '') =>
  function path(mine: Belongings) {
    return `/v1/${kind}/${mine[what]}${rest}`;
  };
const ofWebhook =
  (kind: string, what: 'delivery' | 'letter', rest = '') =>
  (mine: Belongings) =>
    `/v1/webhooks/${mine.webhook}/${kind}/${mine[what]}${rest}`;
const ofIdentity = ({ identity }: Belongings) => `/v1/identities/${encodeURIComponent(identity)}`;
const under = (rest: string) => (mine: Belongings) => `${ofIdentity(mine)}/${rest}`;
const asking = (rest: string) => (mine: Belongings) =>
  `/v1/entities/${rest}?from=${encodeURIComponent(mine.identity)}`;
const speak =
  (more: object) =>
  ({ identity: from, to }: Belongings) => ({ from, to, ...more });
const speakFor =
  (more: object) =>
  ({ identity: from, to }: Belongings) => ({ from, to: [to], ...more });
let urls = 0;

/** The compiler says when an operation is missing. */
export const MATRIX: Readonly<Record<OperationId, MatrixCase>> = {
  sendMessage: { path: () => '/v1/messages', body: speak({ body: 'Hi' }), right: 202, other: 403 },
  sendMessageBatch: {
    path: () => '/v1/messages/batch',
    body: (mine) => [speak({ body: 'Hi' })(mine)],
    right: 200,
    other: { without: () => '"status":202' },
  },
  getMessage: { path: byId('messages', 'message'), right: 200, other: 404 },
  cancelMessage: { path: byId('messages', 'message', '/cancel'), right: 409, other: 404 },
  sendPresence: {
    path: () => '/v1/presence',
    body: speak({ type: 'unavailable' }),
    right: 202,
    other: 403,
  },
  askIq: { path: () => '/v1/iq', body: speak({ ping: {} }), right: 200, other: 403 },
  ...FURTHER_MATRIX,
  getIq: { path: byId('iq', 'iq'), right: 200, other: 404 },
  answerIq: {
    path: byId('iq', 'request', '/result'),
    body: () => ({ result: {} }),
    right: 204,
    other: 404,
  },
  sendStanza: {
    path: () => '/v1/stanzas',
    body: ({ identity, to }) => `<message from="${identity}" to="${to}"><body>Hi</body></message>`,
    type: XML,
    right: 202,
    other: 403,
  },
  echoStanza: {
    path: () => '/v1/stanzas/echo',
    body: speak({ body: 'Hi' }),
    right: 200,
    other: 403,
  },
  listEvents: {
    path: () => '/v1/events?limit=1000',
    right: 200,
    other: { without: (mine) => mine.identity },
  },
  streamEvents: {
    path: () => '/v1/events/stream?after=oldest',
    right: 200,
    other: { without: (mine) => mine.identity },
  },
  // A GET that is no upgrade goes as far as one: who may not is refused first.
  connectEvents: {
    path: () => '/v1/events/ws',
    right: 400,
    other: { without: (mine) => mine.identity },
  },
  // Names belong to a key: another's is one that nobody has.
  listConsumers: {
    path: () => '/v1/consumers',
    right: 200,
    other: { without: (mine) => mine.consumer },
  },
  getConsumer: { path: byId('consumers', 'consumer'), right: 200, other: 404 },
  moveConsumer: {
    path: byId('consumers', 'consumer'),
    body: () => ({ cursor: 'yesterday' }),
    right: 400,
    other: { without: (mine) => mine.identity },
  },
  deleteConsumer: { path: byId('consumers', 'consumer'), right: 204, other: 404 },
  acknowledgeEvents: {
    path: () => '/v1/consumers/orders/ack',
    body: () => ({ cursor: 'yesterday' }),
    right: 400,
    other: { without: (mine) => mine.identity },
  },
  createTicket: {
    path: () => '/v1/tickets',
    right: 201,
    other: { without: (mine) => mine.identity },
  },
  createWebhook: {
    path: () => '/v1/webhooks',
    body: () => hook(`https://verona.example/${++urls}`),
    right: 201,
    other: { without: (mine) => mine.webhook },
  },
  listWebhooks: {
    path: () => '/v1/webhooks',
    right: 200,
    other: { without: (mine) => mine.webhook },
  },
  getWebhook: { path: byId('webhooks', 'webhook'), right: 200, other: 404 },
  updateWebhook: {
    path: byId('webhooks', 'webhook'),
    body: () => ({ xml: true }),
    right: 200,
    other: 404,
  },
  deleteWebhook: { path: byId('webhooks', 'webhook'), right: 204, other: 404 },
  testWebhook: { path: byId('webhooks', 'webhook', '/test'), right: 200, other: 404 },
  pauseWebhook: { path: byId('webhooks', 'webhook', '/pause'), right: 200, other: 404 },
  resumeWebhook: { path: byId('webhooks', 'webhook', '/resume'), right: 200, other: 404 },
  rotateWebhookSecret: {
    path: byId('webhooks', 'webhook', '/rotate-secret'),
    body: () => ({}),
    right: 200,
    other: 404,
  },
  replayWebhookEvents: {
    path: byId('webhooks', 'webhook', '/replay'),
    body: () => ({ since: '2026-01-31T12:00:00Z' }),
    right: 202,
    other: 404,
  },
  createHook: {
    path: () => '/v1/hooks',
    body: speakFor({ name: 'balcony', dialect: 'json' }),
    right: 201,
    other: 403,
  },
  listHooks: { path: () => '/v1/hooks', right: 200, other: { without: (mine) => mine.hook } },
  getHook: { path: byId('hooks', 'hook'), right: 200, other: 404 },
  updateHook: {
    path: byId('hooks', 'hook'),
    body: () => ({ name: 'orchard' }),
    right: 200,
    other: 404,
  },
  deleteHook: { path: byId('hooks', 'hook'), right: 204, other: 404 },
  rotateHook: { path: byId('hooks', 'hook', '/rotate'), body: () => ({}), right: 200, other: 404 },
  previewHook: { path: byId('hooks', 'hook', '/preview'), right: 200, other: 404 },
  testHook: { path: byId('hooks', 'hook', '/test'), right: 200, other: 404 },
  listDeliveries: { path: byId('webhooks', 'webhook', '/deliveries'), right: 200, other: 404 },
  getDelivery: { path: ofWebhook('deliveries', 'delivery'), right: 200, other: 404 },
  retryDelivery: { path: ofWebhook('deliveries', 'delivery', '/retry'), right: 202, other: 404 },
  listDeadLetters: { path: byId('webhooks', 'webhook', '/dead-letters'), right: 200, other: 404 },
  replayDeadLetters: {
    path: byId('webhooks', 'webhook', '/dead-letters/replay'),
    body: () => ({}),
    right: 202,
    other: 404,
  },
  discardDeadLetters: {
    path: byId('webhooks', 'webhook', '/dead-letters'),
    right: 204,
    other: 404,
  },
  discardDeadLetter: { path: ofWebhook('dead-letters', 'letter'), right: 204, other: 404 },
  createKey: {
    path: () => '/v1/keys',
    body: ({ identity }) => ({
      name: 'page',
      identities: [identity.split('@')[0]],
      scopes: ['status:read'],
    }),
    right: 201,
    other: 403,
  },
  listKeys: { path: () => '/v1/keys', right: 200, other: { without: (mine) => mine.key } },
  getKey: { path: byId('keys', 'key'), right: 200, other: 404 },
  updateKey: { path: byId('keys', 'key'), body: () => ({ rate: 50 }), right: 200, other: 404 },
  rotateKey: { path: byId('keys', 'key', '/rotate'), body: () => ({}), right: 200, other: 404 },
  revokeKey: { path: byId('keys', 'key'), right: 204, other: 404 },
  // Only for keys with all rights, which neither is.
  listIdentities: {
    path: () => '/v1/identities',
    right: 200,
    other: { without: (mine) => mine.identity },
  },
  putIdentity: { path: ofIdentity, body: () => ({ name: 'Alerts' }), right: 200, other: 403 },
  getIdentity: { path: ofIdentity, right: 200, other: 403 },
  updateIdentity: { path: ofIdentity, body: () => ({ noReply: true }), right: 200, other: 403 },
  deleteIdentity: { path: ofIdentity, right: 204, other: 403 },
  listContacts: { path: under('contacts'), right: 200, other: 403 },
  getContact: { path: under('contacts/tybalt@example.org'), right: 404, other: 403 },
  putContact: {
    path: under('contacts/romeo@example.org'),
    body: () => ({ want: 'from' }),
    right: 200,
    other: 403,
  },
  deleteContact: { path: under('contacts/tybalt@example.org'), right: 404, other: 403 },
  listPresences: { path: under('presences'), right: 200, other: 403 },
  getPresence: { path: under('presences/tybalt@example.org'), right: 404, other: 403 },
  listNodes: { path: under('nodes'), right: 200, other: 403 },
  getNodeItem: { path: under('nodes/nick/items/tybalt'), right: 404, other: 403 },
  putNodeItem: {
    path: under('nodes/nick/items/current'),
    body: () => ({ nick: 'Angelica', geoloc: {} }),
    right: 400,
    other: 403,
  },
  deleteNodeItem: { path: under('nodes/nick/items/tybalt'), right: 404, other: 403 },
  getEntity: { path: asking('example.org'), right: 200, other: 403 },
  listEntityItems: { path: asking('example.org/items'), right: 200, other: 403 },
  listEntityCommands: { path: asking('example.org/commands'), right: 200, other: 403 },
  runCommand: { path: () => '/v1/commands', body: speak({ node: 'none' }), right: 404, other: 403 },
  getCommand: { path: () => '/v1/commands/none', right: 404, other: 404 },
  continueCommand: { path: () => '/v1/commands/none', body: () => ({}), right: 404, other: 404 },
  // What the server offers is no key's own.
  getServices: {
    path: () => '/v1/services',
    right: 200,
    other: { without: (mine) => mine.identity },
  },
  exportProvision: { path: () => '/v1/provision', right: 403, other: 403 },
  // What its scope shows is that of the whole bridge.
  listAudit: { path: () => '/v1/audit', right: 200, other: 200 },
  getStatus: { path: () => '/v1/status', right: 200, other: { without: (mine) => mine.identity } },
};
