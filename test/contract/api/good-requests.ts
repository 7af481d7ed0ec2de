import type { Answer, OperationId } from '../../../src/core/route.ts';
import type { RequestSpec } from './api.ts';

type GoodRequests = {
  readonly [Id in OperationId]: { readonly [Status in Answer<Id>['status']]: RequestSpec };
};

const XML = { 'content-type': 'application/xmpp+xml' };
const ROOM = '/v1/rooms/ops%40muc.example.org';
const PING = { to: 'example.org', type: 'get', ping: {} };

/** A request for every success that the contract describes; the compiler says when one is missing. */
export const GOOD_REQUESTS: GoodRequests = {
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
  getRoom: { 200: { method: 'get', url: ROOM } },
  destroyRoom: { 204: { method: 'delete', url: ROOM, body: { reason: 'It is over' } } },
  getRoomConfig: { 200: { method: 'get', url: `${ROOM}/config` } },
  configureRoom: {
    200: { method: 'patch', url: `${ROOM}/config`, body: { public: false, form: { x: ['1'] } } },
  },
  setRoomSubject: {
    202: { method: 'put', url: `${ROOM}/subject`, body: { subject: 'All is well' } },
  },
  inviteToRoom: {
    202: { method: 'post', url: `${ROOM}/invitations`, body: { to: 'juliet@example.org' } },
  },
  listRoomAffiliations: { 200: { method: 'get', url: `${ROOM}/affiliations` } },
  changeRoomAffiliations: {
    200: {
      method: 'patch',
      url: `${ROOM}/affiliations`,
      body: { items: [{ jid: 'juliet@example.org', affiliation: 'member' }] },
    },
  },
  getRoomAffiliation: { 200: { method: 'get', url: `${ROOM}/affiliations/juliet%40example.org` } },
  setRoomAffiliation: {
    200: {
      method: 'put',
      url: `${ROOM}/affiliations/juliet%40example.org`,
      body: { affiliation: 'outcast', reason: 'A brawl' },
    },
  },
  listRoomOccupants: { 200: { method: 'get', url: `${ROOM}/occupants` } },
  changeRoomOccupant: {
    200: { method: 'patch', url: `${ROOM}/occupants/AC%2FDC`, body: { role: 'none' } },
  },
  moderateMessage: {
    200: { method: 'post', url: `${ROOM}/moderations`, body: { ref: { id: 's1' } } },
  },
  retractFromRoom: { 202: { method: 'post', url: `${ROOM}/retractions`, body: { ref: 'm1' } } },
  reactInRoom: {
    202: { method: 'post', url: `${ROOM}/reactions`, body: { ref: { id: 's1' }, emojis: ['👍'] } },
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
  listDeliveries: { 200: { method: 'get', url: '/v1/webhooks/w1/deliveries' } },
  getDelivery: { 200: { method: 'get', url: '/v1/webhooks/w1/deliveries/01JD' } },
  retryDelivery: { 202: { method: 'post', url: '/v1/webhooks/w1/deliveries/01JD/retry' } },
  listDeadLetters: { 200: { method: 'get', url: '/v1/webhooks/w1/dead-letters' } },
  replayDeadLetters: {
    202: { method: 'post', url: '/v1/webhooks/w1/dead-letters/replay', body: {} },
  },
  discardDeadLetters: { 204: { method: 'delete', url: '/v1/webhooks/w1/dead-letters' } },
  discardDeadLetter: { 204: { method: 'delete', url: '/v1/webhooks/w1/dead-letters/1-0' } },
  exportProvision: { 200: { method: 'get', url: '/v1/provision' } },
  listAudit: { 200: { method: 'get', url: '/v1/audit' } },
  getStatus: { 200: { method: 'get', url: '/v1/status' } },
};
