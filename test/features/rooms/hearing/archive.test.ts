import { describe, expect, it } from 'vitest';
import { archivedMessage } from '../../../../src/features/rooms/hearing/archive.ts';
import { heardIn } from '../../../../src/features/rooms/membership/heard.ts';
import type { Seen } from '../../../../src/features/rooms/membership/membership.ts';
import { transition } from '../../../../src/features/rooms/membership/transition.ts';
import { writeXml } from '../../../../src/stanza/xml/writer.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { JOINED, NOW, ROOM, stanza, US, WISH } from '../membership/from-rooms.ts';

const result = (from: string, queryid: string, said = `${ROOM}/juliet`) =>
  stanza(
    `<message from='${from}' to='${US}'><result xmlns='urn:xmpp:mam:2' queryid='${queryid}' id='a1'>` +
      `<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2026-01-31T11:00:00Z'/>` +
      `<message xmlns='jabber:client' from='${said}' id='m1' type='groupchat'><body>Ay me!</body></message>` +
      `</forwarded></result></message>`,
  );

describe('the archive of a room', () => {
  it('tells a message as the history of the room would', () => {
    const message = archivedMessage(result(ROOM, 'room-archive-1'));
    expect(message?.attributes).toMatchObject({ from: `${ROOM}/juliet`, to: US, id: 'm1' });
    const text = message && writeXml(message, NS_CLIENT);
    expect(text).toContain("id='a1'");
    expect(text).toContain("stamp='2026-01-31T11:00:00Z'");
  });

  it('is believed only where it was asked, and only from the room', () => {
    expect(archivedMessage(result(`${ROOM}/romeo`, 'room-archive-1'))).toBeUndefined();
    expect(archivedMessage(result(ROOM, 'another'))).toBeUndefined();
    expect(
      archivedMessage(result(ROOM, 'room-archive-1', 'x@evil.example/juliet')),
    ).toBeUndefined();
  });

  const catching: Seen = { ...JOINED, catchUp: { at: NOW - 9_000, stanzaId: 'a0' } };
  const after = (seen: Seen, text: string, isWhole = false) => {
    const heard = heardIn(stanza(text), seen);
    const context = { room: ROOM, wish: WISH, now: NOW, random: 0 };
    return heard && transition(context, seen, { ...heard, isWhole });
  };
  const answer = (type: string, inside: string) =>
    `<iq from='${ROOM}' to='${US}' id='room-archive-1' type='${type}'>${inside}</iq>`;
  const fin = (complete: boolean) =>
    answer(
      'result',
      `<fin xmlns='urn:xmpp:mam:2' complete='${complete}'><set xmlns='http://jabber.org/protocol/rsm'><last>a9</last></set></fin>`,
    );
  const error = (condition: string) =>
    answer(
      'error',
      `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`,
    );

  it('is read page by page', () => {
    expect(after(catching, fin(false))?.seen.catchUp).toMatchObject({ stanzaId: 'a9', pages: 1 });
    expect(after(catching, fin(true))?.seen.catchUp).toBeUndefined();
  });

  it('is asked by time where it does not know the last message', () => {
    expect(after(catching, error('item-not-found'))?.seen.catchUp).toEqual({ at: NOW - 9_000 });
  });

  it('leaves a gap where there is none, unless the history reached back', () => {
    const failed = error('service-unavailable');
    expect(after(catching, failed)).toMatchObject({
      told: { type: 'room.gap', data: { from: '2026-01-31T11:59:51.000Z' } },
    });
    expect(after(catching, failed, true)?.told).toBeUndefined();
    expect(after(catching, failed, true)?.seen.catchUp).toBeUndefined();
  });

  it('leaves none where the link was handed over and the room kept the identity', () => {
    const failed = error('service-unavailable');
    const sure: Seen = { ...JOINED, catchUp: { at: NOW - 9_000, isSure: true } };
    expect(after(sure, failed)?.told).toBeUndefined();
    const context = { room: ROOM, wish: WISH, now: NOW, random: 0 };
    const out = transition(context, sure, { news: 'absent' })?.seen;
    expect(out?.catchUp).toEqual({ at: NOW - 9_000 });
  });
});
