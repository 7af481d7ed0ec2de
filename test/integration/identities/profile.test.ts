/** One declaration, seen by whoever asks: service discovery, capabilities, vCards, avatars. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/contract/schemas.ts';
import { connectSlixmpp, type Slixmpp } from '../../support/slixmpp.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { openStage, SERVERS, type Stage } from '../spine/stage.ts';
import { PICTURE } from './picture.ts';

const NURSE = 'nurse@bridge.example.org';
const PLUGINS = ['xep_0060', 'xep_0084', 'xep_0054', 'xep_0115'];

describe.each(SERVERS)('an identity that is declared, with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let romeo: Slixmpp;
  let nurse: Identity;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.user('juliet', 'balcony');
    romeo = await connectSlixmpp({ server: stage.server, user: 'romeo', plugins: PLUGINS });
    const declared = await stage.api.call('PUT', '/v1/identities/nurse', {
      ...{ name: 'Angelica', kind: 'person', noReply: true, avatar: { data: PICTURE } },
      vcard: { note: 'Anon, good nurse!', org: 'Capulet' },
      presence: { show: 'chat', status: 'at the door' },
      features: ['http://jabber.org/protocol/geoloc+notify'],
    });
    expect(declared.status, declared.text).toBe(200);
    nurse = declared.json as Identity;
  });
  afterAll(async () => {
    await romeo.close();
    await stage.close();
  });

  async function ask(payload: string, to = NURSE): Promise<string> {
    const id = `q${Math.random()}`;
    await juliet.send(`<iq type='get' id='${id}' to='${to}'>${payload}</iq>`);
    const answer = await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    expect(answer.attributes['type'], answer.xml).toBe('result');
    return answer.xml;
  }

  it('is in service discovery what was declared', async () => {
    const info = await ask("<query xmlns='http://jabber.org/protocol/disco#info'/>");
    expect(info).toContain('category="client"');
    expect(info).toContain('type="pc"');
    expect(info).toContain('name="Angelica"');
    expect(info).toContain('urn:xmpp:noreply:0');
    expect(info).toContain('geoloc+notify');
  });

  it('has both vCards, with the picture', async () => {
    expect(nurse.avatar).toMatchObject({ mediaType: 'image/png', bytes: 70 });
    const old = await ask("<vCard xmlns='vcard-temp'/>");
    for (const part of ['Angelica', 'Capulet', 'Anon, good nurse!', PICTURE])
      expect(old).toContain(part);
    const plain = await ask("<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>");
    expect(plain).toContain(`data:image/png;base64,${PICTURE}`);
    expect(await romeo.ask('vcard', NURSE)).toEqual({ fn: 'Angelica', bytes: 70 });
  });

  it('shows its avatar to clients of both kinds, and its hash in presence', async () => {
    const id = nurse.avatar?.sha1;
    expect(await romeo.ask('avatar', NURSE)).toEqual({ id, bytes: 70 });
    await romeo.send(`<presence type='subscribe' to='${NURSE}'/>`);
    const seen = await romeo.waitFor(
      ({ name, xml }) => name === 'presence' && xml.includes('at the door'),
    );
    expect(seen.attributes['from']).toBe(`${NURSE}/bridge`);
    expect(seen.xml).toContain(id);
  });

  it('has capabilities that slixmpp verifies', async () => {
    await expect
      .poll(() => romeo.ask('caps', `${NURSE}/bridge`), { timeout: 10_000 })
      .toMatchObject({
        identities: expect.arrayContaining([['client', 'pc', null, 'Angelica']]) as unknown,
        features: expect.arrayContaining(['urn:xmpp:noreply:0']) as unknown,
      });
  });

  it('is another one within a second when it changes, also for those who know it', async () => {
    const changed = await stage.api.patch('/v1/identities/nurse', {
      presence: { status: 'asleep' },
      avatar: null,
    });
    expect(changed.status, changed.text).toBe(200);
    const seen = await romeo.waitFor(
      ({ name, xml }) => name === 'presence' && xml.includes('asleep'),
    );
    expect(seen.xml).not.toContain(nurse.avatar?.sha1);
  });

  it('publishes where it is to whom subscribed, and that it is gone', async () => {
    const place = '/v1/identities/nurse/nodes/geoloc/items/current';
    const put = await stage.api.call('PUT', place, { geoloc: { lat: 45.44, lon: 10.99 } });
    expect(put.status, put.text).toBe(200);
    const node = 'http://jabber.org/protocol/geoloc';
    expect(await romeo.ask('subscribe', NURSE, { node })).toBe('subscribed');
    const last = await romeo.waitFor(({ xml }) => xml.includes('45.44'));
    expect(last.attributes['type']).toBe('headline');
    await stage.api.call('PUT', place, { geoloc: { lat: 46, lon: 11.12, locality: 'Trento' } });
    await romeo.waitFor(({ xml }) => xml.includes('Trento'));
    expect((await stage.api.delete(place)).status).toBe(204);
    await romeo.waitFor(({ xml }) => xml.includes('retract'));
  });

  it('tells contacts whose clients can show where somebody is, though they never subscribed to that', async () => {
    const plugins = [...PLUGINS, 'xep_0163', 'xep_0080'];
    const mercutio = await connectSlixmpp({ server: stage.server, user: 'mercutio', plugins });
    // The capabilities of his clients stand in his presence, which only a contact is sent.
    const contact = '/v1/identities/nurse/contacts/mercutio@example.org';
    await stage.api.call('PUT', contact, { want: 'both' });
    await mercutio.waitFor(
      ({ name, attributes: { from, type } }) =>
        name === 'presence' && from === `${NURSE}/bridge` && type === undefined,
    );
    const place = '/v1/identities/nurse/nodes/geoloc/items/current';
    const isTold = () =>
      mercutio.received.find(
        ({ name, xml }) => name === 'message' && xml.includes('http://jabber.org/protocol/geoloc'),
      );
    // Its capabilities are asked for when it comes, and known some time after that.
    const told = await until(async () => {
      await stage.api.call('PUT', place, { geoloc: { lat: 45.43, lon: 12.33 } });
      return isTold();
    });
    expect(told.xml).toContain('45.43');
    expect(told.attributes['from']).toBe(NURSE);
    await mercutio.close();
  });

  it('shows what it publishes to contacts only, unless it is open', async () => {
    const place = '/v1/identities/nurse/nodes/microblog/items';
    const entry = (title: string) => ({ entry: { title } });
    await stage.api.call('PUT', `${place}/1`, entry('to contacts'));
    const items =
      "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:microblog:0'/></pubsub>";
    await juliet.send(`<iq type='get' id='hidden' to='${NURSE}'>${items}</iq>`);
    const refused = await juliet.waitFor(({ attributes }) => attributes['id'] === 'hidden');
    expect(refused.xml).toContain('item-not-found');
    await stage.api.call('PUT', `${place}/1`, { ...entry('to all'), access: 'open' });
    expect(await ask(items)).toContain('to all');
  });

  it('is forgotten, and works with defaults', async () => {
    expect((await stage.api.delete('/v1/identities/nurse')).status).toBe(204);
    expect((await stage.api.get('/v1/identities/nurse')).status).toBe(404);
    const info = await ask("<query xmlns='http://jabber.org/protocol/disco#info'/>");
    expect(info).toContain('name="Stanza Bridge"');
  });
});
