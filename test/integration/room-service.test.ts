/** Rooms, made and looked after over the API, on every server there is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  RoomAffiliationsSetBody,
  RoomBody,
  RoomConfigShownBody,
  RoomConfiguredBody,
  RoomCreatedBody,
  RoomOccupantPageBody,
} from '../../src/contract/schemas.ts';
import type { ApiResponse } from '../support/api-client.ts';
import type { Inbox } from '../support/inbox.ts';
import type { EventEnvelope, ProblemBody } from '../../src/contract/schemas.ts';
import { until } from '../support/until.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { enter, say } from './spine/rooms.ts';
import { ALL_SERVERS, openStage, type Stage } from './spine/stage.ts';

/** COMPAT: in nicknames, Prosody and ejabberd take the emoji of Unicode 3.2 only. */
const NICK = 'Friar ☺/2';
const MUC = 'http://jabber.org/protocol/muc';

/** As somebody installs it who reads nothing: rooms are locked, and nothing is allowed that is not by default. */
const PLAIN_ROOMS = 'stock.example.org';
const OPTIONS = {
  prosody: {
    modules: [],
    componentConfig: `Component "${PLAIN_ROOMS}" "muc"\nmodules_enabled = { "muc_mam", "muc_moderation" }\n`,
  },
};

describe.each(ALL_SERVERS)('on $name, rooms', ({ name, kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;
  const rooms = () => (kind === 'prosody' ? PLAIN_ROOMS : stage.server.roomsDomain);
  const room = (local: string) => `${local}@${rooms()}`;
  const at = (local: string, rest = '', as = 'friar') =>
    `/v1/rooms/${encodeURIComponent(room(local))}${rest}?as=${as}`;

  beforeAll(async () => {
    stage = await openStage(name, {}, OPTIONS);
    juliet = await stage.user('juliet');
    events = stage.events();
  });
  afterAll(() => stage.close());

  async function ok<T>(answer: Promise<ApiResponse>, status = 200): Promise<T> {
    const { status: got, text, json } = await answer;
    expect(got, text).toBe(status);
    return json as T;
  }
  const refused = async (answer: Promise<ApiResponse>, status: number) =>
    ok<ProblemBody>(answer, status);
  const create = (local: string, more: object = {}, as = 'friar') =>
    ok<RoomCreatedBody>(stage.api.post(`/v1/rooms?as=${as}`, { room: room(local), ...more }), 201);

  /** Again, after the room has made her leave. */
  async function comeIn(): Promise<void> {
    const own = juliet.next(
      ({ attributes }) => attributes['from'] === `${room('cell')}/juliet` && !attributes['type'],
    );
    await juliet.send(`<presence to='${room('cell')}/juliet'><x xmlns='${MUC}'/></presence>`);
    await own;
  }

  it('are made, configured and open in one call', async () => {
    const config = { name: 'The cell', membersOnly: false, form: { 'x#nobody-has-it': true } };
    const made = await create('cell', { nick: NICK, config, subject: 'Herbs' });
    expect(made).toMatchObject({
      ...{ room: room('cell'), nick: NICK, joined: true },
      identity: `friar@${stage.server.componentDomain}`,
      applied: ['membersOnly', 'name'],
      ignored: ['x#nobody-has-it'],
    });
    expect(made.reasons?.['x#nobody-has-it']).toContain('does not have it');
    await enter(juliet, room('cell'), 'juliet');
    const subject = await juliet.waitFor(
      ({ node, attributes }) =>
        attributes['from'] === `${room('cell')}/${NICK}` &&
        node.child('subject', node.namespace)?.text === 'Herbs',
    );
    expect(subject).toBeDefined();
    const seen = await ok<RoomBody>(stage.api.get(at('cell')));
    expect(seen).toMatchObject({ room: room('cell'), name: 'The cell', membersOnly: false });
    expect(seen.features).toContain(MUC);
  });

  it('that exist are left as they are', async () => {
    const { code } = await refused(
      stage.api.post('/v1/rooms?as=nurse', { room: room('cell') }),
      409,
    );
    expect(code).toBe('conflict');
    const { items } = await ok<RoomOccupantPageBody>(stage.api.get(at('cell', '/occupants')));
    expect(items.map((it) => it.nick).sort()).toEqual([NICK, 'juliet']);
  });

  it('are made once for an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': `once-${name}` };
    const call = () => stage.api.post('/v1/rooms?as=friar', { room: room('once') }, { headers });
    const [first, second] = [await ok(call(), 201), await ok(call(), 201)];
    expect(second).toEqual(first);
  });

  it('do not exist on a domain that has none, which is said with what to add', async () => {
    const problem = await refused(
      stage.api.post('/v1/rooms?as=friar', { room: `cell@${stage.server.domain}` }),
      501,
    );
    expect(problem).toMatchObject({ code: 'feature-missing', service: stage.server.domain });
    expect(problem.detail).toMatch(/Component "example\.org" "muc".*mod_muc/);
  });

  it('take the options that they have, and say which they ignored', async () => {
    const wanted = { membersOnly: true, whois: 'anyone', password: 'sesame', description: 'Damp' };
    const { applied, ignored } = await ok<RoomConfiguredBody>(
      stage.api.patch(at('cell', '/config'), { ...wanted, form: { 'x#none': 'x' } }),
    );
    expect(applied).toEqual(['description', 'membersOnly', 'password', 'whois']);
    expect(ignored).toEqual(['x#none']);
    const { config, form } = await ok<RoomConfigShownBody>(stage.api.get(at('cell', '/config')));
    expect(config).toMatchObject({ ...wanted, name: 'The cell' });
    expect(form.fields?.length).toBeGreaterThan(5);
    await ok(stage.api.patch(at('cell', '/config'), { password: null, membersOnly: false }));
    const after = await ok<RoomConfigShownBody>(stage.api.get(at('cell', '/config')));
    expect(after.config).toMatchObject({ password: null, membersOnly: false, whois: 'anyone' });
  });

  it('are configured by owners only', async () => {
    const problem = await refused(stage.api.get(at('cell', '/config', 'nurse')), 403);
    expect(problem.detail).toContain('it has to be an owner of the room');
  });

  it('that would be gone without their maker are not made', async () => {
    const wish = { room: room('brief'), join: false, config: { persistent: false } };
    const problem = await refused(stage.api.post('/v1/rooms?as=friar', wish), 501);
    expect(problem).toMatchObject({ code: 'feature-missing', feature: 'muc_persistent' });
    await refused(stage.api.get(at('brief')), 404);
  });

  it('stay without their maker where the server lets identities keep rooms', async () => {
    const wish = { room: room('tomb'), join: false, config: { persistent: true } };
    const answer = await stage.api.post('/v1/rooms?as=friar', wish);
    // Prosody 13 gives identities the role of a guest.
    expect(answer.status, answer.text).toBe(name === 'prosody@13' ? 501 : 201);
    const { status, json } = await stage.api.get(at('tomb'));
    expect(status).toBe(name === 'prosody@13' ? 404 : 200);
    if (status === 200) expect(json).toMatchObject({ persistent: true });
  });

  it('have people, one by one and many at once', async () => {
    const jid = (user: string) => encodeURIComponent(`${user}@${stage.server.domain}`);
    await ok(
      stage.api.call('PUT', at('cell', `/affiliations/${jid('romeo')}`), {
        ...{ affiliation: 'member', reason: 'In love' },
      }),
    );
    expect(await ok(stage.api.get(at('cell', `/affiliations/${jid('romeo')}`)))).toMatchObject({
      affiliation: 'member',
    });
    expect(await ok(stage.api.get(at('cell', `/affiliations/${jid('paris')}`)))).toMatchObject({
      affiliation: 'none',
    });
    const items = Array.from({ length: 250 }, (_, index) => ({
      ...{
        jid: `guest-${index}@example.org`,
        affiliation: index % 50 === 0 ? 'outcast' : 'member',
      },
    }));
    const set = await ok<RoomAffiliationsSetBody>(
      stage.api.patch(at('cell', '/affiliations'), { items }),
    );
    expect([set.applied, set.failed]).toEqual([250, 0]);
    let path = `${at('cell', '/affiliations')}&affiliation=member&limit=100`;
    const listed: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const page: { items: { jid: string }[]; next?: string } = await ok(
        stage.api.get(next === '' ? path : `${path}&after=${next}`),
      );
      listed.push(...page.items.map((it) => it.jid));
      next = page.next;
    }
    expect(listed).toHaveLength(246);
    path = at('cell', '/affiliations', 'nurse');
    const { status } = await stage.api.get(path);
    expect([200, 403]).toContain(status);
  });

  it('have occupants, who are given a voice and made to leave', async () => {
    // She is no member, and had to leave while the room was for members only.
    await comeIn();
    const { items } = await ok<RoomOccupantPageBody>(stage.api.get(at('cell', '/occupants')));
    expect(items).toContainEqual(
      expect.objectContaining({ nick: 'juliet', role: 'participant', affiliation: 'none' }),
    );
    const occupant = (who: string) => at('cell', `/occupants/${encodeURIComponent(who)}`);
    await ok(stage.api.patch(occupant('juliet'), { role: 'moderator' }));
    const left = juliet.next(({ xml }) => xml.includes('code="307"'));
    await ok(stage.api.patch(occupant('juliet'), { role: 'none', reason: 'It is the lark' }));
    expect((await left).xml).toContain('It is the lark');
    const nobody = await stage.api.patch(occupant('No 🐍/body'), { role: 'none' });
    expect(nobody.status, nobody.text).toBeGreaterThanOrEqual(400);
    expect(nobody.status).toBeLessThan(500);
  });

  it('have a subject', async () => {
    await comeIn();
    const changed = juliet.next(
      ({ node }) => node.child('subject', node.namespace)?.text === 'A potion',
    );
    await ok(stage.api.call('PUT', at('cell', '/subject'), { subject: 'A potion' }), 202);
    await changed;
  });

  it('invite, directly and through the room', async () => {
    const to = `romeo@${stage.server.domain}`;
    const romeo = await stage.user('romeo');
    // His server has him for present once it tells him so.
    await romeo.waitFor(
      (it) =>
        it.name === 'presence' && it.attributes['from'] === romeo.jid && !it.attributes['type'],
    );
    const invited = (text: string) => romeo.next(({ xml }) => xml.includes(text));
    const direct = invited('jabber:x:conference');
    await ok(stage.api.post(at('cell', '/invitations'), { to, reason: 'Banished' }), 202);
    expect((await direct).attributes['from']).toContain(`friar@${stage.server.componentDomain}`);
    const mediated = invited('muc#user');
    const kindOf = { to, kind: 'mediated', reason: 'Come back' };
    await ok(stage.api.post(at('cell', '/invitations'), kindOf), 202);
    expect((await mediated).attributes['from']).toBe(room('cell'));
  });

  it('and people invite identities, which is an event and not a message', async () => {
    const bot = `friar@${stage.server.componentDomain}`;
    await juliet.send(
      `<message to='${bot}'><x xmlns='jabber:x:conference' jid='${room('cell')}' reason='Help'/></message>`,
    );
    const told = await events.waitFor(({ type }) => type === 'room.invited');
    expect(told).toMatchObject({
      conversation: `${bot} juliet@${stage.server.domain}`,
      data: { room: room('cell'), kind: 'direct', from: juliet.jid, reason: 'Help' },
    });
    await juliet.send(
      `<message to='${room('cell')}'><x xmlns='${MUC}#user'><invite to='${bot}'><reason>Haste</reason></invite></x></message>`,
    );
    if (kind === 'prosody') {
      const mediated = await events.waitFor(
        ({ type, data }) => type === 'room.invited' && 'kind' in data && data.kind === 'mediated',
      );
      expect(mediated.data).toMatchObject({ room: room('cell'), reason: 'Haste' });
    }
    await juliet.send(`<message to='${bot}' type='chat'><body>proof</body></message>`);
    await events.waitFor(({ data }) => 'body' in data && data.body === 'proof');
    const messages = events.received.filter(({ type }) => type === 'message.received');
    expect(JSON.stringify(messages)).not.toContain('jabber:x:conference');
  });

  it('take back and react, by the ids that they gave', async () => {
    const said = juliet.next(({ body }) => body === 'A plague');
    const sent = await ok<{ id: string }>(
      stage.api.post('/v1/messages', {
        ...{ from: `friar@${stage.server.componentDomain}/bridge`, to: room('cell') },
        ...{ type: 'groupchat', body: 'A plague' },
      }),
      202,
    );
    const id = (await said).node.child('stanza-id', 'urn:xmpp:sid:0')?.attributes['id'];
    expect(id).toBeDefined();
    await events.waitFor(
      ({ type, data }) =>
        type === 'message.status' &&
        JSON.stringify(data).includes(sent.id) &&
        JSON.stringify(data).includes('delivered'),
    );
    const reacted = juliet.next(({ xml }) => xml.includes('urn:xmpp:reactions:0'));
    await ok(stage.api.post(at('cell', '/reactions'), { ref: sent.id, emojis: ['👍'] }), 202);
    expect((await reacted).xml).toContain(id);
    await say(juliet, room('cell'), 'A rose');
    const { id: event } = await events.waitFor(
      ({ data }) => 'body' in data && data.body === 'A rose',
    );
    const second = juliet.next(({ xml }) => xml.includes('urn:xmpp:reactions:0'));
    await ok(stage.api.post(at('cell', '/reactions'), { ref: event, emojis: ['🌹'] }), 202);
    await second;
    const retracted = juliet.next(({ xml }) => xml.includes('urn:xmpp:message-retract:1'));
    await ok(stage.api.post(at('cell', '/retractions'), { ref: sent.id }), 202);
    expect((await retracted).xml).toContain(id);
    await refused(stage.api.post(at('cell', '/retractions'), { ref: 'nothing' }), 404);
  });

  it('take out what others said, or say what they lack for it', async () => {
    const heard = juliet.next(({ body }) => body === 'A curse');
    await say(juliet, room('cell'), 'A curse');
    const id = (await heard).node.child('stanza-id', 'urn:xmpp:sid:0')?.attributes['id'] ?? '';
    const { moderation = [] } = await ok<RoomBody>(stage.api.get(at('cell')));
    const wish = { ref: { id }, reason: 'Profane' };
    const answer = stage.api.post(at('cell', '/moderations'), wish);
    if (moderation.length === 0) {
      const problem = await refused(answer, 501);
      expect(problem).toMatchObject({ code: 'feature-missing', service: rooms() });
      expect(problem.detail).toContain('muc_moderation');
      return;
    }
    expect(await ok(answer)).toEqual({ id, namespace: moderation[0] });
    const { conversation, data } = await events.waitFor(({ type }) => type === 'message.moderated');
    expect(conversation).toBe(`friar@${stage.server.componentDomain} ${room('cell')}`);
    expect(data).toMatchObject({
      ...{ room: room('cell'), ref: { id, by: room('cell') }, reason: 'Profane' },
      by: { nick: NICK },
    });
  });

  it('are destroyed, with a reason and where to go', async () => {
    await create('brief');
    await enter(juliet, room('brief'), 'juliet');
    const gone = juliet.next(({ xml }) => xml.includes('<destroy'));
    const body = { reason: 'It is over', alternate: room('cell') };
    const { status, text } = await stage.api.call('DELETE', at('brief'), body);
    expect(status, text).toBe(204);
    expect((await gone).xml).toMatch(/cell@.*It is over/);
    // A join that was on its way makes the room once more, and is destroyed again.
    await until(async () => [404, 410].includes((await stage.api.get(at('brief'))).status));
  });

  it('are not made again by the identity that still comes in while they are destroyed', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `short-${index}`);
    const found: unknown[] = [];
    for (const local of names) {
      await create(local);
      await ok(stage.api.call('DELETE', at(local), {}), 204);
      found.push((await stage.api.get(at(local))).status);
    }
    expect(found.filter((status) => status !== 404 && status !== 410)).toEqual([]);
  });
});
