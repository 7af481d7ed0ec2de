/** Every operation of the contract, in an order in which each does something; the compiler says when one is missing. */
import { askingForValues } from './form.ts';
import { capsHash } from '../../../src/inbound/discovery.ts';
import type { OperationId } from '../../../src/core/route.ts';
import { openSse } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';
import type { ApiResponse } from '../../support/api-client.ts';
import { openWs } from '../../support/ws-client.ts';
import { HOOK_OPERATIONS } from './hook-operations.ts';
import { PUBSUB_OPERATIONS } from './pubsub-operations.ts';
import { IQ_OPERATIONS } from './iq-operations.ts';
import { OFFERED_OPERATIONS } from './offered-operations.ts';
import { ROOM_OPERATIONS } from './room-operations.ts';
import { expectStatus, type Notes, type Step } from './step.ts';
import { API_KEY, BOT, type World } from './world.ts';

const ROOM = '/v1/rooms/verona%40rooms.example.org/identities/bot';
const JULIET = 'juliet@example.org';
const XML = { headers: { 'content-type': 'application/xmpp+xml' } };
const ITEM = '/v1/identities/nurse/nodes/geoloc/items/current';
const CONTACT = `/v1/identities/nurse/contacts/${JULIET}`;
const PIXEL = {
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
const WS = { authorization: `Bearer ${API_KEY}` };

const itemsOf = async (answer: Promise<ApiResponse>) =>
  (await expectStatus(answer, 200))['items'] as unknown as readonly Record<string, string>[];

export const OPERATIONS: Readonly<Record<OperationId, Step>> = {
  async listAudit({ api }) {
    await expectStatus(api.get('/v1/audit'), 200);
  },
  async exportProvision({ api }) {
    await expectStatus(api.get('/v1/provision'), 200);
  },
  getStatus: ({ api }) => expectStatus(api.get('/v1/status'), 200),
  async createKey({ api }, notes) {
    const body = {
      ...{ name: 'friar', identities: ['friar', 'bot'], rate: 50, quota: 100 },
      scopes: ['messages:send', 'iq:send', 'events:read', 'webhooks:manage', 'keys:manage'],
    };
    const { id, key: secret } = await expectStatus(api.post('/v1/keys', body), 201);
    Object.assign(notes, { key: id, secret });
  },
  listKeys: ({ api }) => expectStatus(api.get('/v1/keys'), 200),
  getKey: ({ api }, { key }) => expectStatus(api.get(`/v1/keys/${key}`), 200),
  updateKey: ({ api }, { key }) =>
    expectStatus(api.patch(`/v1/keys/${key}`, { name: 'friar laurence', quota: 101 }), 200),
  async rotateKey({ api }, notes) {
    const rotated = api.post(`/v1/keys/${notes.key}/rotate`, { overlapSeconds: 1 });
    notes.secret = (await expectStatus(rotated, 200))['key'] ?? '';
  },
  async createWebhook({ api, receiver, refuser }, notes) {
    const events = ['message.received', 'message.status', 'iq.received', 'presence.received'];
    const create = async (url: string) => {
      const headers = { 'idempotency-key': url };
      const created = api.post('/v1/webhooks', { url, events }, { headers });
      return (await expectStatus(created, 201))['id'] ?? '';
    };
    notes.webhook = await create(receiver.url);
    notes.refused = await create(refuser.url);
  },
  async sendMessage({ api, juliet }, notes) {
    const headers = { 'idempotency-key': 'good-night' };
    const plain = { to: JULIET, from: BOT, body: 'Good night', receipt: { request: true } };
    const sent = api.post('/v1/messages', plain, { headers });
    notes.message = (await expectStatus(sent, 202))['id'] ?? '';
    const own = { id: 'an-id-of-its-own', to: JULIET, from: BOT, body: 'Parting', ttl: 60 };
    await expectStatus(api.post('/v1/messages', own), 202);
    const withKey = { to: JULIET, from: 'friar', body: 'Wisely and slow' };
    await expectStatus(api.post('/v1/messages', withKey, { key: notes.secret }), 202);
    const bounced = { to: 'nobody@example.org', from: BOT, body: 'Who is there?' };
    await expectStatus(api.post('/v1/messages', bounced), 202);
    await juliet.waitFor(({ body }) => body === 'Wisely and slow');
  },
  sendMessageBatch: ({ api, room }) => {
    const messages = [
      { to: JULIET, from: BOT, body: 'such sweet sorrow' },
      { to: room, from: BOT, type: 'groupchat', body: 'I am here' },
    ];
    return expectStatus(api.post('/v1/messages/batch', messages), 200);
  },
  ...IQ_OPERATIONS,
  ...ROOM_OPERATIONS,
  ...PUBSUB_OPERATIONS,
  getMessage: ({ api }, { message }) => expectStatus(api.get(`/v1/messages/${message}`), 200, 404),
  async cancelMessage({ api }, { message }) {
    const cancel = (id: string) => api.post(`/v1/messages/${id}/cancel`);
    await expectStatus(cancel(message), 404, 409);
    const body = { to: JULIET, from: BOT, body: 'I take thee at thy word' };
    const { id = '' } = await expectStatus(api.post('/v1/messages', body), 202);
    await expectStatus(cancel(id), 200, 409);
  },
  sendPresence: ({ api }) =>
    expectStatus(api.post('/v1/presence', { to: JULIET, from: BOT, show: 'away' }), 202),
  async sendStanza({ api }) {
    const ping = `<iq to='example.org' type='get'><ping xmlns='urn:xmpp:ping'/></iq>`;
    await expectStatus(api.post('/v1/stanzas', ping, XML), 200);
    const message = `<message to='${JULIET}' from='${BOT}' id='an-id-of-a-stanza'><body>Adieu</body></message>`;
    await expectStatus(api.post('/v1/stanzas', message, XML), 202);
  },
  echoStanza: ({ api }) =>
    expectStatus(api.post('/v1/stanzas/echo', { to: JULIET, body: 'O' }), 200),
  async listEvents({ api }, notes) {
    notes.cursor =
      (await expectStatus(api.get('/v1/events?consumer=mercutio'), 200))['cursor'] ?? '';
  },
  async streamEvents({ bridges, juliet }) {
    const sse = await openSse(`${bridges[1].baseUrl}/v1/events/stream?consumer=benvolio`, {
      key: API_KEY,
    });
    await juliet.send(`<message to='${BOT}' type='chat'><body>By whose direction</body></message>`);
    await sse.events.waitFor(({ data }) => data.includes('By whose direction'));
    sse.cut();
  },
  async connectEvents({ bridges, juliet }) {
    const query = 'consumer=tybalt&sharing=competing&events=message.received&after=now';
    for (const { baseUrl } of bridges) {
      const ws = await openWs(`${baseUrl}/v1/events/ws?${query}`, WS);
      await juliet.send(`<message to='${BOT}' type='chat'><body>Art thou there</body></message>`);
      await ws.events.next(() => true);
      await ws.ask({ ref: '1', command: 'ack', body: { cursor: ws.cursor() } });
      ws.cut();
    }
  },
  listConsumers: ({ api }) => expectStatus(api.get('/v1/consumers'), 200),
  getConsumer: ({ api }) => expectStatus(api.get('/v1/consumers/mercutio'), 200),
  moveConsumer: ({ api }, { cursor }) =>
    expectStatus(api.call('PUT', '/v1/consumers/mercutio', { cursor }), 200),
  async deleteConsumer({ api }) {
    await expectStatus(api.get('/v1/events?consumer=benvolio'), 200);
    await expectStatus(api.delete('/v1/consumers/benvolio'), 204);
  },
  acknowledgeEvents: ({ api }, { cursor }) =>
    expectStatus(api.post('/v1/consumers/mercutio/ack', { cursor }), 200),
  putRoomMembership: ({ api }) =>
    expectStatus(
      api.call('PUT', ROOM, { create: 'ifMissing' }, { headers: { prefer: 'wait=10' } }),
      200,
    ),
  getRoomMembership: ({ api }) => expectStatus(api.get(ROOM), 200),
  listRooms: ({ api }) => expectStatus(api.get('/v1/rooms'), 200),
  deleteRoomMembership: ({ api }) =>
    expectStatus(api.delete(ROOM, { headers: { prefer: 'wait=10' } }), 204),
  createTicket: ({ api }) => expectStatus(api.post('/v1/tickets'), 201),
  putIdentity: ({ api }) =>
    expectStatus(api.call('PUT', '/v1/identities/nurse', { name: 'Angelica', avatar: PIXEL }), 200),
  listIdentities: ({ api }) => expectStatus(api.get('/v1/identities'), 200),
  getIdentity: ({ api }) => expectStatus(api.get('/v1/identities/nurse'), 200),
  updateIdentity: ({ api }) =>
    expectStatus(api.patch('/v1/identities/nurse', { noReply: true }), 200),
  putContact: ({ api }) => expectStatus(api.call('PUT', CONTACT, { want: 'both' }), 202),
  listContacts: ({ api }) => expectStatus(api.get('/v1/identities/nurse/contacts'), 200),
  async getContact({ api, juliet }) {
    await juliet.waitFor(
      ({ attributes: { from, type } }) =>
        type === 'subscribe' && from === 'nurse@bridge.example.org',
    );
    for (const type of ['subscribed', 'subscribe'])
      await juliet.send(`<presence type='${type}' to='nurse@bridge.example.org'/>`);
    await until(async () => (await api.get(CONTACT)).text.includes('"ours":"granted"'));
  },
  async listPresences({ api, juliet }) {
    // Her client says what it can do, and is asked whether that is so.
    const features = ['urn:xmpp:ping'];
    const ver = capsHash({ features });
    await juliet.send(
      `<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:balcony' ver='${ver}'/></presence>`,
    );
    const { attributes } = await juliet.waitFor(
      ({ xml, attributes: { from = '' } }) =>
        from.startsWith('nurse@') && xml.includes(`urn:balcony#${ver}`),
    );
    await juliet.send(
      `<iq type='result' id='${attributes['id']}' to='${attributes['from']}'><query xmlns='http://jabber.org/protocol/disco#info' node='urn:balcony#${ver}'><feature var='urn:xmpp:ping'/></query></iq>`,
    );
    await expectStatus(api.get('/v1/identities/nurse/presences'), 200);
  },
  getPresence: ({ api }) => expectStatus(api.get(`/v1/identities/nurse/presences/${JULIET}`), 200),
  async deleteContact({ api }) {
    await expectStatus(api.delete(CONTACT), 204);
    // What users asked for themselves may have made one as well.
    const asked = CONTACT.replace('nurse', 'bot');
    await api.delete(asked);
    for (const contact of [CONTACT, asked]) {
      await until(async () => (await api.get(contact)).status === 404);
    }
  },
  deleteIdentity: ({ api }) => expectStatus(api.delete('/v1/identities/nurse'), 204),
  putNodeItem: ({ api }) =>
    expectStatus(api.call('PUT', ITEM, { geoloc: { lat: 45.44, lon: 10.99 } }), 200),
  async listNodes({ api, juliet }) {
    await expectStatus(api.get('/v1/identities/nurse/nodes'), 200);
    const subscribe = `<subscribe node='http://jabber.org/protocol/nick' jid='${JULIET}'/>`;
    await juliet.send(
      `<iq type='set' id='nick' to='nurse@bridge.example.org'><pubsub xmlns='http://jabber.org/protocol/pubsub'>${subscribe}</pubsub></iq>`,
    );
    await juliet.waitFor(({ attributes }) => attributes['id'] === 'nick');
  },
  getNodeItem: ({ api }) => expectStatus(api.get(ITEM), 200),
  deleteNodeItem: ({ api }) => expectStatus(api.delete(ITEM), 204),
  ...OFFERED_OPERATIONS,
  getEntity: ({ api }) => expectStatus(api.get('/v1/entities/example.org'), 200),
  listEntityItems: ({ api }) => expectStatus(api.get('/v1/entities/example.org/items'), 200),
  async runCommand({ api, juliet }) {
    const answer = api.post('/v1/commands', { to: juliet.jid, node: 'potion' });
    await juliet.send(askingForValues(await juliet.waitFor(({ xml }) => xml.includes('potion'))));
    await expectStatus(answer, 201);
  },
  getServices: ({ api }) => expectStatus(api.get('/v1/services'), 200),
  listWebhooks: ({ api }) => expectStatus(api.get('/v1/webhooks'), 200),
  getWebhook: ({ api }, { webhook }) => expectStatus(api.get(`/v1/webhooks/${webhook}`), 200),
  updateWebhook: ({ api }, { webhook }) =>
    expectStatus(api.patch(`/v1/webhooks/${webhook}`, { xml: true }), 200),
  testWebhook: ({ api }, { webhook }) =>
    expectStatus(api.post(`/v1/webhooks/${webhook}/test`), 200),
  pauseWebhook: ({ api }, { webhook }) =>
    expectStatus(api.post(`/v1/webhooks/${webhook}/pause`), 200),
  resumeWebhook: ({ api }, { webhook }) =>
    expectStatus(api.post(`/v1/webhooks/${webhook}/resume`), 200),
  rotateWebhookSecret: ({ api }, { webhook }) =>
    expectStatus(api.post(`/v1/webhooks/${webhook}/rotate-secret`, { overlapSeconds: 1 }), 200),
  replayWebhookEvents: ({ api }, { webhook }) => {
    const since = new Date(Date.now() - 1_000).toISOString();
    return expectStatus(api.post(`/v1/webhooks/${webhook}/replay`, { since }), 202);
  },
  async listDeliveries({ api }, { webhook }) {
    const list = () => itemsOf(api.get(`/v1/webhooks/${webhook}/deliveries`));
    await until(async () => (await list()).length > 0);
  },
  getDelivery: async ({ api }, { refused }) => {
    const list = () => itemsOf(api.get(`/v1/webhooks/${refused}/deliveries`));
    const [delivery] = await until(async () => {
      const items = await list();
      return items.length > 0 && items;
    });
    const path = `/v1/webhooks/${refused}/deliveries/${delivery?.['id'] ?? ''}`;
    await expectStatus(api.get(path), 200);
  },
  async listDeadLetters({ api }, { refused }) {
    const list = () => itemsOf(api.get(`/v1/webhooks/${refused}/dead-letters`));
    await until(async () => (await list()).length > 2);
  },
  async retryDelivery({ api }, { refused }) {
    const items = await itemsOf(api.get(`/v1/webhooks/${refused}/deliveries?limit=100`));
    const path = `/v1/webhooks/${refused}/deliveries/${items.at(-1)?.['id'] ?? ''}/retry`;
    await expectStatus(api.post(path), 202, 409);
  },
  async discardDeadLetter({ api }, { refused }) {
    const [first] = await itemsOf(api.get(`/v1/webhooks/${refused}/dead-letters`));
    const path = `/v1/webhooks/${refused}/dead-letters/${first?.['id'] ?? ''}`;
    await expectStatus(api.delete(path), 204);
  },
  replayDeadLetters: ({ api }, { refused }) =>
    expectStatus(api.post(`/v1/webhooks/${refused}/dead-letters/replay`, {}), 202),
  discardDeadLetters: ({ api }, { refused }) =>
    expectStatus(api.delete(`/v1/webhooks/${refused}/dead-letters`), 204),
  ...HOOK_OPERATIONS,
  async deleteWebhook({ api }, { webhook, refused }) {
    await expectStatus(api.delete(`/v1/webhooks/${webhook}`), 204);
    await expectStatus(api.delete(`/v1/webhooks/${refused}`), 204);
  },
  revokeKey: ({ api }, { key }) => expectStatus(api.delete(`/v1/keys/${key}`), 204),
};

/** The last of them delete what the others made. */
const ENDS: readonly OperationId[] = [
  'deleteOfferedCommand',
  'deleteNodeItem',
  'deleteContact',
  'deleteIdentity',
  'deleteHook',
  'deleteWebhook',
  'revokeKey',
];

export async function callEach(
  world: World,
  between: () => Promise<void>,
): Promise<() => Promise<void>> {
  const notes: Notes = {
    ...{ message: '', iq: '', key: '', secret: '', webhook: '', hook: '', refused: '', cursor: '' },
  };
  const run = async ([id, step]: [string, Step]) => {
    await step(world, notes).catch((error: unknown) => {
      throw new Error(`${id}: ${String(error)}`, { cause: error });
    });
  };
  const steps = Object.entries(OPERATIONS);
  const isEnd = ([id]: [string, Step]) => ENDS.some((end) => end === id);
  for (const step of steps.filter((one) => !isEnd(one))) {
    await run(step);
    if (step[0] === 'createWebhook') await between();
  }
  return async () => {
    for (const id of ENDS) await run([id, OPERATIONS[id]]);
  };
}
