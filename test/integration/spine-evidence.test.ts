/** Who is believed about a message, and what counts for more: receipts, refusals of one device, bounces, forgeries. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventEnvelope, SendRecord } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startServer } from '../support/servers.ts';
import { until } from '../support/until.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { startMuteProxy, type MuteProxy } from './spine/mute-proxy.ts';
import { followEvents } from './spine/event-feed.ts';
import { enter, joinAs } from './spine/rooms.ts';
import { ALL_SERVERS } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const BOT = 'bot@bridge.example.org';
const TO = 'juliet@example.org';
const MUC_USER = 'http://jabber.org/protocol/muc#user';

describeAtOnce(ALL_SERVERS, 'with $name', ({ name }) => {
  let server: XmppServer;
  let proxy: MuteProxy;
  let bridge: BridgeProcess;
  let phone: XmppClient;
  let desk: XmppClient;
  let romeo: XmppClient;
  let feed: ReturnType<typeof followEvents>;

  beforeAll(async () => {
    server = await startServer(name);
    proxy = await startMuteProxy(server.componentPort);
    const service = `xmpp://127.0.0.1:${proxy.port}`;
    bridge = await startBridge({ server, env: { BRIDGE_XMPP_SERVICE: service } });
    feed = followEvents(bridge.api);
    phone = await connectClient({ server, user: 'juliet', resource: 'phone' });
    desk = await connectClient({ server, user: 'juliet', resource: 'desk' });
    romeo = await connectClient({ server, user: 'romeo' });
  });
  afterAll(async () => {
    feed.stop();
    for (const user of [phone, desk, romeo]) await user.close();
    await bridge.stop();
    await proxy.stop();
    await server.stop();
  });

  async function send(message: object): Promise<string> {
    const { status, json, text } = await bridge.api.post('/v1/messages', { from: BOT, ...message });
    expect(status, text).toBe(202);
    return (json as SendRecord).id;
  }
  const record = async (id: string) =>
    (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord;
  const becomes = (id: string, status: SendRecord['status'], timeout = 10_000) =>
    until(
      async () => {
        const found = await record(id);
        return found.status === status && found;
      },
      { message: `${id}: ${status}`, timeout },
    );
  const refuse = (id: string, more = '') =>
    `<message to='${BOT}' type='error' id='${id}'${more}><error type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`;
  const receipt = (id: string, more = '', inside = '') =>
    `<message to='${BOT}' type='chat'${more}><received xmlns='urn:xmpp:receipts' id='${id}'/>${inside}</message>`;
  const displayed = (id: string) =>
    `<message to='${BOT}' type='chat'><displayed xmlns='urn:xmpp:chat-markers:0' id='${id}'/></message>`;
  const arrives = (user: XmppClient, id: string) =>
    user.waitFor(({ attributes, body }) => attributes['id'] === id && body !== undefined);
  const statuses = (id: string) =>
    feed.events.received
      .filter(({ type, data }) => type === 'message.status' && 'id' in data && data.id === id)
      .map(({ data }) => (data as SendRecord).status);
  let proofs = 0;
  /** Resolves when all that this user sent before was heard. */
  async function heard(user: XmppClient, to = BOT, type = 'chat'): Promise<void> {
    const id = `proof-${++proofs}`;
    await user.send(`<message to='${to}' type='${type}' id='${id}'><body>A proof</body></message>`);
    await feed.events.waitFor(({ data }: EventEnvelope) => 'id' in data && data.id === id);
  }

  it('what one device refuses and another displays is displayed', async () => {
    const id = await send({ to: TO, type: 'chat', body: 'Wherefore art thou' });
    await Promise.all([arrives(phone, id), arrives(desk, id), becomes(id, 'acknowledged')]);
    await phone.send(refuse(id));
    const refused = await becomes(id, 'failed');
    expect(refused).toMatchObject({
      final: false,
      error: { code: 'stanza-error', mayHaveArrived: true },
    });
    await desk.send(displayed(id));
    const seen = await becomes(id, 'displayed');
    expect(seen.final).toBe(true);
    expect(seen).not.toHaveProperty('error');
    expect(seen.refusals).toMatchObject([
      { by: phone.jid, stanzaError: { condition: 'not-acceptable' } },
    ]);
    await until(() => statuses(id).length === 3);
    expect(statuses(id)).toEqual(['acknowledged', 'failed', 'displayed']);
  });

  it('what one device has and another refuses stays delivered, and the refusal is kept', async () => {
    const id = await send({ to: TO, type: 'chat', body: 'By any other name' });
    await Promise.all([arrives(phone, id), becomes(id, 'acknowledged')]);
    await desk.send(receipt(id));
    await becomes(id, 'delivered');
    await phone.send(refuse(id));
    await heard(phone);
    expect(await record(id)).toMatchObject({ status: 'delivered', refusals: [{ by: phone.jid }] });
    expect(statuses(id)).toEqual(['acknowledged', 'delivered']);
  });

  it('a bounce of the server for an account that is not there is final', async () => {
    const id = await send({ to: 'nobody@example.org', type: 'chat', body: 'Hi' });
    const { final, error } = await becomes(id, 'failed');
    expect(final).toBe(true);
    expect(error).not.toHaveProperty('mayHaveArrived');
  });

  it('errors and receipts of somebody else, or to another identity, change nothing', async () => {
    const id = await send({ to: TO, type: 'chat', body: 'For you alone' });
    await becomes(id, 'acknowledged');
    await romeo.send(refuse(id));
    await romeo.send(receipt(id));
    await romeo.send(displayed(id));
    await phone.send(receipt(id).replace(BOT, 'nurse@bridge.example.org'));
    await phone.send(
      `<presence to='${BOT}' type='error' id='${id}'><error type='cancel'/></presence>`,
    );
    await heard(romeo);
    await heard(phone);
    await heard(phone, 'nurse@bridge.example.org');
    expect(await record(id)).toMatchObject({ status: 'acknowledged' });
  });

  it('an occupant of a room tells nothing of what was sent to another', async () => {
    const room = `balcony@${server.roomsDomain}`;
    await enter(romeo, room, 'romeo');
    await enter(desk, room, 'juliet');
    const side = { api: bridge.api, componentDomain: server.componentDomain, room };
    await joinAs(side, 'bot', romeo);
    const xml = `<message from='${BOT}' to='${room}/juliet' type='chat' id='whisper'><body>Psst</body><x xmlns='${MUC_USER}'/></message>`;
    const sent = await bridge.api.post('/v1/stanzas', xml, {
      headers: { 'content-type': 'application/xmpp+xml' },
    });
    const { id } = sent.json as SendRecord;
    await becomes(id, 'acknowledged');
    const mark = `<x xmlns='${MUC_USER}'/>`;
    for (const named of [id, 'whisper']) {
      await romeo.send(receipt(named, '', mark).replace(BOT, `${room}/bot`));
      await romeo.send(refuse(named).replace(BOT, `${room}/bot`));
    }
    await heard(romeo);
    expect(await record(id)).toMatchObject({ status: 'acknowledged' });
    await desk.send(receipt('whisper', '', mark).replace(BOT, `${room}/bot`));
    await becomes(id, 'delivered');
  });

  it('an occupant of a room tells nothing of what was said to all', async () => {
    const room = `orchard@${server.roomsDomain}`;
    await enter(romeo, room, 'romeo');
    // Not in the room: it refuses what comes from outside, or tells it without telling us.
    const id = await send({ id: 'public', to: room, type: 'groupchat', body: 'Hark' });
    await until(async () => ['acknowledged', 'failed'].includes((await record(id)).status));
    await until(async () => (await record(id)).status === 'failed').catch(() => undefined);
    const before = await record(id);
    expect(before).toMatchObject({ status: 'failed', final: true });
    const side = { api: bridge.api, componentDomain: server.componentDomain, room };
    await joinAs(side, 'bot', romeo);
    await romeo.send(refuse(id).replace(BOT, `${room}/bot`));
    await romeo.send(
      `<message to='${room}' type='groupchat' id='loud'><received xmlns='urn:xmpp:receipts' id='${id}'/><body>Aye</body></message>`,
    );
    await feed.events.waitFor(({ data }: EventEnvelope) => 'id' in data && data.id === 'loud');
    expect(await record(id)).toEqual(before);
  });

  it('what was written and not acknowledged in time may have arrived, and a receipt proves it', async () => {
    proxy.mute();
    const id = await send({ to: TO, type: 'chat', body: 'The letter', ttl: 1 });
    await arrives(desk, id);
    const late = await becomes(id, 'failed');
    expect(late).toMatchObject({ final: false, error: { code: 'expired', mayHaveArrived: true } });
    proxy.reset();
    await bridge.waitUntil('link', 30_000);
    await desk.send(receipt(id));
    const proven = await becomes(id, 'delivered', 20_000);
    expect(proven).not.toHaveProperty('error');
    expect(proven.history.map(({ status }) => status)).toEqual(['queued', 'failed', 'delivered']);
    await heard(desk);
    expect(desk.received.filter(({ attributes }) => attributes['id'] === id)).toHaveLength(1);
  });
});
