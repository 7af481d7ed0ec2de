import { describe, expect, it } from 'vitest';
import {
  copyKeyOf,
  isHistory,
  wayOf,
} from '../../../../src/features/messages/conversations/classify.ts';
import { readTree } from '../../../stanza/read-tree.ts';

const DOMAIN = 'bridge.example.org';
const ROOM = 'ops@rooms.example.org';
const DELAY = (from = '') => `<delay xmlns='urn:xmpp:delay' stamp='2026-01-31T12:00:00Z' ${from}/>`;

const stanza = (attributes: string, children = '<body>Ay me</body>', name = 'message') =>
  readTree(`<${name} xmlns='jabber:client' to='bot@${DOMAIN}' ${attributes}>${children}</${name}>`);
const inRoom = (children?: string, nick = 'juliet', id = 'i1') =>
  stanza(`type='groupchat' from='${ROOM}/${nick}' id='${id}'`, children);

describe('a stanza', () => {
  it.each([
    ['of a room', inRoom(), 'room'],
    ['of another identity', stanza(`from='nurse@${DOMAIN}'`), 'bridge'],
    [
      'of an occupant in private',
      stanza(
        `type='chat' from='${ROOM}/juliet'`,
        `<body/><x xmlns='http://jabber.org/protocol/muc#user'/>`,
      ),
      'private',
    ],
    ['of a user', stanza(`type='chat' from='juliet@example.org/balcony'`), undefined],
    ['that is an error', stanza(`type='error' from='${ROOM}/juliet'`), undefined],
    ['that is a presence', stanza(`from='${ROOM}/juliet'`, '', 'presence'), undefined],
    [
      'that invites to a room',
      stanza(`from='${ROOM}'`, `<x xmlns='http://jabber.org/protocol/muc#user'><invite/></x>`),
      undefined,
    ],
  ])('%s may be ours: %#', (_what, tree, way) => {
    expect(wayOf(tree, DOMAIN)).toBe(way);
  });
});

describe('history', () => {
  it.each([
    ['stamped by the room', inRoom(DELAY(`from='${ROOM}'`)), true],
    ['stamped with an occupant', inRoom(DELAY(`from='${ROOM}/juliet'`)), true],
    ['stamped by nobody', inRoom(DELAY()), true],
    ['stamped by its sender', inRoom(DELAY(`from='juliet@example.org'`)), false],
    ['not stamped', inRoom(), false],
    ['in no room', stanza(`type='chat' from='juliet@example.org'`, DELAY()), false],
  ])('is known by its stamp: %s', (_what, tree, expected) => {
    expect(isHistory(tree)).toBe(expected);
  });
});

describe('the key of a copy', () => {
  const given = (id: string, by = ROOM) =>
    `<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' id='${id}' by='${by}'/>`;

  it('is of the id that the room gave', () => {
    expect(copyKeyOf(inRoom(given('a')))).toEqual(copyKeyOf(inRoom(given('a') + DELAY())));
    expect(copyKeyOf(inRoom(given('a')))).not.toEqual(copyKeyOf(inRoom(given('b'))));
    expect(copyKeyOf(inRoom(given('a'))).isUnique).toBe(true);
  });

  it('is not of an id that somebody else gave', () => {
    expect(copyKeyOf(inRoom(given('a', 'evil.example'))).isUnique).toBe(false);
  });

  it('is of sender, id and text where the room gives none', () => {
    const key = copyKeyOf(inRoom());
    expect(copyKeyOf(inRoom(`<body>Ay me</body>${DELAY()}`))).toEqual(key);
    expect(copyKeyOf(inRoom('<body>Ho</body>'))).not.toEqual(key);
    expect(copyKeyOf(inRoom(undefined, 'nurse'))).not.toEqual(key);
    expect(copyKeyOf(inRoom(undefined, 'juliet', 'i2'))).not.toEqual(key);
  });
});
