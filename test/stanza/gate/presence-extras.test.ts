import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { createPresenceExtras } from '../../../src/stanza/gate/presence-extras.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';

const caps = element('c', 'http://jabber.org/protocol/caps', { ver: 'v' });
const extras = createPresenceExtras();
extras.add((from) => (from.startsWith('nurse@') ? caps : undefined));
const presence = (from: string, type?: string) =>
  element('presence', NS_CLIENT, { from, to: 'juliet@example.org', type });

describe('what goes into each presence', () => {
  it('is added once', () => {
    const dressed = extras.dress(presence('nurse@bridge.example.org'));
    expect(dressed.children).toEqual([caps]);
    expect(extras.dress(dressed)).toBe(dressed);
  });

  it('does not replace what is said already', () => {
    const own = element('c', 'http://jabber.org/protocol/caps', { ver: 'own' });
    const given = element('presence', NS_CLIENT, { from: 'nurse@bridge.example.org' }, [own]);
    expect(extras.dress(given)).toBe(given);
  });

  it.each([
    ['presence of another type', presence('nurse@bridge.example.org', 'unavailable')],
    ['a message', element('message', NS_CLIENT, { from: 'nurse@bridge.example.org' })],
    ['presence of an address with nothing to say', presence('friar@bridge.example.org')],
  ])('leaves %s alone', (_what, stanza) => {
    expect(extras.dress(stanza)).toBe(stanza);
  });
});
