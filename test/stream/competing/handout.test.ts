import { describe, expect, it } from 'vitest';
import {
  MOST_HELD,
  acknowledged,
  concernsOthers,
  handedOut,
  joined,
  newHandout,
  overGap,
  roomIn,
  withoutMembers,
  type Handout,
  type News,
} from '../../../src/stream/competing/handout.ts';

const START = newHandout({ incarnation: 'a', position: '0-0' });

function members(...names: string[]): Handout {
  return names.reduce((handout, name) => joined(handout, name, 'all') ?? handout, START);
}

const news = (position: number, conversation: string, isWanted = true): News => ({
  position: `${position}-0`,
  conversation,
  isWanted,
});

const given = ({ open }: Handout) => open.map(({ position, member }) => [position, member]);

describe('a handout', () => {
  it('gives each event to the member with the fewest', () => {
    const after = handedOut(members('romeo', 'juliet'), [news(1, 'x'), news(2, 'y'), news(3, 'z')]);
    expect(given(after)).toEqual([
      ['1-0', 'romeo'],
      ['2-0', 'juliet'],
      ['3-0', 'romeo'],
    ]);
    expect(after.read).toBe('3-0');
  });

  it('keeps a conversation with the member that has an event of it', () => {
    const after = handedOut(members('romeo', 'juliet'), [news(1, 'x'), news(2, 'x'), news(3, 'x')]);
    expect(new Set(after.open.map(({ member }) => member))).toEqual(new Set(['romeo']));
    const done = acknowledged(after, [{ member: 'romeo', position: '1-0' }]);
    expect(handedOut(done, [news(4, 'x')]).open.at(-1)?.member).toBe('romeo');
  });

  it('gives a conversation to anybody once all of it is acknowledged', () => {
    const after = handedOut(members('romeo', 'juliet'), [news(1, 'x'), news(2, 'y')]);
    const done = acknowledged(after, [{ member: 'romeo', position: '1-0' }]);
    const busy = handedOut(done, [news(3, 'z'), news(4, 'x')]);
    expect(given(busy)).toEqual([
      ['2-0', 'juliet'],
      ['3-0', 'romeo'],
      ['4-0', 'romeo'],
    ]);
  });

  it('has what a member had wait for others when the member is gone, in order', () => {
    const before = handedOut(members('romeo'), [news(1, 'x'), news(2, 'x')]);
    const alone = withoutMembers(before, (member) => member === 'romeo');
    expect(given(alone)).toEqual([
      ['1-0', undefined],
      ['2-0', undefined],
    ]);
    const after = handedOut(joined(alone, 'juliet', 'all')!, []);
    expect(given(after)).toEqual([
      ['1-0', 'juliet'],
      ['2-0', 'juliet'],
    ]);
  });

  it('never gives an event whose conversation waits before it', () => {
    const full = Array.from({ length: MOST_HELD }, (_, n) => news(n + 1, 'x'));
    const before = handedOut(members('romeo', 'juliet'), [...full, news(50, 'x')]);
    expect(before.open.at(-1)?.member).toBeUndefined();
    const done = acknowledged(before, [{ member: 'romeo', position: '1-0' }]);
    const after = handedOut(done, [news(51, 'x')]);
    expect(given(after).slice(-2)).toEqual([
      ['50-0', 'romeo'],
      ['51-0', undefined],
    ]);
  });

  it('takes no acknowledgement from a member that has the event no longer', () => {
    const before = handedOut(members('romeo', 'juliet'), [news(1, 'x')]);
    const moved = handedOut(
      withoutMembers(before, (member) => member === 'romeo'),
      [],
    );
    expect(given(moved)).toEqual([['1-0', 'juliet']]);
    expect(acknowledged(moved, [{ member: 'romeo', position: '1-0' }])).toBe(moved);
  });

  it('stops reading where nobody has room, and passes over what nobody asked for', () => {
    const many = Array.from({ length: MOST_HELD + 5 }, (_, n) => news(n + 1, String(n)));
    const after = handedOut(members('romeo'), many);
    expect(after.open).toHaveLength(MOST_HELD);
    expect(after.read).toBe(`${MOST_HELD}-0`);
    const next = [news(33, 'y', false), news(34, 'y')];
    expect(handedOut(after, next).read).toBe('33-0');
  });

  it('holds so many events and no more', () => {
    const hot = Array.from({ length: 1_005 }, (_, n) => news(n + 1, 'x'));
    expect(handedOut(members('romeo', 'juliet'), hot).open).toHaveLength(1_000);
  });

  it('lets in whoever asks for the same, and for anything who comes to nobody', () => {
    expect(joined(members('romeo'), 'juliet', 'other')).toBeUndefined();
    const alone = withoutMembers(members('romeo'), () => true);
    expect(joined(alone, 'juliet', 'other')).toMatchObject({ wishes: 'other' });
  });

  it('is the same object when nothing changes', () => {
    const before = handedOut(members('romeo'), [news(1, 'x')]);
    expect(handedOut(before, []).open).toBe(before.open);
    expect(withoutMembers(before, () => false)).toBe(before);
    expect(joined(before, 'romeo', 'all')).toBe(before);
  });

  it('goes on with the oldest event after a gap, and forgets what was of another log', () => {
    const before = handedOut(members('romeo'), [news(1, 'x')]);
    const kept = overGap(before, { incarnation: 'a', position: '5-0' });
    expect(kept).toMatchObject({ read: '5-0', open: before.open });
    const anew = overGap(before, { incarnation: 'b', position: '0-0' });
    expect(anew).toMatchObject({ incarnation: 'b', read: '0-0', open: [] });
  });

  it('concerns others when they are given something, or may take what waits', () => {
    const before = members('romeo', 'juliet');
    const one = handedOut(before, [news(1, 'x')]);
    expect(concernsOthers(before, one, (name) => name === 'romeo')).toBe(false);
    expect(concernsOthers(before, one, (name) => name === 'juliet')).toBe(true);
    expect(concernsOthers(one, one, (name) => name === 'juliet')).toBe(false);
    const left = withoutMembers(one, (name) => name === 'romeo');
    expect(concernsOthers(one, left, () => true)).toBe(true);
  });

  it('counts the room of each member', () => {
    const after = handedOut(members('romeo', 'juliet'), [news(1, 'x'), news(2, 'x')]);
    expect([...roomIn(after)]).toEqual([
      ['romeo', MOST_HELD - 2],
      ['juliet', MOST_HELD],
    ]);
  });
});
