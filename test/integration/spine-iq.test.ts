/** What users ask the bridge and its identities: answered exactly once, by the bridge, a webhook, a caller, or nobody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../src/contract/schemas.ts';
import type { Inbox } from '../support/inbox.ts';
import type { WebhookRequest } from '../support/webhook-receiver.ts';
import type { Received, XmppClient } from '../support/xmpp-client.ts';
import { ALL_SERVERS, openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const BRIDGE = 'bridge.example.org';
const BOT = 'bot@bridge.example.org';
const ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

interface Heard {
  readonly type?: string;
  readonly data?: { readonly id?: string; readonly body?: string };
}

/** What the webhook says: by the id of the iq that was asked, or the text of the message. */
const SAID: Readonly<Record<string, object>> = {
  'by-result': { result: { version: { name: 'Balcony', version: '2' } } },
  'by-error': { error: { condition: 'item-not-found', text: 'No such order' } },
  'by-nonsense': { result: { version: 5 } },
  'Wherefore art thou?': { messages: [{ body: 'Here' }, { body: 'and there', type: 'headline' }] },
  'Say the unspeakable': { messages: [{ body: 'a\u0001b' }] },
};

function say({ json }: WebhookRequest) {
  const { data = {} } = json as Heard;
  return { body: SAID[data.id ?? ''] ?? SAID[data.body ?? ''] ?? {} };
}

describeAtOnce(ALL_SERVERS, 'with $name', ({ name }) => {
  let stage: Stage;
  let juliet: XmppClient;

  beforeAll(async () => {
    stage = await openStage(name);
    juliet = await stage.user('juliet');
  });
  afterAll(() => stage.close());

  const ask = (id: string, to: string, payload: string, type = 'get') =>
    juliet.send(`<iq id='${id}' to='${to}' type='${type}'>${payload}</iq>`);
  const isAnswer = (id: string) => (heard: Received) =>
    heard.name === 'iq' &&
    heard.attributes['id'] === id &&
    ['result', 'error'].includes(heard.attributes['type'] ?? '');
  const answer = (id: string) => juliet.waitFor(isAnswer(id), 20_000);
  const conditionOf = ({ node }: Received) =>
    node.child('error')?.elements.find(({ namespace }) => namespace === ERRORS)?.name;

  let proofs = 0;
  /** How many answers there were, once whatever else is on its way has come. */
  async function answersTo(id: string): Promise<number> {
    const proof = `proof-${++proofs}`;
    await ask(proof, BRIDGE, "<ping xmlns='urn:xmpp:ping'/>");
    await answer(proof);
    await stage.api.post('/v1/messages', { to: 'juliet@example.org', body: proof });
    await juliet.waitFor(({ body }) => body === proof);
    return juliet.received.filter(isAnswer(id)).length;
  }

  it('an iq that nobody handles is refused at once, and once', async () => {
    const began = performance.now();
    await ask('nobody', BOT, "<query xmlns='urn:nobody'/>", 'set');
    const refusal = await answer('nobody');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(refusal.attributes).toMatchObject({ type: 'error', from: BOT });
    expect(conditionOf(refusal)).toBe('service-unavailable');
    expect(await answersTo('nobody')).toBe(1);
  });

  it.each([
    ['ping', BRIDGE, "<ping xmlns='urn:xmpp:ping'/>", /^<iq[^>]*\/>$/],
    ['ping', BOT, "<ping xmlns='urn:xmpp:ping'/>", /^<iq[^>]*\/>$/],
    ['version', BRIDGE, "<query xmlns='jabber:iq:version'/>", /<name>Stanza Bridge<.*<version>\d/],
    [
      'disco#info',
      BRIDGE,
      "<query xmlns='http://jabber.org/protocol/disco#info'/>",
      /category="component".*var="urn:xmpp:ping"/,
    ],
    [
      'disco#info',
      BOT,
      "<query xmlns='http://jabber.org/protocol/disco#info'/>",
      /category="client".*var="urn:xmpp:receipts"/,
    ],
    [
      'disco#items',
      BRIDGE,
      "<query xmlns='http://jabber.org/protocol/disco#items'/>",
      /disco#items/,
    ],
    ['last activity', BRIDGE, "<query xmlns='jabber:iq:last'/>", /seconds="\d+"/],
    ['time', BOT, "<time xmlns='urn:xmpp:time'/>", /<tzo>\+00:00<.*<utc>\d{4}-.*Z</],
  ])('the bridge itself answers %s at %s, once', async (_what, to, payload, expected) => {
    const id = `self-${++proofs}`;
    await ask(id, to, payload);
    const { attributes, xml } = await answer(id);
    expect(attributes).toMatchObject({ type: 'result', from: to });
    expect(xml).toMatch(expected);
    expect(await answersTo(id)).toBe(1);
  });

  it('what is an answer or an error itself is never answered', async () => {
    await ask('unasked', BOT, "<ping xmlns='urn:xmpp:ping'/>", 'result');
    const error = `<error type='cancel'><item-not-found xmlns='${ERRORS}'/></error>`;
    await ask('unasked', BOT, error, 'error');
    await juliet.send(`<message id='unasked' to='${BOT}' type='error'>${error}</message>`);
    await answersTo('unasked');
    expect(juliet.received.filter(({ attributes }) => attributes['id'] === 'unasked')).toEqual([]);
  });

  describe('with somebody who listens', () => {
    let events: Inbox<EventEnvelope>;

    beforeAll(async () => {
      events = stage.events();
      await stage.webhook({ events: ['iq.received', 'message.received'] }, say);
    });

    const heard = (id: string) =>
      events.waitFor((event) => event.type === 'iq.received' && event.data.id === id);
    const post = (event: EventEnvelope, body: object) =>
      stage.api.post(`/v1/iq/${event.id}/result`, body);

    it('a webhook answers an iq with a result', async () => {
      await ask('by-result', BOT, "<query xmlns='urn:order'/>");
      const { attributes, xml } = await answer('by-result');
      expect(attributes).toMatchObject({ type: 'result', from: BOT });
      expect(xml).toMatch(/jabber:iq:version.*Balcony/);
      expect(await answersTo('by-result')).toBe(1);
    });

    it('a webhook answers an iq with an error', async () => {
      await ask('by-error', BOT, "<query xmlns='urn:order'/>", 'set');
      const refusal = await answer('by-error');
      expect(conditionOf(refusal)).toBe('item-not-found');
      expect(refusal.node.child('error')?.child('text')?.text).toBe('No such order');
      expect(await answersTo('by-error')).toBe(1);
    });

    it('a caller answers an iq later, once', async () => {
      await ask('by-rest', `${BOT}/desk`, "<query xmlns='urn:order'/>", 'set');
      const event = await heard('by-rest');
      const result = { extensions: [{ name: 'order', namespace: 'urn:order', children: ['😀'] }] };
      const taken = await post(event, { result });
      expect(taken.status, taken.text).toBe(204);
      const { attributes, node } = await answer('by-rest');
      expect(attributes).toMatchObject({ type: 'result', from: `${BOT}/desk` });
      expect(node.child('order', 'urn:order')?.text).toBe('😀');
      expect((await post(event, { error: { condition: 'gone' } })).status).toBe(404);
      expect(await answersTo('by-rest')).toBe(1);
    });

    it('a caller whose answer cannot be sent may answer again', async () => {
      await ask('mended', BOT, "<query xmlns='urn:order'/>");
      const event = await heard('mended');
      const result = { extensions: [{ name: '1x', namespace: 'urn:order' }] };
      const refused = await post(event, { result });
      expect(refused.status, refused.text).toBe(422);
      expect((await post(event, { result: {} })).status).toBe(204);
      expect((await answer('mended')).attributes['type']).toBe('result');
    });

    it('an iq that is answered too late was refused, once', async () => {
      await ask('late', BOT, "<query xmlns='urn:order'/>");
      await ask('by-nonsense', BOT, "<query xmlns='urn:order'/>");
      const event = await heard('late');
      expect(conditionOf(await answer('late'))).toBe('service-unavailable');
      expect((await post(event, { result: {} })).status).toBe(404);
      expect(conditionOf(await answer('by-nonsense'))).toBe('service-unavailable');
      expect(await answersTo('late')).toBe(1);
      expect(await answersTo('by-nonsense')).toBe(1);
    });

    it('a webhook replies to a message', async () => {
      await juliet.send(
        `<message to='${BOT}' type='chat'><thread>t1</thread><body>Wherefore art thou?</body></message>`,
      );
      const reply = await juliet.waitFor(({ body }) => body === 'Here');
      expect(reply.attributes).toMatchObject({ from: BOT, to: juliet.jid, type: 'chat' });
      expect(reply.node.child('thread')?.text).toBe('t1');
      const second = await juliet.waitFor(({ body }) => body === 'and there');
      expect(second.attributes['type']).toBe('headline');
    });

    it('a reply that cannot be sent harms nobody', async () => {
      await juliet.send(`<message to='${BOT}'><body>Say the unspeakable</body></message>`);
      await juliet.send(`<message to='${BOT}'><body>Wherefore art thou?</body></message>`);
      await juliet.next(({ body }) => body === 'and there');
      await juliet.next(({ body }) => body === 'and there');
      expect(juliet.received.filter(({ body }) => body?.endsWith('b'))).toEqual([]);
      expect(stage.bridge.logs()).not.toContain('the link is down');
    });
  });
});
