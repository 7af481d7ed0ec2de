import { describe, expect, test } from 'vitest';
import { modRestFormat } from '../../../src/facades/mod-rest/webhook-format.ts';
import type { Answer } from '../../../src/egress/exchange.ts';
import { stanzaEvent } from '../../../src/features/events/stanza-event.ts';
import { LoggedEvent } from '../../../src/features/events/logged-event.ts';
import { parseRawStanza } from '../../../src/stanza/xml/raw-stanza.ts';

const BOUNDS = { maxDepth: 32, maxElements: 1_000 };
const ADDRESSES = "id='a1' from='romeo@montague.example/orchard' to='bot@bridge.example.org'";
const format = modRestFormat(BOUNDS);

function heard(xml: string) {
  const event = stanzaEvent({ id: '01J', now: 0 }, parseRawStanza(xml, BOUNDS));
  if (event === undefined) throw new Error('no event');
  return event;
}

const MESSAGE = heard(
  `<message ${ADDRESSES} type='chat' xml:lang='en'><body>Ay me!</body></message>`,
);
const PING = heard(`<iq ${ADDRESSES} type='get'><ping xmlns='urn:xmpp:ping'/></iq>`);
const SUBSCRIBE = heard(`<presence ${ADDRESSES} type='subscribe'/>`);

function answer(status: number, contentType?: string, body: unknown = ''): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const rest = { retryAfter: undefined, cut: false, isGarbled: false };
  return { status, contentType, body: text, ...rest };
}

const JSON_TYPE = 'application/json';

describe('a callback', () => {
  const logged = (event: object) =>
    new LoggedEvent({ position: '1-0', value: JSON.stringify(event) }, 'i1');

  test('gets the stanza in the JSON of mod_rest', () => {
    const { contentType, body, headers } = format.write(logged(MESSAGE), false);
    expect(contentType).toBe('application/json');
    expect(headers).toMatchObject({ 'content-language': 'en' });
    expect(JSON.parse(body.toString())).toEqual({
      ...{ kind: 'message', type: 'chat', id: 'a1', lang: 'en', body: 'Ay me!' },
      ...{ from: 'romeo@montague.example/orchard', to: 'bot@bridge.example.org' },
    });
  });

  test('gets the stanza as XML where it asked for that', () => {
    const { contentType, body } = format.write(logged(PING), true);
    expect(contentType).toBe('application/xmpp+xml');
    expect(parseRawStanza(body.toString(), BOUNDS)).toMatchObject({ name: 'iq' });
  });

  test('has parts of the stanza in its URL', () => {
    const { path } = format.write(logged(MESSAGE), false);
    const wanted = new URL('https://shop.example/{kind}/{from}?to={to}&what={what}');
    expect(path?.(wanted.pathname + wanted.search)).toBe(
      '/message/romeo%40montague.example%2Forchard?to=bot%40bridge.example.org&what={what}',
    );
  });
});

describe('the answer of a callback', () => {
  const TO_ROMEO = { from: 'bot@bridge.example.org', to: 'romeo@montague.example/orchard' };

  test.each<[string, typeof MESSAGE, Answer, object]>([
    ['nothing', MESSAGE, answer(204), { kind: 'none' }],
    ['nothing either', MESSAGE, answer(202, JSON_TYPE, { body: 'Hi' }), { kind: 'none' }],
    [
      'a reply in JSON',
      MESSAGE,
      answer(200, JSON_TYPE, { body: 'Yes this is flask app' }),
      {
        kind: 'messages',
        messages: [{ ...TO_ROMEO, type: 'chat', body: 'Yes this is flask app' }],
      },
    ],
    [
      'a reply in XML',
      MESSAGE,
      answer(200, 'application/xmpp+xml', "<message type='headline'><body>Yes</body></message>"),
      { kind: 'messages', messages: [{ ...TO_ROMEO, type: 'headline', body: 'Yes' }] },
    ],
    [
      'a reply in text',
      MESSAGE,
      answer(200, 'text/plain; charset=utf-8', 'Yes'),
      { kind: 'messages', messages: [{ ...TO_ROMEO, type: 'chat', body: 'Yes' }] },
    ],
    ['a page', MESSAGE, answer(200, 'text/html', '<p>'), { kind: 'wrong' }],
    ['a refusal with a page', MESSAGE, answer(501, 'text/html', '<p>'), { kind: 'none' }],
    ['another kind', MESSAGE, answer(200, JSON_TYPE, { ping: true }), { kind: 'wrong' }],
    ['an empty result', PING, answer(204), { kind: 'iq', body: { result: {} } }],
    [
      'a result',
      PING,
      answer(200, JSON_TYPE, { version: { name: 'app.py', version: '0' } }),
      { kind: 'iq', body: { result: { version: { name: 'app.py', version: '0' } } } },
    ],
    [
      'that nobody has made it',
      PING,
      answer(501, 'text/html', '<p>'),
      { kind: 'iq', body: { error: { type: 'cancel', condition: 'feature-not-implemented' } } },
    ],
    [
      'an error of its own',
      PING,
      answer(200, JSON_TYPE, {
        kind: 'iq',
        error: { type: 'auth', condition: 'forbidden', text: 'No' },
      }),
      { kind: 'iq', body: { error: { type: 'auth', condition: 'forbidden', text: 'No' } } },
    ],
    [
      'that somebody may subscribe',
      SUBSCRIBE,
      answer(200, JSON_TYPE, { type: 'subscribed' }),
      { kind: 'presence', presence: { ...TO_ROMEO, type: 'subscribed' } },
    ],
  ])('may be %s', (_what, event, given, reply) => {
    expect(format.readReply(event, given)).toMatchObject(reply);
  });

  test.each([
    [MESSAGE, 501, true],
    [MESSAGE, 404, true],
    [MESSAGE, 410, true],
    [MESSAGE, 429, false],
    [MESSAGE, 500, false],
    [MESSAGE, 503, false],
    [PING, 503, true],
  ])('%# a status takes the event, or has it sent again', (event, status, isTaken) => {
    expect(format.isTaken?.(event, status)).toBe(isTaken);
  });
});
