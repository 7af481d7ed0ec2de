import { describe, expect, it } from 'vitest';
import type { Event, EventType } from '../../../src/events/event.ts';
import { withholdingOf } from '../../../src/webhooks/attempt/withholding.ts';

const DOMAIN = 'bridge.example.org';
const JULIET = { from: 'juliet@example.org/balcony', body: 'Ay me' };

function event(data: object, type: EventType = 'message.received'): Event {
  const identity = `bot@${DOMAIN}`;
  return { id: '1', type, at: '', identity, conversation: `${identity} x`, data };
}

describe('a reply', () => {
  it.each([
    ['an error', { ...JULIET, type: 'error' }, 'error'],
    ['what another identity said in a room', { ...JULIET, self: true }, 'self'],
    ['an identity of the bridge', { from: `nurse@${DOMAIN}`, body: 'Madam!' }, 'self'],
    ['the component domain', { from: DOMAIN, body: 'Madam!' }, 'self'],
    ['history', { ...JULIET, history: true, delay: { stamp: '' } }, 'history'],
    ['a delayed message', { ...JULIET, delay: { stamp: '' } }, 'delayed'],
    [
      'a message with a delay that was not understood',
      { ...JULIET, extensions: [{ name: 'delay', namespace: 'urn:xmpp:delay' }] },
      'delayed',
    ],
  ])('to %s is withheld', (_what, data, reason) => {
    expect(withholdingOf(event(data), DOMAIN)).toBe(reason);
  });

  it('to news of a message of our own is withheld', () => {
    const news = event({ from: `bot@${DOMAIN}`, to: JULIET.from }, 'message.status');
    expect(withholdingOf(news, DOMAIN)).toBe('self');
  });

  it.each([
    ['a user', JULIET],
    ['an occupant', { from: 'ops@rooms.example.org/juliet', type: 'groupchat', body: 'Hi' }],
    ['a user of a domain that ends alike', { from: 'x@notbridge.example.org', body: 'Hi' }],
  ])('to %s is sent', (_what, data) => {
    expect(withholdingOf(event(data), DOMAIN)).toBeUndefined();
  });
});
