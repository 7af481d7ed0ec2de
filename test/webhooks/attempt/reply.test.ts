import { describe, expect, test } from 'vitest';
import { conversationEvent, type Event, type EventType } from '../../../src/events/event.ts';
import type { Answer } from '../../../src/egress/exchange.ts';
import { parseJson } from '../../../src/api/json.ts';
import { readReply as read } from '../../../src/webhooks/attempt/reply.ts';

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
    ['that is JSON by another name', answer({ messages: [{ body: 'Hi' }] }, 'text/html')],
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
  ])('%s is wrong', (_what, given) => {
    expect(readReply(event(CHAT), given)).toMatchObject({ kind: 'wrong' });
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
