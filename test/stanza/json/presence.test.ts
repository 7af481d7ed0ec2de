import { describe, expect, it } from 'vitest';
import { presenceToJson, presenceToXml } from '../../../src/stanza/json/presence.ts';
import { violations } from '../contract-schemas.ts';
import { readTree } from '../read-tree.ts';

describe('presenceToJson', () => {
  it('has no type for the available', () => {
    expect(presenceToJson(readTree("<presence from='juliet@example.org'/>"))).toEqual({
      from: 'juliet@example.org',
    });
  });

  it('shows a type that XMPP does not define among the attributes', () => {
    expect(presenceToJson(readTree("<presence type='available'/>"))).toEqual({
      attributes: { type: 'available' },
    });
  });

  it('takes one status and leaves those in more languages to extensions', () => {
    const json = presenceToJson(
      readTree("<presence><status>here</status><status xml:lang='de'>da</status></presence>"),
    );
    expect(json.status).toBe('here');
    expect(json.extensions).toHaveLength(1);
  });
});

describe('presenceToXml', () => {
  it('names the place in the JSON of each element', () => {
    const json = { to: 'a.example', show: 'away', status: 'out', priority: 0, muc: {} } as const;
    expect(presenceToXml(json).pointers).toEqual(['/show', '/status', '/priority', '/muc']);
  });
});

describe('the contract of presence to send', () => {
  it.each([
    ['a key of messages', { to: 'a.example', body: 'Hi' }],
    ['an unknown show', { to: 'a.example', show: 'busy' }],
    ['a priority over 127', { to: 'a.example', priority: 128 }],
    ['the type available, which XMPP does not have', { to: 'a.example', type: 'available' }],
  ])('refuses %s', (_, json) => {
    expect(violations('PresenceToSend', json)).not.toEqual([]);
  });
});
