/** Errors of real servers, told to a person: in the record, in the event and its webhook, by an IQ, by the command. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, ProblemBody, SendRecord } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { runProcess } from '../support/cli-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { enter } from './spine/rooms.ts';

const BOT = 'bot@bridge.example.org';
const ROOMS = 'rooms.example.org';
const BALCONY = `balcony@${ROOMS}`;
const MUC = 'http://jabber.org/protocol/muc';

/** Both of them talk to other servers, unlike those of other tests. */
const SERVERS = {
  prosody: () => startProsody({ modules: ['s2s'], extraConfig: 'modules_disabled = { "tls" }' }),
  ejabberd: () => startEjabberd(),
} as const;

type Said = string | Readonly<Record<keyof typeof SERVERS, string>>;

/** What is sent, and how the words begin, behind the address. */
const REFUSED: readonly (readonly [what: string, path: string, body: object, said: Said])[] = [
  [
    'an account that is not there',
    'messages',
    { to: 'nobody@example.org', body: 'Who is there?' },
    'nobody@example.org: the account does not exist, or it is offline and the server keeps no messages for it.',
  ],
  [
    'a domain that is a server',
    'messages',
    { to: 'example.org', body: 'Hi' },
    'example.org: this server or service takes no messages at the domain itself.',
  ],
  [
    'an address without a server',
    'messages',
    { to: 'lady@127.0.0.1', body: 'Hi' },
    {
      prosody: 'lady@127.0.0.1: no server answers for 127.0.0.1: the domain is misspelt',
      ejabberd: 'lady@127.0.0.1: the server of 127.0.0.1 did not answer in time;',
    },
  ],
  [
    'a domain that is in no DNS',
    'messages',
    { to: 'lady@nowhere.invalid', body: 'Hi' },
    'lady@nowhere.invalid: no server answers for nowhere.invalid: the domain is misspelt',
  ],
  [
    'an account, as if it were a room',
    'messages',
    { to: 'romeo@example.org', type: 'groupchat', body: 'Hi' },
    'romeo@example.org: this is no room, or the server has no rooms at this address.',
  ],
  [
    'a room that is not there',
    'messages',
    { to: `tomb@${ROOMS}`, type: 'groupchat', body: 'Hi' },
    `tomb@${ROOMS}: there is no such room, or it is still locked by who made it.`,
  ],
  [
    'a room that was not joined',
    'messages',
    { to: BALCONY, type: 'groupchat', body: 'Hi' },
    `${BALCONY}: the sender is not in the room; it has to join first: PUT /v1/rooms/{room}/identities/{identity}, or send with "join": true.`,
  ],
  [
    'an occupant of a room that was not joined',
    'messages',
    { to: `${BALCONY}/juliet`, body: 'Hi' },
    `${BALCONY}/juliet: the recipient, or its server, does not accept this message: one of the two blocks the other, a filter does, or it is a room that the sender has not joined.`,
  ],
  [
    'a nickname that is taken',
    'presence',
    { to: `${BALCONY}/juliet`, muc: {} },
    `${BALCONY}/juliet: somebody else in the room has this nickname; join with another.`,
  ],
  [
    'a room by one who is banned',
    'presence',
    { from: 'paris@bridge.example.org', to: `${BALCONY}/paris`, muc: {} },
    `${BALCONY}/paris: the sender is banned from the room, or may not create it.`,
  ],
  [
    'a room for members',
    'presence',
    { to: `vault@${ROOMS}/bot`, muc: {} },
    `vault@${ROOMS}/bot: the room is for members only; an owner or admin of it has to make the sender a member.`,
  ],
  [
    'a room without a nickname',
    'presence',
    { to: BALCONY, muc: {} },
    {
      prosody: `${BALCONY}: the account does not exist, or its server tells nothing about it; a room is joined with a nickname`,
      ejabberd: `${BALCONY}: the address is not valid for that server; a room is joined with a nickname`,
    },
  ],
];

const ASKED: readonly (readonly [what: string, body: object, said: Said])[] = [
  [
    'a device that is not there',
    { to: 'romeo@example.org/phone', type: 'get', ping: {} },
    'romeo@example.org/phone: this device is not online, or does not offer what was asked for.',
  ],
  [
    'an account for what it has not',
    { to: 'romeo@example.org', type: 'get', version: {} },
    'romeo@example.org: the account does not exist, or its server does not offer for it what was asked for.',
  ],
  [
    'a server for what it has not',
    { to: 'example.org', type: 'get', extensions: [{ name: 'query', namespace: 'urn:x' }] },
    'example.org: this server or service does not offer what was asked for.',
  ],
  [
    'a room for what only its owner may see',
    { to: BALCONY, type: 'get', extensions: [{ name: 'query', namespace: `${MUC}#owner` }] },
    {
      prosody: `${BALCONY}: the sender may not do this; it takes more rights, such as those of an owner or admin. The error says: "Only owners can configure rooms".`,
      ejabberd: `${BALCONY}: the sender may not do this; it takes more rights, such as those of an owner or admin. The error says: "Owner privileges required".`,
    },
  ],
  [
    'a server for a node that it has not',
    { to: 'example.org', type: 'get', discoInfo: { node: 'star-crossed' } },
    'example.org: there is no such account, room, node, item or command.',
  ],
];

describe.each([{ kind: 'prosody' }, { kind: 'ejabberd' }] as const)('with $kind', ({ kind }) => {
  describe.runIf(needs(kind))('an error in words', () => {
    let server: XmppServer;
    let bridge: BridgeProcess;
    let juliet: XmppClient;
    let receiver: WebhookReceiver;

    beforeAll(async () => {
      [server, receiver] = await Promise.all([SERVERS[kind](), startWebhookReceiver()]);
      bridge = await startBridge({ server });
      juliet = await connectClient({ server, user: 'juliet' });
      await openRooms(juliet);
      const terms = { url: receiver.url, events: ['message.status'] };
      await bridge.api.post('/v1/webhooks', terms);
    });
    afterAll(async () => {
      await juliet.close();
      await bridge.stop();
      await Promise.all([server.stop(), receiver.stop()]);
    });

    const wordsOf = (said: Said) => (typeof said === 'string' ? said : said[kind]);
    async function failed(path: string, body: object): Promise<SendRecord> {
      const { json, text, status } = await bridge.api.post(`/v1/${path}`, { from: BOT, ...body });
      expect(status, text).toBe(202);
      const { id } = json as SendRecord;
      return until(async () => {
        const record = (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord;
        return record.status === 'failed' && record;
      });
    }

    it.each(REFUSED)('tells of %s', async (_what, path, body, said) => {
      const { error } = await failed(path, body);
      expect(error?.code).toBe('stanza-error');
      expect(error?.detail.slice(0, wordsOf(said).length)).toBe(wordsOf(said));
    });

    it.each(ASKED)('tells who asks %s', async (_what, body, said) => {
      const { json } = await bridge.api.post('/v1/iq', { from: BOT, ...body });
      const { code, type, detail } = json as ProblemBody;
      expect([code, type]).toEqual(['stanza-error', 'urn:stanza-bridge:problem:stanza-error']);
      expect(detail.slice(0, wordsOf(said).length)).toBe(wordsOf(said));
    });

    it('is the same in the record, its event and its webhook', async () => {
      const { id, error } = await failed('messages', { to: 'nobody@example.org', body: 'Hi' });
      const isIt = (event: unknown) => (event as { data?: { id?: string } }).data?.id === id;
      const { json } = await bridge.api.get('/v1/events?events=message.status');
      const { items } = json as { readonly items: readonly EventEnvelope[] };
      expect(items.filter(isIt).at(-1)?.data).toMatchObject({ error });
      const posted = await receiver.waitFor(
        (request) => isIt(request.json) && JSON.stringify(request.json).includes('failed'),
      );
      expect(posted.json).toMatchObject({ data: { error } });
    });

    it('is what the commands say, with what to do', async () => {
      const env = { BRIDGE_API_KEY: bridge.apiKey };
      const at = ['--url', bridge.baseUrl];
      const to = ['--to', 'nobody@example.org', '--body', 'Hi'];
      const sent = await runProcess(['send', ...to, '--wait', '10', ...at], env);
      const id = /^id: (\S+)$/m.exec(sent.out)?.[1] ?? '';
      await until(async () => {
        const { json } = await bridge.api.get(`/v1/messages/${id}`);
        return (json as SendRecord).status === 'failed';
      });
      const { code, out } = await runProcess(['messages', 'show', id, ...at], env);
      expect(code).toBe(0);
      expect(out).toMatch(
        /^why: nobody@example\.org: the account does not exist, or it is offline/m,
      );
      expect(out).toMatch(/^what to do: Check the address/m);
      const [, more = ''] = /more: stanza-bridge (explain \S+)/.exec(out) ?? [];
      const payload = ['--type', 'get', '--payload', '{"version":{}}'];
      const asked = await runProcess(['iq', '--to', 'romeo@example.org', ...payload, ...at], env);
      expect(asked.err).toMatch(/romeo@example\.org: the account does not exist, or its server/);
      expect(asked.err).toMatch(/^More: stanza-bridge explain service-unavailable$/m);
      expect((await runProcess(more.split(' '))).out).toContain(
        'message to a bare JID: the account',
      );
    });
  });
});

/** A room with juliet in it from which paris is banned, and one for members only. */
async function openRooms(juliet: XmppClient): Promise<void> {
  const done = async (id: string, to: string, payload: string) => {
    await juliet.send(`<iq to='${to}' type='set' id='${id}'>${payload}</iq>`);
    const { attributes } = await juliet.waitFor((stanza) => stanza.attributes['id'] === id);
    expect(attributes['type']).toBe('result');
  };
  for (const room of [BALCONY, `vault@${ROOMS}`]) await enter(juliet, room, 'juliet');
  const paris = "<item affiliation='outcast' jid='paris@bridge.example.org'/>";
  await done('ban', BALCONY, `<query xmlns='${MUC}#admin'>${paris}</query>`);
  const type = `<field var='FORM_TYPE'><value>${MUC}#roomconfig</value></field>`;
  const members = `<field var='muc#roomconfig_membersonly'><value>1</value></field>`;
  const form = `<x xmlns='jabber:x:data' type='submit'>${type}${members}</x>`;
  await done('close', `vault@${ROOMS}`, `<query xmlns='${MUC}#owner'>${form}</query>`);
}
