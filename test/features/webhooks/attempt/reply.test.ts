import { describe, expect, test } from 'vitest';
import {
  conversationEvent,
  type Event,
  type EventType,
} from '../../../../src/features/events/event.ts';
import type { Answer } from '../../../../src/egress/exchange.ts';
import { parseJson } from '../../../../src/core/json/json.ts';
import { readReply as read } from '../../../../src/features/webhooks/attempt/reply.ts';

const ROOM = 'orchard@rooms.capulet.example';
const IDENTITY = 'bot@bridge.example.org';

function event(data: object, type: EventType = 'message.received') {
  const between = { identity: IDENTITY, remote: 'romeo@montague.example' };
  return conversationEvent({ id: '01J', now: 0 }, type, between, data);
}

function answer(body: unknown, contentType = 'application/json; charset=utf-8') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status: 200,
    contentType,
    retryAfter: undefined,
    body: text,
    cut: false,
    isGarbled: false,
  };
}

const readReply = (heard: Event, given: Answer) => read(heard, given, parseJson);

const CHAT = { from: 'romeo@montague.example/balcony', type: 'chat', thread: { id: 't1' } };

describe('an answer', () => {
  test.each([
    ['without a body', answer('')],
    ['that is text', answer('ok', 'text/plain')],
    ['that is a JSON list', answer([])],
    ['with other keys', answer({ status: 'ok' })],
    ['that is blank', answer(' \r\n')],
    ['that is a word and no JSON', answer('OK\n')],
    ['that is a word in JSON', answer('"ok"')],
    ['that is a page', answer('<html><body>{"messages":[]}</body></html>', 'text/html')],
    ['that is a line of a log', answer('[INFO] accepted', 'text/plain')],
    ['that is a number', answer(200)],
    ['that is null', answer(null)],
    ['with ok', answer({ ok: true })],
    ['with a status and a message', answer({ status: 'received', message: 'Event stored' })],
    ['with an empty body', answer({ statusCode: 200, body: '' })],
    ['with an acknowledgement as body of a response', answer({ statusCode: 200, body: 'ok' })],
    ['with a result that is a word', answer({ result: 'ok', error: null })],
    ['with no messages', answer({ messages: null })],
    ['that is the event itself', answer(event({ from: 'romeo@montague.example', body: 'Hi' }))],
    ['that is a list of records', answer([{ id: 1 }])],
  ])('%s asks for nothing', (_what, given) => {
    expect(readReply(event(CHAT), given)).toEqual({ kind: 'none' });
  });

  test.each([
    ['that is no JSON', answer('{"messages":')],
    ['that is nested too deeply', answer(`{"messages":${'['.repeat(200)}${']'.repeat(200)}}`)],
    ['that poisons prototypes', answer('{"messages":[],"__proto__":{"x":1}}')],
    ['that is no UTF-8', { ...answer({ messages: [] }), isGarbled: true }],
    ['too long', { ...answer('{"mess'), cut: true }],
    ['with messages that are no list', answer({ messages: {} })],
    ['with a message that is no object', answer({ messages: ['Hi'] })],
    ['with too many messages', answer({ messages: Array(101).fill({ body: 'Hi' }) })],
    ['of an iq to a message', answer({ result: {} })],
    ['that is a JSON string', answer('"Hello there"')],
    ['that is a list of texts', answer(['Hello'])],
    ['with a text that may be an acknowledgement', answer({ message: 'Hello' })],
    ['with a body beside the parts of a response', answer({ statusCode: 200, body: 'Hello' })],
    ['with a body that is no text', answer({ body: { text: 'Hello' } })],
    ['with a misspelt key and no message in it', answer({ mesages: ['Hello'] })],
    ['in a page', answer({ messages: [{ body: 'Hi' }] }, 'text/html; charset=utf-8')],
    ['as XML', answer({ body: 'Hi' }, 'application/xml')],
    ['in the notation of another language', answer("{'messages': [{'body': 'Hi'}]}", 'text/plain')],
  ])('%s is wrong', (_what, given) => {
    expect(readReply(event(CHAT), given)).toMatchObject({ kind: 'wrong' });
  });

  test.each([
    ['that is a JSON string', answer('"Hello there"')],
    ['in a page', answer({ body: 'Hi' }, 'text/html')],
    ['with another key', answer({ content: 'Hello' })],
  ])('%s is told what a reply looks like', (_what, given) => {
    const reply = readReply(event(CHAT), given);
    expect(reply).toMatchObject({
      why: expect.stringContaining(
        'a reply is JSON such as {"messages":[{"body":"Hello"}]}',
      ) as string,
    });
  });

  test.each([
    ['a message alone', answer({ body: 'pong' })],
    ['a message alone with its address', answer({ body: 'pong', to: CHAT.from })],
    ['a bare list', answer([{ body: 'pong' }])],
    ['a text', answer({ text: 'pong' })],
    ['a reply', answer({ reply: 'pong' })],
    ['a reply that is a message', answer({ reply: { body: 'pong' } })],
    ['a message in place of the list', answer({ messages: { body: 'pong' } })],
    ['texts in the list', answer({ messages: [{ text: 'pong' }] })],
    ['another case', answer({ Messages: [{ Body: 'pong' }] })],
    ['a misspelt key', answer({ mesages: [{ body: 'pong' }] })],
    ['the key in the singular', answer({ message: { body: 'pong' } })],
    ['plain text', answer({ messages: [{ body: 'pong' }] }, 'text/plain; charset=utf-8')],
    ['plain text with one message', answer({ body: 'pong' }, 'text/plain')],
    ['bytes', answer({ body: 'pong' }, 'application/octet-stream')],
    ['a type of its own', answer({ body: 'pong' }, 'application/vnd.shop+json')],
    ['upper case', answer({ body: 'pong' }, 'Application/JSON')],
    ['a byte order mark', answer('\uFEFF{"body":"pong"}')],
  ])('that is a message by %s is sent', (_what, given) => {
    expect(readReply(event(CHAT), given)).toMatchObject({
      kind: 'messages',
      messages: [{ to: CHAT.from, body: 'pong' }],
    });
  });

  test('without a type is read', () => {
    const given = { ...answer({ body: 'pong' }), contentType: undefined };
    expect(readReply(event(CHAT), given)).toMatchObject({ kind: 'messages' });
  });

  test('by text alone is no reply to an event that nobody said', () => {
    const given = answer({ text: 'noted' });
    expect(readReply(event({}, 'message.status'), given)).toEqual({ kind: 'none' });
  });

  test('with result and error at once is wrong', () => {
    const given = answer({ result: {}, error: {} });
    expect(readReply(event({}, 'iq.received'), given)).toMatchObject({ kind: 'wrong' });
  });
});

describe('a message in the answer', () => {
  function complete(data: object, message: object, type?: EventType) {
    const reply = readReply(event(data, type), answer({ messages: [message] }));
    return reply.kind === 'messages' ? reply.messages[0] : reply;
  }

  test('goes to the sender, with the type and thread of what it answers', () => {
    expect(complete(CHAT, { body: 'Hi' })).toEqual({
      from: IDENTITY,
      to: CHAT.from,
      type: 'chat',
      thread: { id: 't1' },
      body: 'Hi',
    });
  });

  test('goes to the room, where it came from one', () => {
    const data = { from: `${ROOM}/romeo`, type: 'groupchat' };
    expect(complete(data, { body: 'Hi' })).toEqual({
      from: IDENTITY,
      to: ROOM,
      type: 'groupchat',
      body: 'Hi',
    });
  });

  test('keeps what it says itself', () => {
    const message = { from: 'other@bridge.example.org', to: ROOM, type: 'normal', body: 'Hi' };
    expect(complete(CHAT, message)).toEqual(message);
  });

  test('with an address of its own takes nothing but the identity from the event', () => {
    expect(complete(CHAT, { to: ROOM, body: 'Hi' })).toEqual({
      from: IDENTITY,
      to: ROOM,
      body: 'Hi',
    });
  });

  test('answers presence with a plain message', () => {
    const data = { from: CHAT.from, type: 'subscribe' };
    expect(complete(data, { body: 'Hi' }, 'presence.received')).toEqual({
      from: IDENTITY,
      to: CHAT.from,
      body: 'Hi',
    });
  });

  test('never answers an error without saying whom it is for', () => {
    expect(complete({ ...CHAT, type: 'error' }, { body: 'Hi' })).toMatchObject({ kind: 'wrong' });
  });

  test('to an event without a stanza needs an address', () => {
    expect(complete({}, { body: 'Hi' }, 'link.up')).toMatchObject({ kind: 'wrong' });
  });
});
