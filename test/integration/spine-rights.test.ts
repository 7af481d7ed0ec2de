/** What a key may not make a server do: act with the rights of the bridge, or send to whom the key may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, KeyCreatedBody, ProblemBody } from '../../src/contract/schemas.ts';
import { apiClient, type ApiClient } from '../support/api-client.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { enter } from './spine/rooms.ts';
import { openStage, SERVERS, type Stage } from './spine/stage.ts';

const TO = 'juliet@example.org';
const XML = { headers: { 'content-type': 'application/xmpp+xml' } };
const SCOPES = [
  ...['messages:send', 'presence:send', 'iq:send', 'stanzas:send'],
  ...['events:read', 'webhooks:manage', 'keys:manage'],
];

const ADDRESSES = {
  name: 'addresses',
  namespace: 'http://jabber.org/protocol/address',
  children: [{ name: 'address', attributes: { type: 'bcc', jid: 'romeo@example.org' } }],
};
const PRIVILEGE = { name: 'privilege', namespace: 'urn:xmpp:privilege:2', children: [] };
const inside = (element: object) => ({ name: 'a', namespace: 'urn:a', children: [element] });
const asXml = `<addresses xmlns='http://jabber.org/protocol/address'><address type='bcc' jid='romeo@example.org'/></addresses>`;

describe.each(SERVERS)('with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let romeo: XmppClient;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.slixmpp('juliet');
    romeo = await stage.user('romeo');
  });
  afterAll(() => stage.close());

  async function key(order: object): Promise<ApiClient> {
    const whole = { name: 'test', identities: ['*'], scopes: SCOPES, ...order };
    const { status, text, json } = await stage.api.post('/v1/keys', whole);
    expect(status, text).toBe(201);
    return apiClient(stage.bridge.baseUrl, (json as KeyCreatedBody).key);
  }
  /** Resolves when all that was sent to romeo before has arrived. */
  async function proof(): Promise<void> {
    const { json } = await stage.api.post('/v1/messages', {
      to: 'romeo@example.org',
      body: 'A proof',
    });
    const { id } = json as { id: string };
    await romeo.waitFor(({ attributes }) => attributes['id'] === id);
  }

  it('a key without the scope makes no server act with the rights of the bridge', async () => {
    const api = await key({});
    const from = 'bot';
    const tries: [string, unknown, typeof XML?][] = [
      ['/v1/messages', { from, to: TO, body: 'Hi', extensions: [ADDRESSES] }],
      ['/v1/messages', { from, to: 'example.org', extensions: [PRIVILEGE] }],
      ['/v1/messages', { from, to: TO, body: 'Hi', extensions: [inside(PRIVILEGE)] }],
      ['/v1/presence', { from, to: TO, extensions: [ADDRESSES] }],
      [
        '/v1/iq',
        {
          from,
          to: TO,
          type: 'set',
          extensions: [{ name: 'query', namespace: 'jabber:iq:roster' }],
        },
      ],
      ['/v1/stanzas', `<message from='bot@bridge.example.org' to='${TO}'>${asXml}</message>`, XML],
      [
        '/v1/stanzas',
        `<iq type='set' from='bot@bridge.example.org' to='${TO}'><privileged_iq xmlns='urn:xmpp:privilege:2'/></iq>`,
        XML,
      ],
      ['/v1/stanzas/echo', { from, to: TO, extensions: [ADDRESSES] }],
    ];
    for (const [path, body, options] of tries) {
      const { status, json, text } = await api.post(path, body, options);
      expect([path, status], text).toEqual([path, 403]);
      expect((json as ProblemBody).detail).toContain('stanzas:privileged');
    }
    const batch = await api.post('/v1/messages/batch', [
      { from, to: TO, body: 'Hi', extensions: [ADDRESSES] },
      { from, to: TO, body: 'A proof of the batch' },
    ]);
    const items = (batch.json as { items: { status: number }[] }).items;
    expect(items.map(({ status }) => status)).toEqual([403, 202]);
    await juliet.waitFor(({ body }) => body === 'A proof of the batch');
    expect(juliet.received.filter(({ xml }) => xml.includes('address'))).toEqual([]);
    const may = await key({ scopes: [...SCOPES, 'stanzas:privileged'] });
    const message = { from, to: TO, body: 'By right', extensions: [ADDRESSES] };
    expect((await may.post('/v1/messages', message)).status).toBe(202);
    await juliet.waitFor(({ body }) => body === 'By right');
  });

  it('a webhook of a key without the scope answers with nothing that needs it', async () => {
    const api = await key({});
    const receiver = await startWebhookReceiver(({ json }) => {
      const { body } = (json as EventEnvelope).data as { body?: string };
      const privileged = { body: 'With authority', extensions: [ADDRESSES] };
      return { body: { messages: [body === 'Speak' ? privileged : { body: 'Without' }] } };
    });
    const hook = { url: receiver.url, events: ['message.received'], identities: ['oracle'] };
    expect((await api.post('/v1/webhooks', hook)).status).toBe(201);
    for (const body of ['Speak', 'Speak again']) {
      await juliet.send(
        `<message to='oracle@bridge.example.org' type='chat' id='${body}'><body>${body}</body></message>`,
      );
    }
    await juliet.waitFor(({ body }) => body === 'Without');
    expect(juliet.received.filter(({ body }) => body === 'With authority')).toEqual([]);
    await receiver.stop();
  });

  it('a key with recipients makes no room invite anybody else', async () => {
    const room = `balcony@${stage.server.roomsDomain}`;
    await enter(juliet, room, 'juliet');
    const api = await key({ recipients: [stage.server.roomsDomain] });
    const invite = `<message from='bot@bridge.example.org' to='${room}'><x xmlns='http://jabber.org/protocol/muc#user'><invite to='romeo@example.org'/></x></message>`;
    const member = `<iq type='set' from='bot@bridge.example.org' to='${room}'><query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='member' jid='romeo@example.org'/></query></iq>`;
    await api.post('/v1/presence', { from: 'bot', to: `${room}/bot`, muc: {} });
    await juliet.waitFor(({ attributes }) => attributes['from'] === `${room}/bot`);
    for (const xml of [invite, member]) {
      const { status, json } = await api.post('/v1/stanzas', xml, XML);
      expect([status, (json as ProblemBody).code]).toEqual([403, 'recipient-forbidden']);
    }
    // The owner of the room may.
    await juliet.send(invite.replace(" from='bot@bridge.example.org'", ''));
    await romeo.waitFor(({ xml }) => xml.includes('invite'));
    await proof();
    expect(romeo.received.filter(({ xml }) => xml.includes('invite'))).toHaveLength(1);
  });
});
