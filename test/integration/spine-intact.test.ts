/** What is said arrives, whole: through the bridge, a real server and a client that shares nothing with the bridge. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../src/contract/schemas.ts';
import type { Inbox } from '../support/inbox.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { XmlNode, parseXml, writeXml } from '../support/xml-tree.ts';
import { IQS, MESSAGES, PRESENCES } from './spine/everything.ts';
import type { Content } from './spine/everything.ts';
import { canonical } from './spine/same-tree.ts';
import { openStage, SERVERS } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';

const BOT = 'bot@bridge.example.org';
const RECEIVED = ['message.received', 'presence.received', 'iq.received'] as const;

function stanza(name: string, attributes: Record<string, string>, { elements }: Content): XmlNode {
  const node = new XmlNode(name, 'jabber:client', attributes);
  node.children.push(...elements);
  return node;
}

/** The bridge says in each presence what it can do (XEP-0115), once. */
function withoutCaps(node: XmlNode): XmlNode {
  const isCaps = (child: XmlNode | string) =>
    typeof child !== 'string' && child.namespace === 'http://jabber.org/protocol/caps';
  const isPresence = node.name === 'presence';
  expect(node.children.filter(isCaps)).toHaveLength(isPresence ? 1 : 0);
  const copy = new XmlNode(node.name, node.namespace, node.attributes);
  copy.children.push(...node.children.filter((child) => !isCaps(child)));
  return copy;
}

const each = (contents: readonly Content[]) =>
  contents.map((content, index) => ({ number: index + 1, content }));

describe.each(SERVERS)('with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;
  let plain: WebhookReceiver;
  let withXml: WebhookReceiver;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.slixmpp('juliet');
    events = stage.events();
    plain = await stage.webhook({ events: [...RECEIVED] });
    withXml = await stage.webhook({ events: [...RECEIVED], xml: true });
  });
  afterAll(() => stage.close());

  /** Sends it from a backend and from the client, and compares what arrives with what was sent. */
  async function arrivesFromRest(path: string, sent: Record<string, unknown>, expected: XmlNode) {
    const answer = await stage.api.post(path, sent);
    expect(answer.status, answer.text).toBe(202);
    const { id } = expected.attributes;
    const { node } = await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    expect(canonical(withoutCaps(node))).toEqual(canonical(expected));
  }

  async function arrivesFromClient(sent: XmlNode, expected: Record<string, unknown>) {
    const { id } = sent.attributes;
    await juliet.send(writeXml(sent));
    const isIt = (event: unknown) => (event as { data?: { id?: string } }).data?.id === id;
    const read = await events.waitFor(isIt);
    const posted = await plain.waitFor(({ json }) => isIt(json));
    const postedWithXml = await withXml.waitFor(({ json }) => isIt(json));

    const { data } = read as { data: { xml?: string } };
    expect(data).toEqual({ ...expected, xml: expect.any(String) as string });
    expect(canonical(parseXml(data.xml ?? ''))).toEqual(canonical(sent));
    expect(posted.json).toMatchObject({ id: read.id, type: read.type, identity: BOT });
    expect((posted.json as EventEnvelope).data).toEqual(expected);
    expect((postedWithXml.json as EventEnvelope).data).toEqual(data);
  }

  it.each(each(MESSAGES))(
    'a message with everything in it arrives at a client ($number)',
    async ({ number, content }) => {
      const id = `out-${number}`;
      const head = { id, from: `${BOT}/desk`, to: juliet.jid, type: 'chat' };
      const expected = stanza('message', { ...head, 'xml:lang': 'he' }, content);
      // A message always has an origin id; the bridge adds one where the caller has not.
      if (content.json['originId'] === undefined)
        expected.children.push(new XmlNode('origin-id', 'urn:xmpp:sid:0', { id }));
      await arrivesFromRest('/v1/messages', { ...head, lang: 'he', ...content.json }, expected);
    },
  );

  it.each(each(MESSAGES))(
    'a message with everything in it arrives in the event log and at webhooks ($number)',
    async ({ number, content }) => {
      const head = { id: `in-${number}`, from: juliet.jid, to: `${BOT}/desk`, type: 'chat' };
      const sent = stanza('message', { ...head, 'xml:lang': 'he' }, content);
      await arrivesFromClient(sent, { ...head, lang: 'he', ...content.json });
    },
  );

  it.each(each(PRESENCES))(
    'presence with everything in it arrives at a client ($number)',
    async ({ number, content }) => {
      const head = { id: `out-presence-${number}`, from: `${BOT}/desk`, to: juliet.jid };
      const expected = stanza('presence', { ...head, 'xml:lang': 'he' }, content);
      await arrivesFromRest('/v1/presence', { ...head, lang: 'he', ...content.json }, expected);
    },
  );

  it.each(each(PRESENCES))(
    'presence with everything in it arrives in the event log and at webhooks ($number)',
    async ({ number, content }) => {
      const head = { id: `in-presence-${number}`, from: juliet.jid, to: BOT };
      const sent = stanza('presence', { ...head, 'xml:lang': 'he' }, content);
      await arrivesFromClient(sent, { ...head, lang: 'he', ...content.json });
    },
  );

  const iqs = each(IQS);
  // ejabberd tells last activity to subscribers of one's presence only, and lets nobody else ask.
  const arriving = iqs.filter(
    ({ content }) => kind !== 'ejabberd' || !('lastActivity' in content.json),
  );

  it.each(arriving)('an iq payload arrives at a client ($number)', async ({ number, content }) => {
    const out = { from: `${BOT}/${number}`, to: juliet.jid, type: 'set', ...content.json };
    // The client answers by an error or not at all; what matters is what it was asked.
    const asked = stage.api.post('/v1/iq', out, { headers: { prefer: 'wait=1' } });
    const { node } = await juliet.waitFor(({ attributes: { from } }) => from === out.from);
    const { id = '', 'xml:lang': lang = '' } = node.attributes;
    const head = { id, from: out.from, to: out.to, type: 'set' };
    const expected = stanza('iq', { ...head, ...(lang && { 'xml:lang': lang }) }, content);
    expect(canonical(node)).toEqual(canonical(expected));
    expect([404, 501, 504]).toContain((await asked).status);
  });

  it.each(iqs)(
    'an iq payload arrives in the event log and at webhooks ($number)',
    async ({ number, content }) => {
      const head = { id: `in-iq-${number}`, from: juliet.jid, to: BOT, type: 'set' };
      const sent = stanza('iq', { ...head, 'xml:lang': 'he' }, content);
      await arrivesFromClient(sent, { ...head, lang: 'he', ...content.json });
    },
  );
});
