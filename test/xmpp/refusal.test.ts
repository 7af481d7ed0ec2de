import { describe, expect, it } from 'vitest';
import type { Bound } from '../../src/stanza/bounds.ts';
import { element } from '../../src/stanza/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { stanzaErrorOf } from '../../src/stanza/stanza-error.ts';
import { kindOf, replyToBad, replyToOversize } from '../../src/xmpp/refusal.ts';

const DOMAIN = 'bridge.capulet.example';
const BRIDGE = { name: 'Stanza Bridge', domain: DOMAIN };
const from = 'juliet@capulet.example/balcony';
const root = (name: string, type: string) =>
  element(name, NS_CLIENT, { from, to: DOMAIN, id: 'b1', type });
const excess = (bound: Bound, limit: number) => ({ bound, limit });

describe('a stanza over a bound', () => {
  it.each([
    ['message', 'chat'],
    ['message', 'headline'],
    ['presence', 'subscribe'],
    ['iq', 'get'],
    ['iq', 'set'],
  ])('is answered with policy-violation: %s of type %s', (name, type) => {
    const reply = replyToOversize(root(name, type), excess('bytes', 262_144), BRIDGE);
    expect(reply?.attributes).toEqual({ from: DOMAIN, to: from, id: 'b1', type: 'error' });
    expect(stanzaErrorOf(reply!)).toMatchObject({ condition: 'policy-violation', type: 'modify' });
  });

  it.each([
    ['bytes', 262_144, '262144 bytes'],
    ['depth', 64, '64 levels'],
    ['elements', 2_000, '2000 elements'],
  ] as const)('is answered in the name of the bridge: %s', (bound, limit, amount) => {
    const reply = replyToOversize(root('message', 'chat'), excess(bound, limit), BRIDGE);
    const text = `Stanza Bridge at ${DOMAIN} refuses stanzas with over ${amount}.`;
    expect(stanzaErrorOf(reply!)).toMatchObject({ text, by: DOMAIN });
  });

  it.each([
    ['message', 'error'],
    ['message', 'groupchat'],
    ['presence', 'error'],
    ['presence', 'unavailable'],
    ['presence', ''],
    ['iq', 'result'],
    ['iq', 'error'],
  ])('is never answered: %s of type %s', (name, type) => {
    const bare = type === '' ? element(name, NS_CLIENT, { from, to: DOMAIN }) : root(name, type);
    expect(replyToOversize(bare, excess('depth', 64), BRIDGE)).toBeUndefined();
  });
});

describe('the kind of a stanza', () => {
  it.each([
    [undefined, 'other'],
    [element('message', 'urn:x', {}), 'other'],
    [element('letter', NS_CLIENT, {}), 'other'],
    [root('iq', 'set'), 'iq-request'],
    [root('iq', 'nonsense'), 'iq-request'],
    [root('iq', 'error'), 'iq-answer'],
  ])('is told by its start tag', (start, kind) => {
    expect(kindOf(start)).toBe(kind);
  });
});

describe('an iq that cannot be understood', () => {
  it('is a bad request', () => {
    expect(stanzaErrorOf(replyToBad(root('iq', 'get'))!).condition).toBe('bad-request');
  });
});
