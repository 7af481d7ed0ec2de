/** What became of a message, step by step, and a request that is repeated. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventEnvelope, ProblemBody, SendRecord } from '../../src/contract/schemas.ts';
import type { Inbox } from '../support/inbox.ts';
import { until } from '../support/until.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { postBytes } from './spine/post-bytes.ts';
import { ALL_SERVERS, openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const BOT = 'bot@bridge.example.org';
const TO = 'juliet@example.org';

describeAtOnce(ALL_SERVERS, 'with $name', ({ name }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;
  let receiver: WebhookReceiver;
  let proofs = 0;

  beforeAll(async () => {
    stage = await openStage(name);
    juliet = await stage.user('juliet');
    events = stage.events();
    receiver = await stage.webhook({ events: ['message.status'] });
  });
  afterAll(() => stage.close());

  async function send(message: object): Promise<SendRecord> {
    const { status, json, text } = await stage.api.post('/v1/messages', { from: BOT, ...message });
    expect(status, text).toBe(202);
    return json as SendRecord;
  }
  const record = async (id: string) =>
    (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
  const becomes = (id: string, status: SendRecord['status']) =>
    until(async () => (await record(id)).status === status, { message: `${id} is ${status}` });
  const arrives = (id: string) =>
    juliet.waitFor(({ attributes, body }) => attributes['id'] === id && body !== undefined);
  const tells = (id: string, status: string) => (event: unknown) => {
    const { type, data } = event as { type?: string; data?: { id?: string; status?: string } };
    return type === 'message.status' && data?.id === id && data.status === status;
  };
  /** Resolves when everything that was sent before has arrived. */
  async function allArrived(): Promise<void> {
    const proof = `proof ${++proofs}`;
    await send({ to: TO, body: proof });
    await juliet.waitFor(({ body }) => body === proof);
  }
  const timesArrived = (text: string) => juliet.received.filter(({ body }) => body === text).length;

  it('a message is acknowledged, delivered and displayed, and each is told', async () => {
    const { id } = await send({
      ...{ to: TO, type: 'chat', body: 'A thousand times good night!' },
      ...{ receipt: { request: true }, marker: { markable: true } },
    });
    await arrives(id);
    await becomes(id, 'acknowledged');
    await juliet.send(
      `<message to='${BOT}' type='chat'><received xmlns='urn:xmpp:receipts' id='${id}'/></message>`,
    );
    await becomes(id, 'delivered');
    await juliet.send(
      `<message to='${BOT}' type='chat'><displayed xmlns='urn:xmpp:chat-markers:0' id='${id}'/></message>`,
    );
    await becomes(id, 'displayed');

    const steps = ['queued', 'sent', 'acknowledged', 'delivered', 'displayed'];
    const { history, error, final } = await record(id);
    expect(history.map(({ status }) => status)).toEqual(steps);
    expect(final).toBe(true);
    // Each at its own time; a status is never told before it was reached.
    const times = history.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(error).toBeUndefined();
    for (const status of ['acknowledged', 'delivered', 'displayed']) {
      await events.waitFor(tells(id, status));
      await receiver.waitFor(({ json }) => tells(id, status)(json));
    }
  });

  it('a receipt from somebody else changes nothing', async () => {
    const romeo = await stage.user('romeo');
    const { id } = await send({ to: TO, type: 'chat', body: 'For you alone' });
    await arrives(id);
    await becomes(id, 'acknowledged');
    await romeo.send(
      `<message to='${BOT}' type='chat' id='forged'><received xmlns='urn:xmpp:receipts' id='${id}'/></message>`,
    );
    // It is no news of a message of ours, so it is heard as what it is: a message.
    await events.waitFor(({ data }) => 'id' in data && data.id === 'forged');
    expect((await record(id)).status).toBe('acknowledged');
  });

  it('a message that bounces has failed, with the reason', async () => {
    const { id } = await send({ to: 'nobody@example.org', type: 'chat', body: 'Hi' });
    await becomes(id, 'failed');
    const { error, history } = await record(id);
    expect(error).toMatchObject({
      code: 'stanza-error',
      stanzaError: { type: 'cancel', condition: 'service-unavailable' },
    });
    expect(history.at(-1)?.status).toBe('failed');
    const event = await events.waitFor(tells(id, 'failed'));
    expect(event.data).toMatchObject({ error });
    expect(events.received.filter(tells(id, 'failed'))).toHaveLength(1);
  });

  it('a message with an Idempotency-Key is sent once, and another body under it refused', async () => {
    const options = { headers: { 'idempotency-key': 'night' } };
    const message = { from: BOT, to: TO, body: 'Parting is such sweet sorrow' };
    const first = await stage.api.post('/v1/messages', message, options);
    const again = await stage.api.post('/v1/messages', message, options);
    expect(again).toMatchObject({ status: 202, json: first.json });
    const other = await stage.api.post('/v1/messages', { ...message, body: 'Morrow' }, options);
    expect(other.status).toBe(422);
    expect((other.json as ProblemBody).code).toBe('idempotency-key-reused');
    await allArrived();
    expect(timesArrived(message.body)).toBe(1);
  });

  it('a presence with an Idempotency-Key is sent once', async () => {
    const options = { headers: { 'idempotency-key': 'presence' } };
    const presence = { from: BOT, to: juliet.jid, status: 'In the orchard' };
    const first = await stage.api.post('/v1/presence', presence, options);
    const again = await stage.api.post('/v1/presence', presence, options);
    expect(first.status, first.text).toBe(202);
    expect(again.json).toEqual(first.json);
    await allArrived();
    const heard = juliet.received.filter(
      ({ name, xml }) => name === 'presence' && xml.includes('orchard'),
    );
    expect(heard).toHaveLength(1);
  });

  it('a raw stanza with an Idempotency-Key is sent once', async () => {
    const headers = { 'idempotency-key': 'raw', 'content-type': 'application/xmpp+xml' };
    const stanza = `<message to='${TO}' from='${BOT}'><body>Raw sorrow</body></message>`;
    const first = await stage.api.post('/v1/stanzas', stanza, { headers });
    const again = await stage.api.post('/v1/stanzas', stanza, { headers });
    expect(first.status, first.text).toBe(202);
    expect(again.json).toEqual(first.json);
    await allArrived();
    expect(timesArrived('Raw sorrow')).toBe(1);
  });

  it('an iq with an Idempotency-Key is asked once and answered alike', async () => {
    const options = { headers: { 'idempotency-key': 'ask' } };
    const iq = { from: BOT, to: juliet.jid, version: {} };
    const first = await stage.api.post('/v1/iq', iq, options);
    const again = await stage.api.post('/v1/iq', iq, options);
    // This client refuses whatever it is asked.
    expect(first.json).toMatchObject({
      status: 404,
      stanzaError: { condition: 'service-unavailable' },
    });
    expect(again.json).toEqual(first.json);
    await allArrived();
    expect(
      juliet.received.filter(({ node }) => node.child('query', 'jabber:iq:version')),
    ).toHaveLength(1);
    const other = await stage.api.post('/v1/iq', { ...iq, to: 'rooms.example.org' }, options);
    expect(other.status, other.text).toBe(422);
  });

  it('a caller who chose an id finds a raw stanza by the id it was given', async () => {
    const stanza = `<message to='nobody@example.org' from='${BOT}' type='chat' id='mine'><body>Hi</body></message>`;
    const { json, status } = await postBytes(
      stage.bridge,
      '/v1/stanzas',
      stanza,
      'application/xmpp+xml',
    );
    expect(status).toBe(202);
    await becomes((json as SendRecord).id, 'failed');
  });

  it('a message whose ttl ends while there is no server has failed, and another goes later', async () => {
    await stage.server.kill();
    await until(async () => {
      const { json } = await stage.api.get('/v1/status');
      return (json as { link: { state: string } }).link.state !== 'online';
    });
    const short = await send({ to: TO, body: 'Too late', ttl: 1 });
    const long = await send({ to: TO, body: 'In time', ttl: 600 });
    expect(Date.parse(short.expiresAt) - Date.parse(short.createdAt)).toBe(1_000);
    await becomes(short.id, 'failed');
    expect((await record(short.id)).error).toMatchObject({ code: 'expired' });
    await events.waitFor(tells(short.id, 'failed'));
    await stage.server.restart();
    await becomes(long.id, 'acknowledged');
  });
});
