import { describe, expect, it } from 'vitest';
import { newsOf, toldOf } from '../../../../src/features/rooms/hearing/occupants.ts';
import { occupant, ROOM, stanza, US } from '../membership/from-rooms.ts';

const HERE = { role: 'participant', affiliation: 'none' } as const;
const ITEM = "<item affiliation='none' role='participant'/>";

describe('the presence of another occupant', () => {
  const news = (before: typeof HERE | undefined, nick: string, inside: string, type?: string) => {
    const told = toldOf(occupant(nick, inside, type));
    return told && newsOf(ROOM, before, told);
  };

  it('tells that it came, changed and went', () => {
    expect(news(undefined, '🌹/🥀', ITEM)).toMatchObject({ change: 'joined', nick: '🌹/🥀' });
    expect(news(HERE, 'juliet', ITEM)).toBeUndefined();
    const moderator = "<item affiliation='admin' role='moderator'/>";
    expect(news(HERE, 'juliet', moderator)).toMatchObject({ change: 'changed', role: 'moderator' });
    expect(news(HERE, 'juliet', "<item role='none'/>", 'unavailable')).toEqual({
      ...{ room: ROOM, change: 'left', nick: 'juliet', affiliation: 'none' },
    });
  });

  it('tells another nickname, and who threw it out', () => {
    const renamed = "<item nick='capulet' role='participant'/><status code='303'/>";
    expect(news(HERE, 'juliet', renamed, 'unavailable')).toMatchObject({
      ...{ change: 'renamed', newNick: 'capulet' },
    });
    const kicked = "<item role='none'><actor nick='nurse'/></item><status code='307'/>";
    expect(news(HERE, 'juliet', kicked, 'unavailable')).toMatchObject({
      ...{ change: 'left', statuses: [307], actor: 'nurse' },
    });
  });

  it('is not that of the room itself', () => {
    expect(toldOf(stanza(`<presence from='${ROOM}' to='${US}'/>`))).toBeUndefined();
  });
});
