/** Every kind of stanza that a user, a room or a server sends to the bridge. */
import { joinAs, leaveAs, say } from '../spine/rooms.ts';
import { BOT, type World } from './world.ts';

const TO = `to='${BOT}'`;

const MESSAGES: readonly string[] = [
  `<message ${TO}><body>normal</body></message>`,
  `<message ${TO} type='chat' id='c1'><body>chat</body><request xmlns='urn:xmpp:receipts'/></message>`,
  `<message ${TO} type='chat' id='c2'><body>markable</body><markable xmlns='urn:xmpp:chat-markers:0'/></message>`,
  `<message ${TO} type='headline'><body>headline</body></message>`,
  `<message ${TO} type='error' id='an-id-of-its-own'><error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
  `<message ${TO} type='chat'><received xmlns='urn:xmpp:receipts' id='an-id-of-its-own'/></message>`,
  `<message ${TO} type='chat'><displayed xmlns='urn:xmpp:chat-markers:0' id='an-id-of-its-own'/></message>`,
  `<message ${TO} type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`,
  `<message ${TO}><x xmlns='jabber:x:conference' jid='balcony@rooms.example.org'/></message>`,
  `<message ${TO} type='chat'><body>late</body><delay xmlns='urn:xmpp:delay' stamp='2026-01-31T12:00:00Z'/></message>`,
];

const PRESENCES = [
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
  'probe',
  'unavailable',
];

const IQS: readonly string[] = [
  `<iq ${TO} type='get' id='i1'><ping xmlns='urn:xmpp:ping'/></iq>`,
  `<iq ${TO} type='get' id='i2'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
  `<iq ${TO} type='get' id='i3'><query xmlns='jabber:iq:version'/></iq>`,
  `<iq ${TO} type='set' id='i4'><query xmlns='urn:capulet'/></iq>`,
  `<iq ${TO} type='result' id='i5'/>`,
  `<iq ${TO} type='error' id='i6'><error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
];

/** Resolves when the bridge has stored what came last. */
export async function sendEach(world: World): Promise<void> {
  const { juliet, api, room, receiver, server } = world;
  for (const stanza of MESSAGES) await juliet.send(stanza);
  await juliet.send(`<presence ${TO}/>`);
  for (const type of PRESENCES) await juliet.send(`<presence ${TO} type='${type}'/>`);
  for (const stanza of IQS) await juliet.send(stanza);
  const side = { api, componentDomain: server.componentDomain, room };
  await joinAs(side, 'bot', juliet);
  await say(juliet, room, 'What man art thou');
  await api.post('/v1/messages', { to: room, from: BOT, type: 'groupchat', body: 'I know not' });
  await juliet.waitFor(({ body }) => body === 'I know not');
  await api.post('/v1/messages', { to: `${room}/juliet`, from: BOT, body: 'in private' });
  await juliet.waitFor(({ body }) => body === 'in private');
  await juliet.send(`<message to='${room}/bot' type='chat'><body>privately</body></message>`);
  await leaveAs(side, 'bot', juliet);
  await beDeclaredIn(world);
  await juliet.send(`<message ${TO} type='chat'><body>the last</body></message>`);
  await receiver.waitFor(({ raw }) => raw.includes('the last'));
}

/** What is heard in a room by an identity that is declared there. */
async function beDeclaredIn({ juliet, api, room, receiver }: World): Promise<void> {
  const path = `/v1/rooms/${encodeURIComponent(room)}/identities/nurse`;
  const settled = { headers: { prefer: 'wait=10' } };
  await api.call('PUT', path, {}, settled);
  await say(juliet, room, 'Yon light is not daylight');
  await receiver.waitFor(({ raw }) => raw.includes('Yon light is not daylight'));
  await api.delete(path, settled);
}
