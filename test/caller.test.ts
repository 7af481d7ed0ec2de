import { describe, expect, it } from 'vitest';
import { requireScope, type Caller } from '../src/caller.ts';

const JULIET: Caller = { keyId: 'k1', identities: ['*'], scopes: new Set(['messages:send']) };

describe('a caller', () => {
  it('with the scope is let through', () => {
    expect(() => {
      requireScope(JULIET, 'messages:send');
    }).not.toThrow();
  });

  it('without the scope is forbidden, by name', () => {
    const message = 'This key lacks the scope iq:send.';
    expect(() => {
      requireScope(JULIET, 'iq:send');
    }).toThrow(expect.objectContaining({ code: 'forbidden', message }));
  });

  it('is told which key it is about', () => {
    expect(() => {
      requireScope(JULIET, 'iq:send', 'The key of this webhook');
    }).toThrow('The key of this webhook lacks the scope iq:send.');
  });
});
