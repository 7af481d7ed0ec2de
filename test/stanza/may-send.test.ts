import { describe, expect, it } from 'vitest';
import { SCOPES, type Caller, type Scope } from '../../src/core/caller.ts';
import { checkMaySend } from '../../src/stanza/may-send.ts';
import { readTree } from './read-tree.ts';

const FROM = 'bot@bridge.example.org';
const TO = 'juliet@example.org';
const PLAIN: readonly Scope[] = SCOPES.filter((scope) => scope !== 'stanzas:privileged');
const caller = (scopes: readonly Scope[], recipients?: readonly string[]): Caller => ({
  ...{ keyId: 'k', identities: ['*'], scopes: new Set(scopes) },
  ...(recipients && { recipients }),
});

function check(who: Caller, xml: string, kind = 'message', type?: string) {
  const typed = type === undefined ? '' : ` type='${type}'`;
  const element = readTree(`<${kind} xmlns='jabber:client'${typed}>${xml}</${kind}>`);
  return () => {
    checkMaySend(who, { element, from: FROM, to: TO });
  };
}

const FORWARDED = `<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='romeo@example.org' to='paris@other.example'><body>I love you</body></message></forwarded>`;
const ADDRESSES = `<addresses xmlns='http://jabber.org/protocol/address'><address type='bcc' jid='paris@other.example'/></addresses>`;
const wrap = (inner: string) => `<a xmlns='urn:a'><b xmlns='urn:b'>${inner}</b></a>`;

describe('an element that makes a server act with the rights of the bridge', () => {
  const cases: [string, string, string?, string?][] = [
    ['privilege, version 1', `<privilege xmlns='urn:xmpp:privilege:1'>${FORWARDED}</privilege>`],
    ['privilege, version 2', `<privilege xmlns='urn:xmpp:privilege:2'>${FORWARDED}</privilege>`],
    ['a privileged iq', `<privileged_iq xmlns='urn:xmpp:privilege:2'/>`, 'iq', 'set'],
    ['delegation', `<delegation xmlns='urn:xmpp:delegation:1'/>`],
    ['delegation in a result', `<delegation xmlns='urn:xmpp:delegation:2'/>`, 'iq', 'result'],
    ['addresses', ADDRESSES],
    ['addresses in a presence', ADDRESSES, 'presence'],
    ['addresses deep inside', wrap(ADDRESSES)],
    ['privilege deep inside', wrap(`<privilege xmlns='urn:xmpp:privilege:2'/>`)],
    ['a roster that is set', `<query xmlns='jabber:iq:roster'/>`, 'iq', 'set'],
    ['a roster that is read', `<query xmlns='jabber:iq:roster'/>`, 'iq', 'get'],
  ];
  it.each(cases)('needs a scope: %s', (_, xml, kind, type) => {
    expect(check(caller(PLAIN), xml, kind, type)).toThrow(/lacks the scope stanzas:privileged/);
    expect(check(caller(SCOPES), xml, kind, type)).not.toThrow();
  });

  it('is not what only looks like one', () => {
    const plain = [FORWARDED, `<addresses xmlns='urn:a'/>`, `<x xmlns='jabber:x:roster'/>`];
    for (const xml of plain) expect(check(caller(PLAIN), xml)).not.toThrow();
    expect(check(caller(PLAIN), `<query xmlns='jabber:iq:roster'/>`, 'iq', 'result')).not.toThrow();
  });
});

describe('a key with recipients', () => {
  const bound = caller(PLAIN, ['example.org', 'rooms.example.org']);
  const free = caller(SCOPES, ['example.org']);
  const invite = (to: string) =>
    `<x xmlns='http://jabber.org/protocol/muc#user'><invite to='${to}'/></x>`;
  const cases: [string, (address: string) => string, string?, string?][] = [
    ['the invitation of a room', invite],
    ['a declined invitation', (to) => invite(to).replace('invite', 'decline')],
    ['the room of a direct invitation', (to) => `<x xmlns='jabber:x:conference' jid='${to}'/>`],
    [
      'a member of a room',
      (to) =>
        `<query xmlns='http://jabber.org/protocol/muc#admin'><item jid='${to}' affiliation='member'/></query>`,
      'iq',
      'set',
    ],
    [
      'a subscriber',
      (to) =>
        `<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><subscriptions node='n'><subscription jid='${to}' subscription='subscribed'/></subscriptions></pubsub>`,
      'iq',
      'set',
    ],
    [
      'a light room',
      (to) =>
        `<query xmlns='urn:xmpp:muclight:0#affiliations'><user affiliation='member'>${to}</user></query>`,
      'iq',
      'set',
    ],
    [
      'a field of a command',
      (to) =>
        `<command xmlns='http://jabber.org/protocol/commands' node='n'><x xmlns='jabber:x:data' type='submit'><field var='accountjids'><value>juliet@example.org\n${to}</value></field></x></command>`,
      'iq',
      'set',
    ],
    [
      'a field with addresses',
      (to) =>
        `<x xmlns='jabber:x:data' type='submit'><field var='f' type='jid-multi'><value>${to}</value></field></x>`,
    ],
    ['deep inside', (to) => wrap(invite(to))],
  ];
  it.each(cases)('names nobody else: %s', (_, xml, kind, type) => {
    for (const address of [
      'paris@other.example',
      'other.example',
      'PARIS@Other.Example/x',
      'no jid@@',
    ]) {
      expect(check(bound, xml(address), kind, type), address).toThrow(/may not send/);
    }
    expect(check(bound, xml('nurse@example.org'), kind, type)).not.toThrow();
    expect(check(bound, xml(FROM), kind, type)).not.toThrow();
    expect(check(caller(PLAIN), xml('paris@other.example'), kind, type)).not.toThrow();
  });

  it('names nobody else with the scope stanzas:privileged either', () => {
    expect(check(free, ADDRESSES)).toThrow(/may not send/);
    expect(check(free, ADDRESSES.replace("jid='paris@other.example'", "uri='mailto:p@x'"))).toThrow(
      /may not send/,
    );
    expect(check(free, `<privilege xmlns='urn:xmpp:privilege:2'>${FORWARDED}</privilege>`)).toThrow(
      /may not send/,
    );
    expect(check(free, ADDRESSES.replace('other.example', 'example.org'))).not.toThrow();
  });

  it('may forward, and answer, what names others', () => {
    expect(check(bound, FORWARDED)).not.toThrow();
    const items = `<query xmlns='http://jabber.org/protocol/disco#items'><item jid='other.example'/></query>`;
    expect(check(bound, items, 'iq', 'result')).not.toThrow();
  });
});
