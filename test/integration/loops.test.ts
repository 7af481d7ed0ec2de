/** Bots that answer everything, in rooms and among each other, find no end of a conversation with themselves. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { EventEnvelope, SendRecord } from '../../src/contract/schemas.ts';
import { until } from '../support/until.ts';
import type { Inbox } from '../support/inbox.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { startBot, type Bot, type BotKind } from './spine/bots.ts';
import { enter, joinAs, leaveAs, saidBy, say } from './spine/rooms.ts';
import { openStage, SERVERS, type Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const KINDS: readonly BotKind[] = ['webhook', 'rest'];
/** Twenty times what a line and its answer take. */
const QUIET_MS = 1_000;
const LINES = ['one', 'two', 'three', 'four', 'five'];

describeAtOnce(SERVERS, 'with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;
  let rooms = 0;
  let proofs = 0;
  const bots: Bot[] = [];

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.slixmpp('juliet');
    events = stage.events();
  });
  afterEach(async () => {
    for (const bot of bots.splice(0)) await bot.stop();
  });
  afterAll(() => stage.close());

  const domain = () => stage.server.componentDomain;
  const bot = async (how: BotKind, name: string) => {
    const made = await startBot(stage.api, how, name);
    bots.push(made);
    return made;
  };
  async function openRoom() {
    const room = `balcony${++rooms}@${stage.server.roomsDomain}`;
    await enter(juliet, room, 'juliet');
    return { api: stage.api, componentDomain: domain(), room };
  }
  async function send(message: object): Promise<SendRecord> {
    const { status, json, text } = await stage.api.post('/v1/messages', message);
    expect(status, text).toBe(202);
    return json as SendRecord;
  }
  /** Resolves when all that came in before is in the event log. */
  async function proof(): Promise<void> {
    const body = `proof ${++proofs}`;
    await juliet.send(`<message to='proof@${domain()}' type='chat'><body>${body}</body></message>`);
    await events.waitFor(({ data }) => 'body' in data && data.body === body);
  }
  /** Resolves when nobody has said anything for a while; a loop never is so quiet. */
  async function quiet(): Promise<void> {
    const heard = () => events.received.length + juliet.received.length;
    for (let before = -1; before !== heard();) {
      before = heard();
      await sleep(QUIET_MS);
    }
    await proof();
  }
  const receivedBy = (name: string, room: string) =>
    events.received.filter(
      ({ type, conversation }) =>
        type === 'message.received' && conversation === `${name}@${domain()} ${room}`,
    );
  const bodiesOf = (list: readonly EventEnvelope[]) =>
    list.flatMap(({ data }) => ('body' in data ? [data.body] : []));

  it.each(KINDS)('a bot in a room (%s) answers each line once', async (how) => {
    const side = await openRoom();
    await bot(how, 'bot');
    await joinAs(side, 'bot', juliet);
    for (const line of LINES) await say(juliet, side.room, line);
    await until(() => saidBy(juliet, `${side.room}/bot`).length >= LINES.length);
    await quiet();
    const answers = LINES.map((line) => `bot heard: ${line}`);
    expect([...saidBy(juliet, `${side.room}/bot`)].sort()).toEqual(answers.sort());
    expect(bodiesOf(receivedBy('bot', side.room))).toEqual(LINES);
  });

  it.each([
    ['webhook', 'webhook'],
    ['rest', 'rest'],
    ['webhook', 'rest'],
  ] as const)('two bots in one room (%s, %s) answer each line once at most', async (one, other) => {
    const side = await openRoom();
    const made = [await bot(one, 'romeo'), await bot(other, 'paris')];
    await joinAs(side, 'romeo', juliet);
    await joinAs(side, 'paris', juliet);
    for (const line of LINES) await say(juliet, side.room, line);
    const said = (name: string) => saidBy(juliet, `${side.room}/${name}`);
    await until(() => said('romeo').length > 0 && said('paris').length > 0);
    await quiet();
    for (const name of ['romeo', 'paris']) {
      expect(said(name).length, `${name}: ${said(name).join('; ')}`).toBeLessThanOrEqual(
        LINES.length,
      );
    }
    const marks = receivedBy('romeo', side.room).map(({ data }) => 'self' in data && data.self);
    expect(marks.filter(Boolean)).toHaveLength(said('paris').length);
    for (const { statuses } of made) {
      expect(statuses.every((status) => status === 202 || status === 409)).toBe(true);
    }
  });

  it.each(KINDS)('two identities that write to each other (%s) stop', async (how) => {
    const names = [`mercutio-${how}`, `tybalt-${how}`];
    for (const name of names) await bot(how, name);
    const [from, to] = names.map((name) => `${name}@${domain()}`);
    const messages = LINES.map((body) => ({ from, to, type: 'chat', body }));
    expect((await stage.api.post('/v1/messages/batch', messages)).status).toBe(200);
    await until(() => receivedBy(names[1]!, from!).length >= LINES.length);
    await quiet();
    const answers = receivedBy(names[0]!, to!);
    const heard = receivedBy(names[1]!, from!);
    expect(answers.length).toBeLessThanOrEqual(LINES.length);
    expect(bodiesOf(heard).sort()).toEqual([...LINES].sort());
    for (const { data } of [...answers, ...heard]) expect(data).toMatchObject({ self: true });
  });

  it.each(KINDS)('a bot that joins again (%s) answers nothing again', async (how) => {
    const side = await openRoom();
    await say(juliet, side.room, 'before');
    await until(() => saidBy(juliet, `${side.room}/juliet`).includes('before'));
    const made = await bot(how, 'historian');
    await joinAs(side, 'historian', juliet);
    await until(() => bodiesOf(receivedBy('historian', side.room)).includes('before'));
    await say(juliet, side.room, 'now');
    await until(() => saidBy(juliet, `${side.room}/historian`).includes('historian heard: now'));
    await leaveAs(side, 'historian', juliet);
    await say(juliet, side.room, 'meanwhile');
    await until(() => saidBy(juliet, `${side.room}/juliet`).includes('meanwhile'));
    const told = made.told.length;
    await joinAs(side, 'historian', juliet);
    await until(() => bodiesOf(receivedBy('historian', side.room)).includes('meanwhile'));
    await quiet();
    const received = receivedBy('historian', side.room).filter(({ data }) => 'body' in data);
    expect(bodiesOf(received)).toEqual(['before', 'now', 'meanwhile']);
    expect(received.map(({ data }) => 'history' in data)).toEqual([true, false, true]);
    expect(
      made.told.slice(told).flatMap(({ data }) => ('body' in data ? [data.body] : [])),
    ).toEqual(['meanwhile']);
    const said = saidBy(juliet, `${side.room}/historian`);
    if (how === 'webhook') expect(said).toEqual(['historian heard: now']);
    expect(said.length).toBeLessThanOrEqual(3);
  });

  it('a message to a room is delivered when the room has told it', async () => {
    const side = await openRoom();
    await joinAs(side, 'alerts', juliet);
    const from = `alerts@${domain()}`;
    const { id } = await send({ from, to: side.room, type: 'groupchat', body: 'Hark' });
    const record = await until(async () => {
      const found = (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
      return found.status === 'delivered' && found;
    });
    const heard = await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    const given = heard.node.child('stanza-id', 'urn:xmpp:sid:0')?.attributes['id'];
    expect(given).toBeDefined();
    expect(record.roomStanzaId).toBe(given);
    const told = await events.waitFor(
      ({ type, data }) => type === 'message.status' && 'roomStanzaId' in data && data.id === id,
    );
    expect(told.data).toMatchObject({ status: 'delivered', roomStanzaId: given });
    await proof();
    expect(bodiesOf(receivedBy('alerts', side.room))).toEqual([]);
  });

  it('a raw stanza with an id of its own is known when the room tells it', async () => {
    const side = await openRoom();
    await joinAs(side, 'alerts', juliet);
    await joinAs(side, 'nurse', juliet);
    const stanza = `<message from='alerts@${domain()}' to='${side.room}' type='groupchat' id='my own'><body>Raw</body></message>`;
    const headers = { 'content-type': 'application/xmpp+xml' };
    const { json } = await stage.api.post('/v1/stanzas', stanza, { headers });
    const { id } = json as SendRecord;
    await until(
      async () =>
        ((await stage.api.get(`/v1/messages/${id}`)).json as SendRecord).status === 'delivered',
    );
    const atNurse = await until(() =>
      receivedBy('nurse', side.room).find(({ data }) => 'body' in data),
    );
    expect(atNurse.data).toMatchObject({ body: 'Raw', self: true });
    await proof();
    expect(bodiesOf(receivedBy('alerts', side.room))).toEqual([]);
  });

  it('an occupant who sends a message with our id is heard', async () => {
    const side = await openRoom();
    await joinAs(side, 'alerts', juliet);
    const from = `alerts@${domain()}`;
    const { id } = await send({ from, to: side.room, type: 'groupchat', body: 'Hark' });
    await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    await say(juliet, side.room, 'Send money', id);
    const forged = await until(() =>
      receivedBy('alerts', side.room).find(
        ({ data }) => 'body' in data && data.body === 'Send money',
      ),
    );
    expect(forged.data).not.toHaveProperty('self');
    expect((await stage.api.get(`/v1/messages/${id}`)).json).toMatchObject({ status: 'delivered' });
  });

  it('a private message of another identity in a room is not answered', async () => {
    const side = await openRoom();
    await bot('webhook', 'friar');
    await joinAs(side, 'friar', juliet);
    await joinAs(side, 'nurse', juliet);
    await send({
      from: `nurse@${domain()}`,
      to: `${side.room}/friar`,
      type: 'chat',
      body: 'Psst',
    });
    const heard = await until(() =>
      receivedBy('friar', side.room).find(({ data }) => 'body' in data && data.body === 'Psst'),
    );
    expect(heard.data).toMatchObject({ self: true });
    await juliet.send(`<message to='friar@${domain()}' type='chat'><body>Father?</body></message>`);
    await juliet.waitFor(({ body }) => body === 'friar heard: Father?');
    expect(bodiesOf(receivedBy('nurse', side.room))).toEqual([]);
  });
});
