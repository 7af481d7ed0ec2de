/** Whoever subscribes to an identity, or is asked by one; and what is known of who is there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactBody, EventEnvelope, PresenceBody } from '../../../src/contract/schemas.ts';
import type { Inbox } from '../../support/inbox.ts';
import { until } from '../../support/until.ts';
import type { Received, XmppClient } from '../../support/xmpp-client.ts';
import { openStage, SERVERS, type Stage } from '../spine/stage.ts';

const of = (local: string) => `${local}@bridge.example.org`;
const isPresence = (local: string, type?: string) => (stanza: Received) =>
  stanza.name === 'presence' &&
  stanza.attributes['type'] === type &&
  stanza.attributes['from']?.split('/')[0] === of(local);

describe.each(SERVERS)('with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;

  beforeAll(async () => {
    stage = await openStage(kind);
    events = stage.events();
    juliet = await stage.user('juliet', 'balcony');
  });
  afterAll(() => stage.close());

  const declare = (local: string, body: object) =>
    stage.api.call('PUT', `/v1/identities/${local}`, body);
  const contactOf = async (local: string, jid = 'juliet@example.org') =>
    (await stage.api.get(`/v1/identities/${local}/contacts/${jid}`)).json as Partial<ContactBody>;
  const presenceOf = async (local: string, jid = 'juliet@example.org') =>
    (await stage.api.get(`/v1/identities/${local}/presences/${jid}`)).json as PresenceBody;
  const heard = (local: string, type: EventEnvelope['type'], part: string) =>
    events.waitFor(
      (event) =>
        event.type === type &&
        event.identity === of(local) &&
        JSON.stringify(event.data).includes(part),
    );

  it('a stranger who subscribes to an identity that nobody declared sees it at once', async () => {
    const began = performance.now();
    await juliet.send(`<presence type='subscribe' to='${of('friar')}'/>`);
    const seen = await juliet.waitFor(isPresence('friar'));
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(seen.xml).toContain('http://jabber.org/protocol/caps');
    await heard('friar', 'contact.requested', 'granted');
    expect((await contactOf('friar')).state).toEqual({ ours: 'none', theirs: 'granted' });
  });

  it('a contact sees it again after each login', async () => {
    for (let login = 0; login < 20; login += 1) {
      const client = await stage.user('juliet', `window-${login}`);
      await client.waitFor(isPresence('friar'), 5_000);
      await client.close();
    }
  });

  it('nothing leaks of an identity that accepts nobody', async () => {
    await declare('tybalt', { contacts: { accept: 'none' } });
    await juliet.send(`<presence type='subscribe' to='${of('tybalt')}'/>`);
    await heard('tybalt', 'contact.requested', 'ignored');
    await juliet.send(`<presence type='probe' to='${of('tybalt')}'/>`);
    // Something later that is answered proves that nothing was sent before it.
    await juliet.send(`<presence type='subscribe' to='${of('proof')}'/>`);
    await juliet.waitFor(isPresence('proof'));
    const from = juliet.received.filter(({ attributes }) =>
      attributes['from']?.startsWith(of('tybalt')),
    );
    expect(from.map(({ xml }) => xml)).toEqual([]);
    expect((await stage.api.get('/v1/identities/tybalt/contacts/juliet@example.org')).status).toBe(
      404,
    );
  });

  it('domains are granted or not', async () => {
    await declare('paris', { contacts: { accept: 'domains', domains: ['*.example.org'] } });
    await juliet.send(`<presence type='subscribe' to='${of('paris')}'/>`);
    await heard('paris', 'contact.requested', 'ignored');
    await declare('paris', { contacts: { accept: 'domains', domains: ['example.org'] } });
    await until(async () => {
      await juliet.send(`<presence type='subscribe' to='${of('paris')}'/>`);
      return (await contactOf('paris')).state?.theirs === 'granted';
    });
  });

  it('a request waits for a caller, who grants it or not', async () => {
    await declare('peter', { contacts: { accept: 'ask' } });
    await juliet.send(`<presence type='subscribe' to='${of('peter')}'/>`);
    await heard('peter', 'contact.requested', 'asked');
    expect((await contactOf('peter')).state?.theirs).toBe('asked');
    const put = await stage.api.call('PUT', '/v1/identities/peter/contacts/juliet@example.org', {
      want: 'from',
    });
    expect(put.status, put.text).toBe(202);
    await juliet.waitFor(isPresence('peter'));
    await heard('peter', 'contact.changed', '"theirs":"granted"');
    const gone = await stage.api.delete('/v1/identities/peter/contacts/juliet@example.org');
    expect(gone.status).toBe(204);
    await juliet.waitFor(isPresence('peter', 'unavailable'));
    await until(
      async () => (await stage.api.get('/v1/identities/peter/contacts')).text === '{"items":[]}',
    );
  });

  it('a contact that is declared is asked, and then known', async () => {
    const path = '/v1/identities/nurse/contacts/juliet@example.org';
    const asking = stage.api.call(
      'PUT',
      path,
      { want: 'both' },
      { headers: { prefer: 'wait=20' } },
    );
    await juliet.waitFor(isPresence('nurse', 'subscribe'));
    await juliet.send(`<presence type='subscribed' to='${of('nurse')}'/>`);
    const answer = await asking;
    expect(answer.status, answer.text).toBe(200);
    await until(async () => (await presenceOf('nurse')).fresh);
    expect(await presenceOf('nurse')).toMatchObject({
      available: true,
      resources: [{ resource: 'balcony', priority: 0 }],
    });
    await heard('nurse', 'presence.changed', 'true');
  });

  it('what a contact says of its presence is known, and its going is told', async () => {
    await juliet.send('<presence><show>away</show><status>with the friar</status></presence>');
    await until(async () => (await presenceOf('nurse')).resources[0]?.show === 'away');
    await heard('nurse', 'presence.changed', 'away');
    const second = await stage.user('juliet', 'tomb');
    await until(async () => (await presenceOf('nurse')).resources.length === 2);
    await second.close();
    await until(async () => (await presenceOf('nurse')).resources.length === 1);
    await juliet.send("<presence type='unavailable'/>");
    await heard('nurse', 'presence.changed', 'false');
    const list = await stage.api.get('/v1/identities/nurse/presences?available=true');
    expect(list.json).toEqual({ items: [] });
    await juliet.send('<presence/>');
    await until(async () => (await presenceOf('nurse')).available);
  });

  it('a contact that refuses is asked no more, until it is declared again', async () => {
    const path = '/v1/identities/mercutio/contacts/juliet@example.org';
    await stage.api.call('PUT', path, { want: 'to' });
    await juliet.waitFor(isPresence('mercutio', 'subscribe'));
    await juliet.send(`<presence type='unsubscribed' to='${of('mercutio')}'/>`);
    await heard('mercutio', 'contact.changed', 'refused');
    expect(await contactOf('mercutio')).toMatchObject({ refused: true, state: { ours: 'none' } });
    const before = juliet.received.filter(isPresence('mercutio', 'subscribe')).length;
    await stage.api.call('PUT', path, { want: 'to' });
    await until(() => juliet.received.filter(isPresence('mercutio', 'subscribe')).length > before);
  });

  it('presence that a caller sends itself is part of it', async () => {
    await declare('balthasar', { contacts: { accept: 'ask' } });
    await juliet.send(`<presence type='subscribe' to='${of('balthasar')}'/>`);
    await heard('balthasar', 'contact.requested', 'asked');
    const body = { from: 'balthasar', to: 'juliet@example.org', type: 'subscribed' };
    expect((await stage.api.post('/v1/presence', body)).status).toBe(202);
    await until(async () => (await contactOf('balthasar')).state?.theirs === 'granted');
    const client = await stage.user('juliet', 'orchard');
    // The server knows of it: it asks at the next login.
    await client.waitFor(isPresence('balthasar'));
    await client.close();
  });

  it('what a contact publishes arrives in its JSON form', async () => {
    await declare('gregory', { features: ['http://jabber.org/protocol/geoloc+notify'] });
    await stage.api.call('PUT', '/v1/identities/gregory/contacts/juliet@example.org', {
      want: 'both',
    });
    await juliet.waitFor(isPresence('gregory', 'subscribe'));
    await juliet.send(`<presence type='subscribed' to='${of('gregory')}'/>`);
    await juliet.send(`<presence type='subscribe' to='${of('gregory')}'/>`);
    await juliet.waitFor(isPresence('gregory'));
    const publish =
      "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='http://jabber.org/protocol/geoloc'><item id='current'><geoloc xmlns='http://jabber.org/protocol/geoloc'><lat>45.44</lat><lon>10.99</lon></geoloc></item></publish></pubsub>";
    // The server asks first what the identity can do, and tells of what is published after that.
    const isTold = () =>
      events.received.some(
        ({ type, identity, data }) =>
          type === 'message.received' &&
          identity === of('gregory') &&
          JSON.stringify(data).includes('"geoloc":{"lat":45.44,"lon":10.99}'),
      );
    await until(async () => {
      await juliet.send(`<iq type='set' id='p${Math.random()}'>${publish}</iq>`);
      return isTold();
    });
  });

  it('presence of rooms is nobody’s contact', async () => {
    const room = `verona@rooms.example.org/Friar`;
    await stage.api.post('/v1/presence', { from: 'laurence', to: room, muc: {} });
    await events.waitFor(
      ({ type, identity }) => type === 'presence.received' && identity === of('laurence'),
    );
    expect((await stage.api.get('/v1/identities/laurence/contacts')).text).toBe('{"items":[]}');
  });
});
