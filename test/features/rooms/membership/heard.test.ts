import { describe, expect, it } from 'vitest';
import { heardIn } from '../../../../src/features/rooms/membership/heard.ts';
import { JOINED, occupant, refusal, ROOM, stanza, US } from './from-rooms.ts';

const ITEM = "<item affiliation='none' role='participant'/>";
const OUT = "<item affiliation='none' role='none'/>";
const code = (...codes: number[]) => codes.map((it) => `<status code='${it}'/>`).join('');

describe('what a room says about a membership', () => {
  it.each([
    ['its own presence', occupant('alerts', ITEM + code(110)), 'entered'],
    ['its own presence without 110', occupant('alerts', ITEM), 'entered'],
    ['another nickname that the room gave', occupant('alerts-x', ITEM + code(110, 210)), 'entered'],
    ['a new room', occupant('alerts', ITEM + code(201, 110)), 'created'],
    ['a kick', occupant('alerts', OUT + code(110, 307), 'unavailable'), 'kicked'],
    ['a ban without 110', occupant('alerts', OUT + code(301), 'unavailable'), 'banned'],
    ['members only', occupant('alerts', OUT + code(110, 322), 'unavailable'), 'removed'],
    ['an affiliation lost', occupant('alerts', OUT + code(321), 'unavailable'), 'removed'],
    ['a shutdown', occupant('alerts', OUT + code(332, 110), 'unavailable'), 'shutDown'],
    ['bounces (Prosody)', occupant('alerts', OUT + code(110, 307, 333), 'unavailable'), 'dropped'],
    ['an end without a code', occupant('alerts', OUT, 'unavailable'), 'exited'],
    ['its destruction', occupant('alerts', `${OUT}<destroy/>`, 'unavailable'), 'destroyed'],
  ] as const)('%s', (_, said, news) => {
    expect(heardIn(said, JOINED)?.news).toBe(news);
  });

  it.each([
    ['conflict', 'cancel', 'nickTaken'],
    ['registration-required', 'auth', 'refused'],
    ['forbidden', 'auth', 'refused'],
    ['not-authorized', 'auth', 'refused'],
    ['not-allowed', 'cancel', 'refused'],
    ['gone', 'cancel', 'gone'],
    ['item-not-found', 'cancel', 'unreachable'],
    ['service-unavailable', 'wait', 'unreachable'],
    ['remote-server-timeout', 'wait', 'unreachable'],
  ])('an error %s', (condition, type, news) => {
    expect(heardIn(refusal(condition, type), undefined)?.news).toBe(news);
  });

  it.each([
    ["type='result'", '', 'present'],
    ["type='error'", 'service-unavailable', 'present'],
    ["type='error'", 'feature-not-implemented', 'present'],
    ["type='error'", 'not-acceptable', 'absent'],
    ["type='error'", 'item-not-found', 'absent'],
    ["type='error'", 'remote-server-timeout', 'unreachable'],
  ])('the answer to a self-ping: %s %s', (type, condition, news) => {
    const inside =
      condition &&
      `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`;
    const answer = `<iq from='${ROOM}/alerts' to='${US}' id='room-ping-1' ${type}>${inside}</iq>`;
    expect(heardIn(stanza(answer), JOINED)?.news).toBe(news);
  });

  it('says nothing in the presence of others, or of the room itself', () => {
    expect(heardIn(occupant('juliet', ITEM), JOINED)).toBeUndefined();
    expect(heardIn(occupant('juliet', OUT, 'unavailable'), JOINED)).toBeUndefined();
    expect(heardIn(stanza(`<presence from='${ROOM}' to='${US}'/>`), JOINED)).toBeUndefined();
  });

  it('ends the history with a subject that has no body', () => {
    const said = (inside: string) =>
      heardIn(
        stanza(`<message from='${ROOM}' to='${US}' type='groupchat'>${inside}</message>`),
        JOINED,
      );
    expect(said('<subject/>')?.news).toBe('historyEnded');
    expect(said('<subject>Masks</subject><body>Hi</body>')).toBeUndefined();
  });

  it('keeps the nickname, its standing, and who did it', () => {
    const entered = heardIn(occupant('alerts', ITEM + code(110)), JOINED);
    expect(entered?.self).toEqual({ nick: 'alerts', role: 'participant', affiliation: 'none' });
    const kicked = occupant(
      'alerts',
      `<item role='none'><actor nick='juliet'/><reason>Avaunt!</reason></item>${code(307)}`,
      'unavailable',
    );
    expect(heardIn(kicked, JOINED)).toMatchObject({ actor: 'juliet', reason: 'Avaunt!' });
  });
});
