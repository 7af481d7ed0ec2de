import { describe, expect, test } from 'vitest';
import {
  changedCredentials,
  concealer,
  credentialHeaders,
  maskedCredentials,
  type Credentials,
} from '../../../src/webhooks/target/credentials.ts';

const BASIC = { scheme: 'basic', username: 'nurse', password: 'balcony' } as const;
const STORED: Credentials = { headers: { 'X-Key': 'orchard' }, authorization: BASIC };

describe('a change of credentials', () => {
  test.each([
    ['adds a header', { headers: { 'X-Other': 'a' } }, { 'X-Key': 'orchard', 'X-Other': 'a' }],
    ['sets a header by another case', { headers: { 'x-key': 'a' } }, { 'x-key': 'a' }],
    ['removes a header', { headers: { 'X-KEY': null } }, undefined],
    ['removes all headers', { headers: null }, undefined],
    ['keeps what it repeats as it is shown', { headers: { 'X-Key': '***' } }, STORED.headers],
    ['keeps what it does not name', {}, STORED.headers],
  ])('%s', (_what, change, headers) => {
    expect(changedCredentials(STORED, change)).toEqual({ headers, authorization: BASIC });
  });

  test.each([
    ['removes', null, undefined],
    ['keeps', undefined, BASIC],
    ['replaces', { scheme: 'bearer', token: 't' }, { scheme: 'bearer', token: 't' }],
    [
      'keeps the stored password of',
      { ...BASIC, username: 'juliet', password: '***' },
      { ...BASIC, username: 'juliet' },
    ],
  ] as const)('%s the authorization', (_what, authorization, expected) => {
    expect(changedCredentials(STORED, { authorization }).authorization).toEqual(expected);
  });
});

test('credentials are shown as names', () => {
  expect(maskedCredentials(STORED)).toEqual({
    headers: { 'X-Key': '***' },
    authorization: { scheme: 'basic', username: '***', password: '***' },
  });
});

test('an authorization is sent as its scheme says', () => {
  expect(credentialHeaders(STORED)['authorization']).toBe('Basic bnVyc2U6YmFsY29ueQ==');
  const token = { scheme: 'bearer', token: 'tok.en' } as const;
  expect(credentialHeaders({ authorization: token })).toEqual({ authorization: 'Bearer tok.en' });
  const umlaut = { scheme: 'basic', username: 'jürg', password: '' } as const;
  expect(credentialHeaders({ authorization: umlaut })).toEqual({
    authorization: `Basic ${Buffer.from('jürg:').toString('base64')}`,
  });
});

describe('an answer that repeats credentials', () => {
  const conceal = concealer(
    credentialHeaders({ headers: { 'X-Key': 'say "orchard"', 'X-Id': '7' }, authorization: BASIC }),
  );

  test.each([
    'say "orchard"',
    '{"X-Key":"say \\"orchard\\""}',
    'Basic bnVyc2U6YmFsY29ueQ==',
    'nurse:balcony',
    'the password is balcony',
  ])('has none of them in what is kept: %s', (text) => {
    expect(conceal(text)).toMatch(/\*\*\*/);
    expect(conceal(text)).not.toMatch(/orchard|bnVyc2U6|balcony/);
  });

  test('keeps all else, also where a value is too short to be told from it', () => {
    expect(conceal('{"items":7}')).toBe('{"items":7}');
  });
});
