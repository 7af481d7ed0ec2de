/** What is read from the stanzas of rooms and people. */
import { describe, expect, it } from 'vitest';
import { readEntrance } from '../../../src/features/room-service/creation/entrance.ts';
import { invitation, readInvitation } from '../../../src/features/room-service/invitations.ts';
import { readModerated } from '../../../src/features/room-service/moderation.ts';
import { readTree } from '../../stanza/read-tree.ts';

const ROOM = 'crypt@muc.example.org';
const BOT = 'bot@bridge.example.org';
const USER = 'http://jabber.org/protocol/muc#user';
const stanza = readTree;

describe('the presence of an occupant of ours', () => {
  const presence = (content: string, attributes = `from="${ROOM}/Friar 🌿/2" to="${BOT}/bridge"`) =>
    readEntrance(stanza(`<presence xmlns="jabber:client" ${attributes}>${content}</presence>`));
  const own = (...codes: readonly number[]) =>
    `<x xmlns="${USER}">${codes.map((code) => `<status code="${code}"/>`).join('')}</x>`;

  it('says that the room was made, and which nickname it has', () => {
    expect(presence(own(201, 110))).toEqual({
      channel: `room-entrance:${BOT}/bridge ${ROOM}`,
      entered: { kind: 'in', nick: 'Friar 🌿/2', created: true },
    });
  });

  it.each([
    ['of somebody else', own()],
    ['without a word about rooms', ''],
  ])('is none where it is %s', (_, content) => {
    expect(presence(content)).toBeUndefined();
  });

  it.each([
    ['to the bare domain', `from="${ROOM}/Friar" to="bridge.example.org"`],
    ['from the room itself', `from="${ROOM}" to="${BOT}/bridge"`],
    ['of who leaves', `from="${ROOM}/Friar" to="${BOT}/bridge" type="unavailable"`],
  ])('is none %s', (_, attributes) => {
    expect(presence(own(110), attributes)).toBeUndefined();
  });

  it('says why it was refused', () => {
    const error = `<error type="cancel"><not-allowed xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error>`;
    const { entered } = presence(error, `from="${ROOM}/Friar" to="${BOT}/bridge" type="error"`)!;
    expect(entered).toMatchObject({ kind: 'refused', error: { condition: 'not-allowed' } });
  });
});

describe('an invitation', () => {
  const message = (content: string, attributes: string) =>
    readInvitation(
      stanza(`<message xmlns="jabber:client" to="${BOT}" ${attributes}>${content}</message>`),
    );
  const direct = `<x xmlns="jabber:x:conference" jid="${ROOM}" reason="Come" password="p" continue="true" thread="t1"/>`;
  const mediated = `<x xmlns="${USER}"><invite from="juliet@example.org/balcony"><reason>Hie hither</reason></invite><password>p</password></x>`;

  it('comes from a person', () => {
    expect(message(direct, 'from="juliet@example.org/balcony"')).toEqual({
      ...{ room: ROOM, kind: 'direct', from: 'juliet@example.org/balcony' },
      ...{ reason: 'Come', password: 'p', thread: 't1' },
    });
  });

  it('comes through the room, once where the room writes both forms', () => {
    const both = `${mediated}<x xmlns="jabber:x:conference" jid="${ROOM}"/><body>You are invited</body>`;
    expect(message(both, `from="${ROOM}"`)).toEqual({
      ...{ room: ROOM, kind: 'mediated', from: 'juliet@example.org/balcony' },
      ...{ reason: 'Hie hither', password: 'p' },
    });
  });

  it.each([
    ['was said in a room', direct, `from="${ROOM}/Juliet" type="groupchat"`],
    ['came back as an error', direct, 'from="juliet@example.org" type="error"'],
    ['claims to be of a room and is from an occupant', mediated, `from="${ROOM}/Tybalt"`],
    ['names no room', `<x xmlns="jabber:x:conference" jid="example.org"/>`, 'from="a@example.org"'],
    ['is a plain message', '<body>Hi</body>', 'from="juliet@example.org"'],
  ])('is none where it %s', (_, content, attributes) => {
    expect(message(content, attributes)).toBeUndefined();
  });

  it.each(['direct', 'mediated'] as const)('goes out as %s with all that was said', (kind) => {
    const wish = { to: 'juliet@example.org', kind, reason: 'Come', password: 'p', thread: 't1' };
    const text = JSON.stringify(invitation(BOT, ROOM, wish));
    for (const said of ['Come', '"p"', 't1', ROOM, 'juliet@example.org'])
      expect(text).toContain(said);
  });
});

describe('a moderated message', () => {
  const message = (content: string, from = ROOM) =>
    readModerated(
      stanza(
        `<message xmlns="jabber:client" from="${from}" to="${BOT}/bridge" type="groupchat">${content}</message>`,
      ),
    );
  const told = {
    room: ROOM,
    ref: { id: 's1', by: ROOM },
    by: { nick: 'Prince', occupantId: 'o1' },
    reason: 'A curse',
  };
  const occupantId = '<occupant-id xmlns="urn:xmpp:occupant-id:0" id="o1"/>';
  const version1 = `<retract xmlns="urn:xmpp:message-retract:1" id="s1"><moderated xmlns="urn:xmpp:message-moderate:1" by="${ROOM}/Prince">${occupantId}</moderated><reason>A curse</reason></retract>`;
  const version0 = `<apply-to xmlns="urn:xmpp:fasten:0" id="s1"><moderated xmlns="urn:xmpp:message-moderate:0" by="${ROOM}/Prince"><retract xmlns="urn:xmpp:message-retract:0"/><reason>A curse</reason>${occupantId}</moderated></apply-to>`;

  it.each([
    ['1', version1],
    ['0', version0],
    ['both', version0 + version1],
    [
      'both, each with a part of it',
      version0.replace(occupantId, '') + version1.replace(/ by="[^"]*"/, ''),
    ],
    [
      '1 as ejabberd writes it',
      version1.replace('<reason>', '<reason xmlns="urn:xmpp:message-moderate:1">'),
    ],
  ])('is told in version %s of the protocol', (_, content) => {
    expect(message(content)).toEqual(told);
  });

  it.each([
    ['an occupant says it', version1, `${ROOM}/Tybalt`],
    ['the author takes it back', '<retract xmlns="urn:xmpp:message-retract:1" id="s1"/>', ROOM],
  ])('is none where %s', (_, content, from) => {
    expect(message(content, from)).toBeUndefined();
  });
});
