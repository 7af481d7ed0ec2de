import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import {
  checkRecipient,
  identityTest,
  matchesPattern,
  mayUse,
  patternTest,
  resolveAddresses,
  resolveFrom,
} from '../../../src/core/addresses/identity.ts';

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
      expect.objectContaining({ code: 'invalid-address' }),
    );
  });

  it.each([
    ['alerts', `alerts@${DOMAIN}`],
    ['Alerts', `alerts@${DOMAIN}`],
    ['alerts/Desk', `alerts@${DOMAIN}/Desk`],
    ['friar.laurence', `friar.laurence@${DOMAIN}`],
    ['+491701234567', `+491701234567@${DOMAIN}`],
    [`xmpp:alerts@${DOMAIN}`, `alerts@${DOMAIN}`],
    [DOMAIN, DOMAIN],
    [`${DOMAIN}/desk`, `${DOMAIN}/desk`],
    [DOMAIN.toUpperCase(), DOMAIN],
  ])('may be written as %s', (from, prepared) => {
    expect(resolveFrom(everybody, from, DOMAIN)).toBe(prepared);
  });

  it.each(['example.org', `muc.${DOMAIN}`])(
    'is not taken for a local part when it is the domain %s nearby',
    (from) => {
      expect(() => resolveFrom(everybody, from, DOMAIN)).toThrow(
        expect.objectContaining({ code: 'identity-forbidden' }),
      );
    },
  );

  it('is checked by its local part when that stands alone', () => {
    expect(resolveFrom(callerWith('alerts'), 'alerts', DOMAIN)).toBe(`alerts@${DOMAIN}`);
    expect(() => resolveFrom(callerWith('alerts'), 'news', DOMAIN)).toThrow(
      expect.objectContaining({ code: 'identity-forbidden' }),
    );
  });

  it('is proposed at the domain of the bridge', () => {
    expect(() => resolveFrom(everybody, 'alerts@', DOMAIN)).toThrow(`alerts@${DOMAIN}`);
  });

  it.each([' alerts', 'the alerts', 'alerts@', ''])('may not be %j', (from) => {
    expect(() => resolveFrom(everybody, from, DOMAIN)).toThrow(
      expect.objectContaining({
        code: 'invalid-address',
        facts: { errors: [expect.objectContaining({ pointer: '/from' })] },
      }),
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

describe('many patterns', () => {
  it.each([
    [['alerts', 'bot-*'], 'bot-7', true],
    [['alerts', 'bot-*'], 'alerts', true],
    [['alerts', 'bot-*'], 'news', false],
    [['alerts', '*'], '', true],
    [['alerts', '**'], '', false],
  ])('%j against %j is %j', (patterns, text, expected) => {
    expect(patternTest(patterns)(text)).toBe(expected);
  });

  it('match what a simple reading of them matches', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), text, (patterns, it) => {
        const expected = patterns.some((one) => one === '*' || (it !== '' && readSimply(one, it)));
        expect(patternTest([...patterns])(it)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cost about as much when they are hostile as when they are plain', () => {
    const [plain, ...hostile] = [
      '*romeo*',
      '*a'.repeat(500) + '*b',
      '*a*a*a*a*a*a*a*b',
      `*${'a'.repeat(500)}b*`,
      `*${'ab'.repeat(250)}*${'ba'.repeat(250)}*`,
    ].map((pattern) => costOf(pattern, 'a'.repeat(1_000)));
    for (const cost of hostile) expect(cost).toBeLessThan(200 * Math.max(plain!, 1e-3));
  });

  it('of identities mean addresses at the component domain', () => {
    const test = identityTest(['bot-*'], DOMAIN);
    expect(test(`bot-7@${DOMAIN}`)).toBe(true);
    expect(test('bot-7@capulet.example')).toBe(false);
    expect(test(DOMAIN)).toBe(false);
  });
});

describe('the addresses of a stanza', () => {
  const home = { domain: DOMAIN };

  it('are both prepared', () => {
    const asked = { from: 'Alerts', to: 'xmpp:JULIET@example.org' };
    expect(resolveAddresses(everybody, asked, home)).toEqual({
      from: `alerts@${DOMAIN}`,
      to: 'juliet@example.org',
    });
  });

  it('are refused with what was probably meant', () => {
    expect(() => resolveAddresses(everybody, { to: 'juliet' }, home)).toThrow(
      expect.objectContaining({
        code: 'invalid-address',
        facts: {
          errors: [
            { pointer: '/to', detail: expect.stringContaining('juliet@example.org?') as string },
          ],
        },
      }),
    );
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

/** By trying every length that a `*` may stand for. */
function readSimply(pattern: string, text: string): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return text === '';
  const left = rest.join('');
  if (head !== '*') return text.startsWith(head) && readSimply(left, text.slice(1));
  return Array.from({ length: text.length + 1 }, (_, n) => text.slice(n)).some((end) =>
    readSimply(left, end),
  );
}

/** The shortest of some measurements, in ms for 100 comparisons. */
function costOf(pattern: string, text: string): number {
  const test = patternTest([pattern]);
  const measure = () => {
    const begun = performance.now();
    for (let n = 0; n < 100; n += 1) test(text);
    return performance.now() - begun;
  };
  return Math.min(...Array.from({ length: 20 }, measure));
}
