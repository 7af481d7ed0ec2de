import { describe, expect, it } from 'vitest';
import { isMentioned } from '../../../../src/features/rooms/hearing/mentioned.ts';
import { ROOM, stanza, US } from '../membership/from-rooms.ts';

const said = (body: string, more = '') =>
  stanza(`<message from='${ROOM}/juliet' to='${US}'><body>${body}</body>${more}</message>`);
const isMeant = (nick: string, body: string, more?: string) =>
  isMentioned(said(body, more), { nick, addresses: [`${ROOM}/${nick}`] });

describe('a message mentions an occupant', () => {
  it.each([
    ['alerts', 'alerts: stop'],
    ['alerts', 'Good night, Alerts!'],
    ['alerts', 'realerts and alerts'],
    ['Ωμέγα', 'καλημέρα Ωμέγα'],
    ['🌹', 'a 🌹 by any other name'],
    ['a/b', 'I say a/b'],
  ])('%s: %s', (nick, body) => {
    expect(isMeant(nick, body)).toBe(true);
  });

  it.each([
    ['alerts', 'realerts'],
    ['alerts', 'alertsman'],
    ['alerts', 'alerts_2'],
    ['Ωμέγα', 'Ωμέγας'],
    ['(.*)', 'anything'],
  ])('and not %s: %s', (nick, body) => {
    expect(isMeant(nick, body)).toBe(false);
  });

  it('by a reference', () => {
    const reference = (uri: string) =>
      `<reference xmlns='urn:xmpp:reference:0' type='mention' uri='${uri}'/>`;
    expect(isMeant('alerts', 'Hi', reference(`xmpp:${ROOM}/alerts`))).toBe(true);
    expect(isMeant('alerts', 'Hi', reference(`xmpp:${ROOM}/nurse`))).toBe(false);
  });
});
