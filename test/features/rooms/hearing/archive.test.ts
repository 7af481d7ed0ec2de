import { describe, expect, it } from 'vitest';
import { archivedMessage } from '../../../../src/features/rooms/hearing/archive.ts';
import { heardIn } from '../../../../src/features/rooms/membership/heard.ts';
import { archiveQuery } from '../../../../src/features/rooms/membership/archive-page.ts';
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

  const PLACE = { identity: 'alerts@bridge.example.org', room: ROOM };
  const catching: Seen = { ...JOINED, catchUp: { at: NOW - 9_000, stanzaId: 'a0' } };
  const after = (seen: Seen, text: string, isWhole = false) => {
    const heard = heardIn(stanza(text), seen);
    const context = { room: ROOM, wish: WISH, now: NOW, random: 0 };
    return heard && transition(context, seen, { ...heard, isWhole });
  };
  const NAME = `room-archive-${(NOW - 9_000).toString(36)}`;
  const answer = (type: string, inside: string, id = `${NAME}.0-1`) =>
    `<iq from='${ROOM}' to='${US}' id='${id}' type='${type}'>${inside}</iq>`;
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
    expect(after(catching, fin(false))?.seen.catchUp).toMatchObject({ after: 'a9', pages: 1 });
    expect(after(catching, fin(true))?.seen.catchUp).toBeUndefined();
  });

  it('is asked by time where it does not know the last message, and has to tell it then', () => {
    const byTime = after(catching, error('item-not-found'))?.seen;
    expect(byTime?.catchUp).toEqual({ ...catching.catchUp, isProven: true });
    const text = writeXml(archiveQuery(PLACE, byTime!.catchUp!, '2'), NS_CLIENT);
    expect(text).toContain('2026-01-31T11:59:21.000Z');
    expect(text).not.toContain('<after>');
  });

  const proven: Seen = { ...JOINED, catchUp: { ...catching.catchUp!, isProven: true } };
  const full = (inside: string) => answer('result', inside, `${NAME}.0.all-1`);

  it('leaves a gap where it has lost the last message that was heard', () => {
    const page = full(
      `<fin xmlns='urn:xmpp:mam:2' complete='true'><set xmlns='http://jabber.org/protocol/rsm'/></fin>`,
    );
    expect(after(proven, page)?.told).toMatchObject({ type: 'room.gap' });
    expect(after(proven, page)?.seen.catchUp).toBeUndefined();
    expect(after(proven, page, true)?.told).toBeUndefined();
  });

  it.each([
    ['no end of a page', ''],
    ['an end that is not complete and has no last message', `<fin xmlns='urn:xmpp:mam:2'/>`],
  ])('is not taken for read where its answer has %s', (_, inside) => {
    for (const isWhole of [false, true]) {
      const read = after(proven, full(inside), isWhole && inside !== '');
      expect(read?.told).toMatchObject({ type: 'room.gap' });
      expect(read?.seen.catchUp).toBeUndefined();
    }
  });

  it('is not taken for read where it tells the same page again', () => {
    const seen: Seen = { ...JOINED, catchUp: { at: NOW - 9_000, after: 'a9', pages: 1 } };
    const again = fin(false).replace(`${NAME}.0`, `${NAME}.1`);
    expect(after(seen, again)?.told).toMatchObject({ type: 'room.gap' });
  });

  it('is not taken for read because of a page of an earlier question', () => {
    const later: Seen = { ...JOINED, catchUp: { at: NOW - 20_000 } };
    expect(after(later, fin(true))).toBeUndefined();
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
