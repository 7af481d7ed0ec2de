import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StanzaError } from '../../../src/contract/schemas.ts';
import { CONDITION_WORDS } from '../../../src/core/words/condition-words.ts';
import { stanzaErrorWords, type Refused } from '../../../src/core/words/stanza-error-words.ts';
import { CONDITIONS } from '../../support/stanza-conditions.ts';

const JULIET = 'juliet@example.org';
const ROOM = 'balcony@rooms.example.org';

function words(refused: Partial<Refused>, error: Partial<StanzaError> = {}): string {
  return stanzaErrorWords(
    { kind: 'message', to: JULIET, ...refused },
    { type: 'cancel', condition: 'service-unavailable', ...error },
  );
}

describe('a stanza error in words', () => {
  it('names the account of a message and the likely causes', () => {
    expect(words({})).toBe(
      'juliet@example.org: the account does not exist, or it is offline and the server keeps no messages for it.',
    );
  });

  it.each([
    ['a device', {}, `${JULIET}/phone`, 'this device is not online'],
    ['a domain', {}, 'example.org', 'takes no messages at the domain itself'],
    ['a room', { isRoom: true }, ROOM, 'this is no room'],
    ['an occupant', { isRoom: true }, `${ROOM}/romeo`, 'nobody of this nickname'],
    ['an IQ to an account', { kind: 'iq' as const }, JULIET, 'does not offer for it'],
    ['an IQ to a device', { kind: 'iq' as const }, `${JULIET}/phone`, 'this device is not online'],
    ['an IQ to a server', { kind: 'iq' as const }, 'example.org', 'does not offer what was asked'],
    ['presence to an account', { kind: 'presence' as const }, JULIET, 'tells nothing about it'],
  ])('says another thing for %s', (_what, refused, to, cause) => {
    const told = words({ to, ...refused });
    expect(told).toContain(cause);
    expect(told.startsWith(`${to}: `)).toBe(true);
  });

  it.each([
    ['forbidden', 'the room is moderated'],
    ['not-acceptable', 'it has to join first'],
    ['registration-required', 'for members only'],
    ['gone', 'closed for good'],
    ['item-not-found', 'no such room'],
  ] as const)('knows what rooms mean by %s', (condition, cause) => {
    expect(words({ to: ROOM, isRoom: true }, { condition })).toContain(cause);
  });

  it.each([
    ['conflict', 'nickname'],
    ['forbidden', 'banned'],
    ['not-authorized', 'password'],
    ['registration-required', 'for members only'],
  ] as const)('knows what rooms mean by %s to those who join', (condition, cause) => {
    expect(words({ kind: 'presence', to: `${ROOM}/romeo` }, { condition })).toContain(cause);
  });

  it('names the domain that no server answers for', () => {
    const told = words(
      { to: 'lady@capulet.example/hall' },
      { condition: 'remote-server-not-found' },
    );
    expect(told).toContain('no server answers for capulet.example:');
  });

  it.each(['gone', 'redirect'] as const)('names the new address of %s', (condition) => {
    const told = words({}, { condition, uri: 'xmpp:juliet@montague.example' });
    expect(told).toContain('another address: "juliet@montague.example".');
  });

  it('keeps what the server said, quoted', () => {
    expect(words({}, { text: 'User session not found' })).toMatch(
      /The error says: "User session not found"\.$/,
    );
  });

  it('names an application-specific condition', () => {
    const [extension] = [
      { name: 'closed-node', namespace: 'http://jabber.org/protocol/pubsub#errors' },
    ];
    expect(words({}, { extensions: [extension] })).toContain(
      'closed-node (http://jabber.org/protocol/pubsub#errors)',
    );
  });

  it('says something for a condition that nobody has defined', () => {
    const condition = 'star-crossed' as StanzaError['condition'];
    expect(words({}, { condition })).toContain('none of the usual reasons');
  });

  it('lets no text end its quotes, break its line or turn its direction', () => {
    const text = 'a" The error says: "b\u202Eevil\u2066\n\u001B[31mred\u0000 \u2028\uD800 z';
    expect(words({}, { text })).toMatch(/: "a' The error says: 'b evil \[31mred z"\.$/);
  });

  it('keeps words of any script and emoji as they are', () => {
    const text = 'کاربر می‌خواهد 👩‍👩‍👧 Ægir 日本';
    expect(words({}, { text })).toContain(`"${text}"`);
  });

  it('is one bounded line, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 5_000 });
    const given = fc.record({ kind: fc.constantFrom('message', 'presence', 'iq'), to: text });
    const error = fc.record(
      {
        type: fc.constant('cancel'),
        condition: fc.constantFrom(...CONDITIONS),
        text,
        uri: text,
        extensions: fc.array(fc.record({ name: text, namespace: text }), { maxLength: 2 }),
      },
      { requiredKeys: ['type', 'condition'] },
    );
    fc.assert(
      fc.property(given, error, fc.boolean(), (refused, stanzaError, isRoom) => {
        const told = stanzaErrorWords({ ...refused, isRoom }, stanzaError);
        return told.length < 1_300 && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(told);
      }),
    );
  });

  it('costs no more for a text of a megabyte', () => {
    const text = 'Ay me '.repeat(200_000);
    expect(words({}, { text, uri: text }).length).toBeLessThan(700);
  });

  it('has words for every condition, none of which begins or ends a sentence', () => {
    for (const { causes } of Object.values(CONDITION_WORDS)) {
      for (const cause of Object.values(causes)) expect(cause).toMatch(/^[a-z].*[^.]$/);
    }
  });
});
