import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import {
  prepareSelectors,
  recipientPattern,
  type Selectors,
} from '../../../src/core/addresses/selectors.ts';

const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };

function refusal(selectors: Selectors, place?: string): BridgeError {
  try {
    prepareSelectors(selectors, HOME, place);
  } catch (error) {
    if (error instanceof BridgeError) return error;
  }
  throw new Error('It was taken.');
}

describe('a wanted identity', () => {
  it.each([
    ['bot', 'bot'],
    ['Bot', 'bot'],
    ['Bot@bridge.example.org', 'bot'],
    ['bot@Bridge.Example.ORG', 'bot'],
    ['xmpp:bot@bridge.example.org', 'bot'],
    ['BOT-*', 'bot-*'],
    ['bot-*@bridge.example.org', 'bot-*'],
    ['*-bot', '*-bot'],
    ['*', '*'],
    ['friar.laurence', 'friar.laurence'],
    ['ｂｏｔ', 'bot'],
  ])('%s is %s', (text, pattern) => {
    expect(prepareSelectors({ identities: [text] }, HOME)).toEqual({ identities: [pattern] });
  });

  it.each([
    [' bot', 'write bot.'],
    ['bot@example.org', 'write bot.'],
    ['bot@*', 'write bot.'],
    ['bot@bridge.example.org/desk', 'write bot@bridge.example.org.'],
    ['@bridge.example.org', 'write *.'],
    ['*@bridge.example.org', 'write *.'],
    ['bridge.example.org', 'write *.'],
    ['the bot', 'write thebot.'],
  ])('%j is refused: %s', (text, advice) => {
    const { code, message, facts } = refusal({ identities: ['alerts', text] });
    expect(code).toBe('invalid-address');
    expect(message).toContain(advice);
    expect(facts.errors).toEqual([{ pointer: '/identities/1', detail: message }]);
  });
});

describe('a wanted other side', () => {
  it.each([
    ['JULIET@Example.ORG', 'juliet@example.org'],
    ['xmpp:juliet@example.org', 'juliet@example.org'],
    ['Example.org', 'example.org'],
    ['localhost', 'localhost'],
    ['*@Example.org', '*@example.org'],
    ['*.Example.org', '*.example.org'],
    ['ROMEO@*', 'romeo@*'],
    ['romeo-*@*.example.org', 'romeo-*@*.example.org'],
    ['*', '*'],
    ['*@*', '*@*'],
  ])('%s is %s', (text, pattern) => {
    expect(prepareSelectors({ remotes: [text] }, HOME)).toEqual({ remotes: [pattern] });
  });

  it.each([
    ['juliet@example.org/phone', 'write juliet@example.org.'],
    ['*@example.org/phone', 'write *@example.org.'],
    ['@example.org', 'write example.org or *@example.org.'],
    ['@*.example.org', 'write *.example.org or *@*.example.org.'],
    [' juliet@example.org', 'did you mean juliet@example.org?'],
    ['juliet', 'did you mean juliet@example.org?'],
    ['Juliet <juliet@example.org>', 'did you mean juliet@example.org?'],
    ['+491701234567', '+491701234567@sms.example.org'],
    ['* @example.org', 'matches no JID'],
    ['*@example..org', 'matches no JID'],
  ])('%j is refused: %s', (text, advice) => {
    expect(refusal({ remotes: [text] }).message).toContain(advice);
  });
});

describe('a domain that a key may send to', () => {
  it.each([
    ['Example.ORG', { pattern: 'example.org' }],
    ['*.Example.org', { pattern: '*.example.org' }],
    ['*', { pattern: '*' }],
    ['xmpp:example.org', { pattern: 'example.org' }],
    ['juliet@example.org', { why: expect.stringContaining('write example.org.') as string }],
    ['*@example.org', { why: expect.stringContaining('write example.org.') as string }],
    ['example.org/x', { why: expect.stringContaining('write example.org.') as string }],
  ])('%s', (text, read) => {
    expect(recipientPattern(text, HOME)).toEqual(read);
  });
});

describe('selectors', () => {
  it('are refused together, each at its place', () => {
    const { facts } = refusal({ identities: ['a b'], remotes: ['*', '@x.org'] }, '/query');
    expect(facts.errors?.map(({ pointer }) => pointer)).toEqual([
      '/query/identities/0',
      '/query/remotes/1',
    ]);
  });

  it('that come to the same are one', () => {
    const prepared = prepareSelectors({ identities: ['bot', 'BOT', 'alerts'] }, HOME);
    expect(prepared.identities).toEqual(['bot', 'alerts']);
  });

  it('leave everything else as it is', () => {
    const given: Selectors & { readonly types: readonly string[] } = {
      types: ['message.received'],
    };
    expect(prepareSelectors(given, HOME)).toBe(given);
  });
});
