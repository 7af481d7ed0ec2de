import { describe, expect, test } from 'vitest';
import { bridgeEvent, conversationEvent, type Event } from '../../../src/features/events/event.ts';
import { eventFilter, type EventWishes } from '../../../src/features/events/filter.ts';

const DOMAIN = 'bridge.example.org';
const STAMP = { id: '01J', now: 0 };

function message(local: string, remote: string): Event {
  const identity = local === '' ? DOMAIN : `${local}@${DOMAIN}`;
  return conversationEvent(STAMP, 'message.received', { identity, remote }, {});
}

function filter(identities: readonly string[], wishes: EventWishes = {}) {
  return eventFilter({ caller: { keyId: 'alerts', identities }, domain: DOMAIN }, wishes);
}

const ROMEO = 'romeo@montague.example';

describe('a reader', () => {
  test('gets the events of its identities only', () => {
    const passes = filter(['alerts', 'bot-*']);
    expect(passes(message('alerts', ROMEO))).toBe(true);
    expect(passes(message('bot-1', ROMEO))).toBe(true);
    expect(passes(message('shop', ROMEO))).toBe(false);
    expect(passes(message('', ROMEO))).toBe(false);
  });

  test('with all identities gets those of the domain and of the bridge itself too', () => {
    const passes = filter(['*']);
    expect(passes(message('', ROMEO))).toBe(true);
    expect(passes(bridgeEvent(STAMP, 'link.up', DOMAIN, {}))).toBe(true);
    expect(filter(['alerts'])(bridgeEvent(STAMP, 'link.up', DOMAIN, {}))).toBe(false);
  });

  test('cannot ask for more than its identities', () => {
    expect(filter(['alerts'], { identities: ['*'] })(message('shop', ROMEO))).toBe(false);
  });

  test('can ask for less', () => {
    const passes = filter(['*'], { identities: ['bot-*'], types: ['message.received'] });
    expect(passes(message('bot-1', ROMEO))).toBe(true);
    expect(passes(message('alerts', ROMEO))).toBe(false);
    expect(passes({ ...message('bot-1', ROMEO), type: 'presence.received' })).toBe(false);
  });

  test.each([
    ['romeo@montague.example', true],
    ['*@montague.example', true],
    ['montague.example', true],
    ['romeo@*', true],
    ['*', true],
    ['*@capulet.example', false],
    ['juliet@montague.example', false],
  ])('that asks for the remote side %s: %s', (pattern, expected) => {
    expect(filter(['*'], { remotes: [pattern] })(message('bot', ROMEO))).toBe(expected);
  });

  test.each(['webhook.disabled', 'hook.failed'] as const)(
    'hears %s of its key, and of no other',
    (type) => {
      const told = (keyId: string) => bridgeEvent(STAMP, type, DOMAIN, { keyId });
      expect(filter(['alerts'])(told('alerts'))).toBe(true);
      expect(filter(['alerts'])(told('shop'))).toBe(false);
    },
  );
});
