import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/core/caller.ts';
import { checkRecipient, matchesPattern, mayUse, resolveFrom } from '../../src/core/identity.ts';

const DOMAIN = 'bridge.example.org';

function callerWith(...identities: string[]): Caller {
  return { keyId: 'k', identities, scopes: new Set() };
}

const everybody = callerWith('*');

describe('who speaks', () => {
  it('is the component domain for a key with every identity that names none', () => {
    expect(resolveFrom(everybody, undefined, DOMAIN)).toBe(DOMAIN);
  });

  it('is the only identity of a key that names none', () => {
    expect(resolveFrom(callerWith('alerts'), undefined, DOMAIN)).toBe(`alerts@${DOMAIN}`);
  });

  it('is the first whole name of a key that also has patterns', () => {
    expect(resolveFrom(callerWith('bot-*', 'alerts', 'news'), undefined, DOMAIN)).toBe(
      `alerts@${DOMAIN}`,
    );
  });

  it('must be said by a key that has only patterns', () => {
    expect(() => resolveFrom(callerWith('bot-*'), undefined, DOMAIN)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        facts: { errors: [expect.objectContaining({ pointer: '/from' })] },
      }),
    );
  });

  it('comes back prepared, with its resource', () => {
    expect(resolveFrom(everybody, `Alerts@BRIDGE.example.org/Desk`, DOMAIN)).toBe(
      `alerts@${DOMAIN}/Desk`,
    );
  });

  it.each([
    ['another local part', callerWith('alerts'), `news@${DOMAIN}`],
    ['the domain itself, with a pattern', callerWith('bot-*'), DOMAIN],
    ['another domain, with every identity', everybody, 'alerts@capulet.example'],
    ['a subdomain', everybody, `alerts@x.${DOMAIN}`],
  ])('may not be %s', (_what, caller, from) => {
    expect(() => resolveFrom(caller, from, DOMAIN)).toThrow(
      expect.objectContaining({ code: 'identity-forbidden' }),
    );
  });

  it('must be a JID', () => {
    expect(() => resolveFrom(everybody, 'a@b@c', DOMAIN)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });
});

describe('who hears', () => {
  it('is a key with the identity that was written to, at any resource', () => {
    expect(mayUse(callerWith('bot-*'), `bot-7@${DOMAIN}/desk`, DOMAIN)).toBe(true);
  });

  it('is not a key with another identity', () => {
    expect(mayUse(callerWith('bot-*'), `alerts@${DOMAIN}`, DOMAIN)).toBe(false);
  });

  it('is a key with every identity, for the domain too', () => {
    expect(mayUse(everybody, DOMAIN, DOMAIN)).toBe(true);
  });
});

describe('a pattern', () => {
  it.each([
    ['bot-*', 'bot-7', true],
    ['bot-*', 'bot-', true],
    ['bot-*', 'robot-7', false],
    ['*-bot', 'news-bot', true],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'aecb', false],
    ['ab*ba', 'aba', false],
    ['alerts', 'alerts', true],
    ['alerts', 'alerts2', false],
    ['*', '', true],
    ['**', '', false],
  ])('%s against %j is %j', (pattern, local, expected) => {
    expect(matchesPattern(pattern, local)).toBe(expected);
  });
});

describe('whom a key may send to', () => {
  const montague: Caller = {
    ...everybody,
    recipients: ['montague.example', '*.montague.example'],
  };

  it.each(['romeo@montague.example/orchard', 'montague.example', 'muc.montague.example'])(
    'is %s of a domain that it names',
    (to) => {
      expect(() => checkRecipient(montague, to)).not.toThrow();
    },
  );

  it.each(['juliet@capulet.example', 'montague.example@capulet.example', 'notmontague.example'])(
    'is not %s',
    (to) => {
      expect(() => checkRecipient(montague, to)).toThrow(
        expect.objectContaining({ code: 'recipient-forbidden' }),
      );
    },
  );

  it('is anybody for a key that names none', () => {
    expect(() => checkRecipient(everybody, 'juliet@capulet.example')).not.toThrow();
  });
});
