import { describe, expect, it } from 'vitest';
import {
  derivedId,
  fingerprintOf,
  isDerivedId,
  isRetry,
  keyedRequest,
  requireSameRequest,
} from '../../src/core/idempotency.ts';
import { createContract } from '../../src/contract/checks.ts';
import { readContract } from '../../src/contract/document.ts';

const NURSE = { keyId: 'nurse' };
const SEND = { caller: NURSE, operation: 'send' };

describe('a fingerprint', () => {
  it.each([
    ['at the top', { to: 'juliet', body: 'Hi' }, { body: 'Hi', to: 'juliet' }],
    ['deeper', { a: { b: 1, c: [{ d: 2, e: 3 }] } }, { a: { c: [{ e: 3, d: 2 }], b: 1 } }],
    ['and ignores what is undefined', { to: 'juliet', body: undefined }, { to: 'juliet' }],
    ['with keys that are numbers', { 10: 'x', 9: 'y' }, { 9: 'y', 10: 'x' }],
  ])('does not depend on the order of keys %s', (_where, one, other) => {
    expect(fingerprintOf(one)).toBe(fingerprintOf(other));
  });

  it.each([
    ['a value', { body: 'Hi' }, { body: 'Ho' }],
    ['the order of a list', ['romeo', 'juliet'], ['juliet', 'romeo']],
    ['the type of a value', { ttl: 1 }, { ttl: '1' }],
    ['null and absence', { thread: null }, {}],
    ['text that looks like structure', { a: '1,"b":2' }, { a: 1, b: 2 }],
    ['a list and an object', [], {}],
  ])('differs with %s', (_what, one, other) => {
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
  });
});

describe('the id that a key stands for', () => {
  it('is the same for the same caller, operation and key', () => {
    expect(derivedId(SEND, 'night')).toBe(derivedId({ ...SEND }, 'night'));
  });

  it.each([
    ['another caller', { ...SEND, caller: { keyId: 'friar' } }, 'night'],
    ['another operation', { ...SEND, operation: 'askIq' }, 'night'],
    ['another key', SEND, 'morrow'],
    ['a caller whose name runs into the key', { ...SEND, caller: { keyId: 'nurse","n' } }, 'ight'],
  ])('differs for %s', (_what, scope, key) => {
    expect(derivedId(scope, key)).not.toBe(derivedId(SEND, 'night'));
  });

  it('cannot be chosen by a caller', () => {
    const check = createContract(readContract()).schema('MessageToSend');
    const id = derivedId(SEND, 'night');
    const message = { to: 'juliet@example.org', body: 'Hi' };
    expect(isDerivedId(id)).toBe(true);
    expect(check({ ...message, id })).toMatchObject([{ pointer: '/id' }]);
    expect(check({ ...message, id: id.slice(1) })).toEqual([]);
  });
});

describe('a request under a key', () => {
  const first = keyedRequest(SEND, 'night', { to: 'juliet', body: 'Hi' });

  it('is a retry of the same request', () => {
    expect(isRetry(first, keyedRequest(SEND, 'night', { body: 'Hi', to: 'juliet' }))).toBe(true);
  });

  it('is no retry under another key, or without one', () => {
    expect(isRetry(first, keyedRequest(SEND, 'morrow', {}))).toBe(false);
    expect(isRetry(first, undefined)).toBe(false);
    expect(isRetry(undefined, first)).toBe(false);
  });

  it('is refused when it differs from the first', () => {
    expect(() => isRetry(first, keyedRequest(SEND, 'night', {}))).toThrow(
      'This Idempotency-Key was used for another request; use a new one for a new request.',
    );
  });

  it('is told what it shares with the first', () => {
    expect(() => requireSameRequest('f', 'g', 'id')).toThrow('This id was used');
  });
});
