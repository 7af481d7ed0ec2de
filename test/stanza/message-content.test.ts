import { describe, expect, it } from 'vitest';
import type { MessageToSend } from '../../src/contract/schemas.ts';
import { composeMessage } from '../../src/stanza/compose.ts';

const RULES = {
  domain: 'bridge.example.org',
  maxBytes: 4_096,
  maxDepth: 32,
  maxElements: 512,
};
const STAMP = { id: 'm1', from: 'alerts@bridge.example.org' };
const to = 'juliet@example.org';
const compose = (message: MessageToSend) => composeMessage(message, STAMP, RULES);

describe('a message without content', () => {
  it.each<[string, Omit<MessageToSend, 'to'>]>([
    ['nothing', {}],
    ['a type', { type: 'chat' }],
    ['a time to live', { ttl: 60 }],
    ['an empty body', { body: '' }],
    ['a thread', { thread: { id: 't' } }],
    ['no extensions', { extensions: [] }],
    ['hints for servers', { hints: ['store'] }],
    ['an id', { originId: 'o1' }],
  ])('that has %s only is refused, and told what to add', (_what, message) => {
    expect(() => compose({ to, ...message })).toThrow(
      expect.objectContaining({
        code: 'invalid-stanza',
        message: expect.stringContaining('add "body", or one of') as string,
        facts: { errors: [expect.objectContaining({ pointer: '/body' })] },
      }),
    );
  });

  it.each<[string, Omit<MessageToSend, 'to'>]>([
    ['a subject', { subject: '' }],
    ['a chat state', { chatState: 'composing' }],
    ['a marker', { marker: { displayed: 'm0' } }],
    ['a receipt', { receipt: { received: 'm0' } }],
    ['a reaction', { reactions: { id: 'm0', emojis: ['👍'] } }],
    ['an extension', { extensions: [{ name: 'x', namespace: 'urn:x' }] }],
    ['a retraction', { retract: { id: 'm0' } }],
  ])('is not one that has %s', (_what, message) => {
    expect(() => compose({ to, ...message })).not.toThrow();
  });
});

describe('the type of a message', () => {
  const typeOf = (message: Omit<MessageToSend, 'to'>) =>
    compose({ to, ...message }).element.attributes['type'];

  it('is chat when it is left out', () => {
    expect(typeOf({ body: 'Hi' })).toBe('chat');
    expect(typeOf({ chatState: 'active' })).toBe('chat');
  });

  it.each(['chat', 'groupchat', 'headline', 'normal'] as const)('is %s when it says so', (type) => {
    expect(typeOf({ body: 'Hi', type })).toBe(type);
  });

  it('is normal for what rooms take as such only: invitations and forms', () => {
    const invite = { name: 'x', namespace: 'http://jabber.org/protocol/muc#user' };
    expect(typeOf({ extensions: [invite] })).toBe('normal');
    expect(typeOf({ form: { type: 'submit' } })).toBe('normal');
  });
});
