import type { Answer, OperationId } from '../../../src/core/route.ts';
import type { RequestSpec } from './api.ts';
import { PUBSUB_REQUESTS } from './pubsub-requests.ts';

export type GoodRequests = {
  readonly [Id in OperationId]: { readonly [Status in Answer<Id>['status']]: RequestSpec };
};

const XML = { 'content-type': 'application/xmpp+xml' };
const OPS = '/v1/rooms/ops%40rooms.example.org';
const CONTACT = '/v1/identities/alerts/contacts/juliet@example.org';
const ROOM = '/v1/rooms/ops%40rooms.example.org/identities/alerts';
const OFFERED = '/v1/identities/alerts/commands/restart';
const ITEM = '/v1/identities/alerts/nodes/nick/items/current';
const PING = { to: 'example.org', type: 'get', ping: {} };

/** A request for every success that the contract describes; the compiler says when one is missing. */
export const GOOD_REQUESTS: GoodRequests = {
  ...PUBSUB_REQUESTS,
  sendMessage: {
    202: { method: 'post', url: '/v1/messages', body: { to: 'juliet@example.org', body: 'Hi' } },
  },
  sendMessageBatch: {
    200: { method: 'post', url: '/v1/messages/batch', body: [{ to: 'juliet@example.org' }] },
  },
  getMessage: { 200: { method: 'get', url: '/v1/messages/01JD' } },
  cancelMessage: { 200: { method: 'post', url: '/v1/messages/01JD/cancel' } },
  sendPresence: {
    202: { method: 'post', url: '/v1/presence', body: { to: 'juliet@example.org', show: 'away' } },
  },
  askIq: {
    200: { method: 'post', url: '/v1/iq', body: PING },
    202: { method: 'post', url: '/v1/iq', body: PING, headers: { prefer: 'respond-async' } },
  },
  askIqBatch: {
    200: {
      method: 'post',
      url: '/v1/iq/batch',
      body: { to: { contactsOf: 'alerts' }, iq: { ping: {} } },
    },
  },
  getIq: { 200: { method: 'get', url: '/v1/iq/q1' } },
  answerIq: { 204: { method: 'post', url: '/v1/iq/e1/result', body: { result: {} } } },
  sendStanza: {
    200: {
      method: 'post',
      url: '/v1/stanzas',
      body: '<iq to="example.org" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
      headers: XML,
    },
    202: {
      method: 'post',
      url: '/v1/stanzas',
      body: '<message to="juliet@example.org"><body>Hi</body></message>',
      headers: XML,
    },
  },
  echoStanza: {
    200: { method: 'post', url: '/v1/stanzas/echo', body: { to: 'juliet@example.org' } },
  },
  listEvents: { 200: { method: 'get', url: '/v1/events' } },
  streamEvents: { 200: { method: 'get', url: '/v1/events/stream' } },
  connectEvents: {
    101: {
      method: 'get',
      url: '/v1/events/ws',
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    },
  },
  listConsumers: { 200: { method: 'get', url: '/v1/consumers' } },
  getConsumer: { 200: { method: 'get', url: '/v1/consumers/orders' } },
  moveConsumer: {
    200: {
      method: 'put',
      url: '/v1/consumers/orders',
      body: { since: '2026-01-31T12:00:00Z' },
    },
  },
  deleteConsumer: { 204: { method: 'delete', url: '/v1/consumers/orders' } },
  acknowledgeEvents: {
    200: { method: 'post', url: '/v1/consumers/orders/ack', body: { cursor: '7-0' } },
  },
  listRooms: { 200: { method: 'get', url: '/v1/rooms' } },
  getRoomMembership: { 200: { method: 'get', url: ROOM } },
  putRoomMembership: {
    200: { method: 'put', url: ROOM, body: {}, headers: { prefer: 'wait=1' } },
    202: { method: 'put', url: ROOM, body: { nick: 'alerts' } },
  },
  deleteRoomMembership: {
    202: { method: 'delete', url: ROOM },
    204: { method: 'delete', url: ROOM, headers: { prefer: 'wait=1' } },
  },
  createTicket: { 201: { method: 'post', url: '/v1/tickets' } },
  createWebhook: {
    201: {
      method: 'post',
      url: '/v1/webhooks',
      body: { url: 'https://shop.example/hooks/xmpp', events: ['message.received'] },
    },
  },
  listWebhooks: { 200: { method: 'get', url: '/v1/webhooks' } },
  getWebhook: { 200: { method: 'get', url: '/v1/webhooks/w1' } },
  updateWebhook: { 200: { method: 'patch', url: '/v1/webhooks/w1', body: { xml: true } } },
  deleteWebhook: { 204: { method: 'delete', url: '/v1/webhooks/w1' } },
  testWebhook: { 200: { method: 'post', url: '/v1/webhooks/w1/test' } },
  pauseWebhook: { 200: { method: 'post', url: '/v1/webhooks/w1/pause' } },
  resumeWebhook: { 200: { method: 'post', url: '/v1/webhooks/w1/resume' } },
  rotateWebhookSecret: {
    200: { method: 'post', url: '/v1/webhooks/w1/rotate-secret', body: { overlapSeconds: 60 } },
  },
  createRoom: {
    201: {
      method: 'post',
      url: '/v1/rooms',
      body: { room: 'ops@muc.example.org', config: { name: 'Operations', password: null } },
    },
  },
  getRoom: { 200: { method: 'get', url: OPS } },
  destroyRoom: { 204: { method: 'delete', url: OPS, body: { reason: 'It is over' } } },
  getRoomConfig: { 200: { method: 'get', url: `${OPS}/config` } },
  configureRoom: {
    200: { method: 'patch', url: `${OPS}/config`, body: { public: false, form: { x: ['1'] } } },
  },
  setRoomSubject: {
    202: { method: 'put', url: `${OPS}/subject`, body: { subject: 'All is well' } },
  },
  inviteToRoom: {
    202: { method: 'post', url: `${OPS}/invitations`, body: { to: 'juliet@example.org' } },
  },
  listRoomAffiliations: { 200: { method: 'get', url: `${OPS}/affiliations` } },
  changeRoomAffiliations: {
    200: {
      method: 'patch',
      url: `${OPS}/affiliations`,
      body: { items: [{ jid: 'juliet@example.org', affiliation: 'member' }] },
    },
  },
  getRoomAffiliation: { 200: { method: 'get', url: `${OPS}/affiliations/juliet%40example.org` } },
  setRoomAffiliation: {
    200: {
      method: 'put',
      url: `${OPS}/affiliations/juliet%40example.org`,
      body: { affiliation: 'outcast', reason: 'A brawl' },
    },
  },
  listRoomOccupants: { 200: { method: 'get', url: `${OPS}/occupants` } },
  changeRoomOccupant: {
    200: { method: 'patch', url: `${OPS}/occupants/AC%2FDC`, body: { role: 'none' } },
  },
  moderateMessage: {
    200: { method: 'post', url: `${OPS}/moderations`, body: { ref: { id: 's1' } } },
  },
  retractFromRoom: { 202: { method: 'post', url: `${OPS}/retractions`, body: { ref: 'm1' } } },
  reactInRoom: {
    202: { method: 'post', url: `${OPS}/reactions`, body: { ref: { id: 's1' }, emojis: ['👍'] } },
  },
  createKey: {
    201: {
      method: 'post',
      url: '/v1/keys',
      body: { name: 'alerts', identities: ['alerts'], scopes: ['messages:send'] },
    },
  },
  listKeys: { 200: { method: 'get', url: '/v1/keys' } },
  getKey: { 200: { method: 'get', url: '/v1/keys/k1' } },
  updateKey: { 200: { method: 'patch', url: '/v1/keys/k1', body: { rate: 50, quota: null } } },
  rotateKey: { 200: { method: 'post', url: '/v1/keys/k1/rotate', body: { overlapSeconds: 60 } } },
  revokeKey: { 204: { method: 'delete', url: '/v1/keys/k1' } },
  replayWebhookEvents: {
    202: {
      method: 'post',
      url: '/v1/webhooks/w1/replay',
      body: { since: '2026-01-31T12:00:00Z' },
    },
  },
  createHook: {
    201: {
      method: 'post',
      url: '/v1/hooks',
      body: { name: 'balcony', dialect: 'json', to: ['juliet@example.org'] },
    },
  },
  listHooks: { 200: { method: 'get', url: '/v1/hooks' } },
  getHook: { 200: { method: 'get', url: '/v1/hooks/h1' } },
  updateHook: { 200: { method: 'patch', url: '/v1/hooks/h1', body: { update: 'reply' } } },
  deleteHook: { 204: { method: 'delete', url: '/v1/hooks/h1' } },
  rotateHook: { 200: { method: 'post', url: '/v1/hooks/h1/rotate', body: { overlapSeconds: 60 } } },
  previewHook: {
    200: { method: 'post', url: '/v1/hooks/h1/preview', body: { payload: { title: 'Hi' } } },
  },
  testHook: { 200: { method: 'post', url: '/v1/hooks/h1/test' } },
  listDeliveries: { 200: { method: 'get', url: '/v1/webhooks/w1/deliveries' } },
  getDelivery: { 200: { method: 'get', url: '/v1/webhooks/w1/deliveries/01JD' } },
  retryDelivery: { 202: { method: 'post', url: '/v1/webhooks/w1/deliveries/01JD/retry' } },
  listDeadLetters: { 200: { method: 'get', url: '/v1/webhooks/w1/dead-letters' } },
  replayDeadLetters: {
    202: { method: 'post', url: '/v1/webhooks/w1/dead-letters/replay', body: {} },
  },
  discardDeadLetters: { 204: { method: 'delete', url: '/v1/webhooks/w1/dead-letters' } },
  discardDeadLetter: { 204: { method: 'delete', url: '/v1/webhooks/w1/dead-letters/1-0' } },
  listIdentities: { 200: { method: 'get', url: '/v1/identities' } },
  getIdentity: { 200: { method: 'get', url: '/v1/identities/alerts' } },
  putIdentity: { 200: { method: 'put', url: '/v1/identities/alerts', body: { name: 'Alerts' } } },
  updateIdentity: {
    200: { method: 'patch', url: '/v1/identities/alerts', body: { vcard: null } },
  },
  deleteIdentity: { 204: { method: 'delete', url: '/v1/identities/alerts' } },
  listContacts: { 200: { method: 'get', url: '/v1/identities/alerts/contacts' } },
  getContact: { 200: { method: 'get', url: CONTACT } },
  putContact: {
    200: { method: 'put', url: CONTACT, body: { want: 'from' } },
    202: { method: 'put', url: CONTACT, body: { want: 'both' } },
  },
  deleteContact: { 204: { method: 'delete', url: CONTACT } },
  listPresences: { 200: { method: 'get', url: '/v1/identities/alerts/presences' } },
  getPresence: {
    200: { method: 'get', url: '/v1/identities/alerts/presences/juliet@example.org' },
  },
  listNodes: { 200: { method: 'get', url: '/v1/identities/alerts/nodes' } },
  getNodeItem: { 200: { method: 'get', url: ITEM } },
  putNodeItem: { 200: { method: 'put', url: ITEM, body: { nick: 'Alerts' } } },
  deleteNodeItem: { 204: { method: 'delete', url: ITEM } },
  getEntity: { 200: { method: 'get', url: '/v1/entities/rooms.example.org' } },
  listEntityItems: { 200: { method: 'get', url: '/v1/entities/rooms.example.org/items' } },
  listEntityCommands: { 200: { method: 'get', url: '/v1/entities/example.org/commands' } },
  runCommand: {
    201: { method: 'post', url: '/v1/commands', body: { to: 'example.org', node: 'ping' } },
  },
  getCommand: { 200: { method: 'get', url: '/v1/commands/c1' } },
  continueCommand: {
    200: { method: 'post', url: '/v1/commands/c1', body: { values: { jids: ['a@b'], all: true } } },
  },
  listOfferedCommands: { 200: { method: 'get', url: '/v1/identities/alerts/commands' } },
  getOfferedCommand: { 200: { method: 'get', url: OFFERED } },
  putOfferedCommand: {
    200: {
      method: 'put',
      url: OFFERED,
      body: { name: 'Restart', word: 'restart', allow: ['example.org'] },
    },
  },
  deleteOfferedCommand: { 204: { method: 'delete', url: OFFERED } },
  answerCommand: {
    204: {
      ...{ method: 'post', url: '/v1/identities/alerts/command-sessions/s1' },
      body: { notes: [{ type: 'info', text: 'Done.' }], step: 1 },
    },
  },
  getServices: { 200: { method: 'get', url: '/v1/services' } },
  exportProvision: { 200: { method: 'get', url: '/v1/provision' } },
  listAudit: { 200: { method: 'get', url: '/v1/audit' } },
  getStatus: { 200: { method: 'get', url: '/v1/status' } },
};
