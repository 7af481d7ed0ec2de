import { describe, expect, it } from 'vitest';
import { rightsOf } from '../../../src/features/access/key-order.ts';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import type { KeyToCreate } from '../../../src/contract/schemas.ts';

const BOOTSTRAP: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set(SCOPES) };
const RULES = { domain: 'bridge.example.org', defaultRate: 1_000, now: 1_000 };
const ORDER: KeyToCreate = { name: 'friar', identities: ['friar'], scopes: ['messages:send'] };

const order = (changed: Partial<KeyToCreate>, caller = BOOTSTRAP) =>
  rightsOf({ ...ORDER, ...changed }, caller, RULES);

function refusal(changed: Partial<KeyToCreate>, caller = BOOTSTRAP): unknown {
  try {
    return order(changed, caller);
  } catch (error) {
    return error;
  }
}

describe('an order for a key', () => {
  it('gets the default rate, every recipient and no end', () => {
    expect(order({})).toEqual({
      identities: ['friar'],
      scopes: ['messages:send'],
      recipients: ['*'],
      rate: 1_000,
    });
  });

  it('has identities and domains in the spelling they are compared in', () => {
    expect(
      order({
        identities: ['Friar-*', 'LAURENCE@bridge.example.org'],
        recipients: ['*.Mantua.Example'],
      }),
    ).toMatchObject({ identities: ['friar-*', 'laurence'], recipients: ['*.mantua.example'] });
  });

  it('inherits the bounds of the key that creates it', () => {
    const bounds = { recipients: ['mantua.example'], rate: 5, quota: 7, expiresAt: 9_000 };
    expect(order({}, { ...BOOTSTRAP, ...bounds })).toMatchObject(bounds);
  });

  it.each([
    ['/identities/0', { identities: ['friar/cell'] }],
    ['/identities/0', { identities: ['x@mantua.example/'] }],
    ['/identities/0', { identities: ['friar@mantua.example'] }],
    ['/identities/0', { identities: ['fri ar'] }],
    ['/recipients/0', { recipients: ['romeo@mantua.example'] }],
    ['/recipients/0', { recipients: ['mantua.example/cell'] }],
    ['/recipients/1', { recipients: ['*', '@mantua.example'] }],
    ['/recipients/0', { recipients: ['mantua'] }],
  ])('is refused at %s for %j', (pointer, changed) => {
    expect(refusal(changed)).toMatchObject({
      code: 'invalid-address',
      facts: { errors: [{ pointer }] },
    });
  });

  it.each([
    ['/expiresAt', { expiresAt: new Date(RULES.now).toISOString() }],
    ['/expiresAt', { expiresAt: '2026-02-30T99:00:00Z' }],
  ])('is refused at %s for %j', (pointer, changed) => {
    expect(refusal(changed)).toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer }] },
    });
  });

  it('for more than the caller may is forbidden', () => {
    const caller = { ...BOOTSTRAP, identities: ['nurse'] };
    expect(refusal({}, caller)).toMatchObject({
      code: 'forbidden',
      facts: { errors: [{ pointer: '/identities/0' }] },
    });
  });
});
