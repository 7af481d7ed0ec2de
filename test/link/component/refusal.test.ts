import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { stanzaErrorOf } from '../../../src/stanza/stanza-error.ts';
import { replyToBad, replyToOversize } from '../../../src/link/component/refusal.ts';

const DOMAIN = 'bridge.capulet.example';
const from = 'juliet@capulet.example/balcony';
const root = (name: string, type: string) =>
  element(name, NS_CLIENT, { from, to: DOMAIN, id: 'b1', type });

describe('a stanza over a bound', () => {
  it.each([
    ['message', 'chat'],
    ['presence', 'subscribe'],
    ['iq', 'get'],
    ['iq', 'set'],
  ])('is answered with policy-violation: %s of type %s', (name, type) => {
    const { reply, forWork } = replyToOversize(root(name, type), 'bytes', DOMAIN);
    expect(reply?.attributes).toEqual({ from: DOMAIN, to: from, id: 'b1', type: 'error' });
    expect(stanzaErrorOf(reply!)).toMatchObject({ condition: 'policy-violation', type: 'modify' });
    expect(forWork).toBeUndefined();
  });

  it.each(['message', 'presence'])('is never answered when it is an error itself: %s', (name) => {
    expect(replyToOversize(root(name, 'error'), 'depth', DOMAIN)).toEqual({ reply: undefined });
  });

  it.each(['result', 'error'])('fails what was asked when it is an iq %s', (type) => {
    const { reply, forWork } = replyToOversize(root('iq', type), 'elements', DOMAIN);
    expect(reply).toBeUndefined();
    expect(forWork?.attributes).toEqual({ from, to: DOMAIN, id: 'b1', type: 'error' });
    expect(stanzaErrorOf(forWork!)).toMatchObject({ condition: 'policy-violation', by: DOMAIN });
  });
});

describe('an iq that cannot be understood', () => {
  it('is a bad request', () => {
    expect(stanzaErrorOf(replyToBad(root('iq', 'get'))!).condition).toBe('bad-request');
  });
});
