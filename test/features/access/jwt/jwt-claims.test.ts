import { describe, expect, it } from 'vitest';
import { callerOfClaims, type Claims } from '../../../../src/features/access/jwt/jwt-claims.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const GOOD: Claims = {
  iss: 'https://verona.example/',
  sub: 'nurse',
  exp: NOON / 1_000 + 60,
  scope: 'messages:send openid events:read',
  identities: ['nurse', 'Bot-*'],
};

const callerOf = (claims: Claims, names = {}) =>
  callerOfClaims(claims, {
    domain: 'bridge.example.org',
    defaultRate: 1_000,
    now: NOON,
    names: {
      scopes: 'scope',
      identities: 'identities',
      recipients: 'recipients',
      rate: 'rate',
      ...names,
    },
  });

describe('the claims of a token', () => {
  it('make a caller that ends with the token', () => {
    expect(callerOf(GOOD)).toEqual({
      keyId: expect.stringMatching(/^jwt_[\w-]{22}$/) as string,
      name: 'nurse',
      identities: ['nurse', 'bot-*'],
      scopes: new Set(['messages:send', 'events:read']),
      rate: 1_000,
      expiresAt: NOON + 60_000,
      isEphemeral: true,
    });
  });

  it('of one subject make one caller, of another issuer another', () => {
    const { keyId } = callerOf(GOOD);
    expect(callerOf({ ...GOOD, exp: NOON / 1_000 + 90, scope: '' }).keyId).toBe(keyId);
    expect(callerOf({ ...GOOD, iss: 'https://mantua.example/' }).keyId).not.toBe(keyId);
    expect(callerOf({ ...GOOD, sub: 'friar' }).keyId).not.toBe(keyId);
  });

  it('may have other names, and lists as texts or as arrays', () => {
    const claims = {
      ...GOOD,
      scp: ['iq:send'],
      'https://bridge/speaks': 'friar monk',
      to: 'example.org',
    };
    const names = { scopes: 'scp', identities: 'https://bridge/speaks', recipients: 'to' };
    expect(callerOf(claims, names)).toMatchObject({
      scopes: new Set(['iq:send']),
      identities: ['friar', 'monk'],
      recipients: ['example.org'],
    });
  });

  it('that say nothing give nothing', () => {
    const { iss, sub, exp } = GOOD;
    expect(callerOf({ iss, sub, exp })).toMatchObject({ identities: [], scopes: new Set() });
  });

  it.each([
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject that is no text', { sub: 7 }],
    ['no end', { exp: undefined }],
    ['an end that is no number', { exp: 'tomorrow' }],
    ['an identity that is none', { identities: ['@'] }],
    ['identities that are no list', { identities: { nurse: true } }],
    ['scopes that are no texts', { scope: [1] }],
    ['a recipient that is no domain', { recipients: ['juliet@example.org'] }],
    ['a rate of nothing', { rate: 0 }],
    ['a rate that is a text', { rate: '10' }],
  ])('make no caller with %s', (_what, claims) => {
    expect(() => callerOf({ ...GOOD, ...claims })).toThrow();
  });
});
