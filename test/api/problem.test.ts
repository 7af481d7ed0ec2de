import { describe, expect, expectTypeOf, it } from 'vitest';
import { problemHeaders, problemOf } from '../../src/api/problem.ts';
import type { ProblemBody } from '../../src/contract/schemas.ts';
import { BridgeError, type ErrorCode } from '../../src/errors.ts';
import type { StanzaErrorCondition, StanzaErrorType } from '../../src/stanza/stanza-error.ts';
import { CONDITIONS, RFC_TYPES } from '../support/stanza-conditions.ts';

function refused(condition: StanzaErrorCondition, type: StanzaErrorType) {
  const error = new BridgeError('stanza-error', 'No.', { stanzaError: { condition, type } });
  return problemOf(error, '/v1/iq');
}

describe('a problem', () => {
  it('has the same codes in the contract and in the code', () => {
    expectTypeOf<ProblemBody['code']>().toEqualTypeOf<ErrorCode>();
  });

  it('carries the facts of its error', () => {
    const errors = [{ pointer: '/to', detail: 'Add "to": it is required.' }];
    const error = new BridgeError('invalid-request', '/to is missing.', { errors });
    expect(problemOf(error, '/v1/messages')).toEqual({
      type: 'urn:stanza-bridge:problem:invalid-request',
      title: 'Invalid request',
      status: 400,
      detail: '/to is missing.',
      instance: '/v1/messages',
      code: 'invalid-request',
      retryable: false,
      errors,
    });
  });

  it('does not show what caused it', () => {
    const error = new BridgeError('internal', 'The bridge failed.', { cause: new Error('secret') });
    expect(JSON.stringify(problemOf(error, '/'))).not.toContain('secret');
  });

  it('says when to come again, in whole seconds', () => {
    const error = new BridgeError('overloaded', 'No.', { retryAfter: 0.2 });
    expect(problemHeaders(error, 503)).toEqual({ 'retry-after': '1' });
  });

  it('says when to come again also where nobody thought of it', () => {
    expect(problemHeaders(new BridgeError('link-down', 'No.'), 503)).toHaveProperty('retry-after');
  });

  it('says how to authenticate', () => {
    const headers = problemHeaders(new BridgeError('unauthorized', 'No.'), 401);
    expect(headers['www-authenticate']).toMatch(/^Bearer /);
  });
});

describe('a stanza error', () => {
  it.each([
    ['bad-request', 422],
    ['conflict', 409],
    ['feature-not-implemented', 501],
    ['forbidden', 403],
    ['gone', 410],
    ['internal-server-error', 502],
    ['item-not-found', 404],
    ['jid-malformed', 422],
    ['not-acceptable', 422],
    ['not-allowed', 403],
    ['not-authorized', 403],
    ['policy-violation', 403],
    ['recipient-unavailable', 503],
    ['redirect', 404],
    ['registration-required', 403],
    ['remote-server-not-found', 404],
    ['remote-server-timeout', 504],
    ['resource-constraint', 503],
    ['service-unavailable', 404],
    ['subscription-required', 403],
    ['undefined-condition', 502],
    ['unexpected-request', 503],
  ] as const)('%s, of the type that the RFC recommends, is %i', (condition, status) => {
    expect(refused(condition, RFC_TYPES[condition]).status).toBe(status);
  });

  it('covers all 22 conditions', () => {
    expect(CONDITIONS).toHaveLength(22);
  });

  it.each(CONDITIONS)('%s of type wait may be tried again', (condition) => {
    const { status, retryable } = refused(condition, 'wait');
    expect(retryable).toBe(true);
    expect([503, 504]).toContain(status);
  });

  it.each(CONDITIONS)('%s of type cancel never looks like a fault of the request itself', (it) => {
    expect([400, 401, 405, 406]).not.toContain(refused(it, 'cancel').status);
  });

  it('that is final does not ask for a retry', () => {
    expect(refused('service-unavailable', 'cancel').retryable).toBe(false);
  });

  it('is part of the problem', () => {
    expect(refused('gone', 'cancel').stanzaError).toEqual({ condition: 'gone', type: 'cancel' });
  });
});
