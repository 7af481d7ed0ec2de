import { describe, expect, it } from 'vitest';
import {
  MAX_HELD,
  acknowledged,
  concernsOthers,
  assigned,
  joined,
  newAssignment,
  overGap,
  roomIn,
  withoutConnections,
  type Assignment,
  type News,
} from '../../../../src/features/streams/competing/assignment.ts';

const START = newAssignment({ incarnation: 'a', position: '0-0' });

function connections(...names: string[]): Assignment {
  return names.reduce((assignment, name) => joined(assignment, name, 'all') ?? assignment, START);
}

const news = (position: number, conversation: string, isWanted = true): News => ({
  position: `${position}-0`,
  conversation,
  isWanted,
});

const given = ({ open }: Assignment) =>
  open.map(({ position, connection }) => [position, connection]);

describe('an assignment', () => {
  it('gives each event to the connection with the fewest', () => {
    const after = assigned(connections('romeo', 'juliet'), [
      news(1, 'x'),
      news(2, 'y'),
      news(3, 'z'),
    ]);
    expect(given(after)).toEqual([
      ['1-0', 'romeo'],
      ['2-0', 'juliet'],
      ['3-0', 'romeo'],
    ]);
    expect(after.read).toBe('3-0');
  });

  it('keeps a conversation with the connection that has an event of it', () => {
    const after = assigned(connections('romeo', 'juliet'), [
      news(1, 'x'),
      news(2, 'x'),
      news(3, 'x'),
    ]);
    expect(new Set(after.open.map(({ connection }) => connection))).toEqual(new Set(['romeo']));
    const done = acknowledged(after, [{ connection: 'romeo', position: '1-0' }]);
    expect(assigned(done, [news(4, 'x')]).open.at(-1)?.connection).toBe('romeo');
  });

  it('gives a conversation to anybody once all of it is acknowledged', () => {
    const after = assigned(connections('romeo', 'juliet'), [news(1, 'x'), news(2, 'y')]);
    const done = acknowledged(after, [{ connection: 'romeo', position: '1-0' }]);
    const busy = assigned(done, [news(3, 'z'), news(4, 'x')]);
    expect(given(busy)).toEqual([
      ['2-0', 'juliet'],
      ['3-0', 'romeo'],
      ['4-0', 'romeo'],
    ]);
  });

  it('has what a connection had wait for others when the connection is gone, in order', () => {
    const before = assigned(connections('romeo'), [news(1, 'x'), news(2, 'x')]);
    const alone = withoutConnections(before, (connection) => connection === 'romeo');
    expect(given(alone)).toEqual([
      ['1-0', undefined],
      ['2-0', undefined],
    ]);
    const after = assigned(joined(alone, 'juliet', 'all')!, []);
    expect(given(after)).toEqual([
      ['1-0', 'juliet'],
      ['2-0', 'juliet'],
    ]);
  });

  it('never gives an event whose conversation waits before it', () => {
    const full = Array.from({ length: MAX_HELD }, (_, n) => news(n + 1, 'x'));
    const before = assigned(connections('romeo', 'juliet'), [...full, news(50, 'x')]);
    expect(before.open.at(-1)?.connection).toBeUndefined();
    const done = acknowledged(before, [{ connection: 'romeo', position: '1-0' }]);
    const after = assigned(done, [news(51, 'x')]);
    expect(given(after).slice(-2)).toEqual([
      ['50-0', 'romeo'],
      ['51-0', undefined],
    ]);
  });

  it('takes no acknowledgement from a connection that has the event no longer', () => {
    const before = assigned(connections('romeo', 'juliet'), [news(1, 'x')]);
    const moved = assigned(
      withoutConnections(before, (connection) => connection === 'romeo'),
      [],
    );
    expect(given(moved)).toEqual([['1-0', 'juliet']]);
    expect(acknowledged(moved, [{ connection: 'romeo', position: '1-0' }])).toBe(moved);
  });

  it('stops reading where nobody has room, and passes over what nobody asked for', () => {
    const many = Array.from({ length: MAX_HELD + 5 }, (_, n) => news(n + 1, String(n)));
    const after = assigned(connections('romeo'), many);
    expect(after.open).toHaveLength(MAX_HELD);
    expect(after.read).toBe(`${MAX_HELD}-0`);
    const next = [news(33, 'y', false), news(34, 'y')];
    expect(assigned(after, next).read).toBe('33-0');
  });

  it('holds so many events and no more', () => {
    const hot = Array.from({ length: 1_005 }, (_, n) => news(n + 1, 'x'));
    expect(assigned(connections('romeo', 'juliet'), hot).open).toHaveLength(1_000);
  });

  it('lets in whoever asks for the same, and for anything who comes to nobody', () => {
    expect(joined(connections('romeo'), 'juliet', 'other')).toBeUndefined();
    const alone = withoutConnections(connections('romeo'), () => true);
    expect(joined(alone, 'juliet', 'other')).toMatchObject({ wishes: 'other' });
  });

  it('is the same object when nothing changes', () => {
    const before = assigned(connections('romeo'), [news(1, 'x')]);
    expect(assigned(before, []).open).toBe(before.open);
    expect(withoutConnections(before, () => false)).toBe(before);
    expect(joined(before, 'romeo', 'all')).toBe(before);
  });

  it('goes on with the oldest event after a gap, and forgets what was of another log', () => {
    const before = assigned(connections('romeo'), [news(1, 'x')]);
    const kept = overGap(before, { incarnation: 'a', position: '5-0' });
    expect(kept).toMatchObject({ read: '5-0', open: before.open });
    const anew = overGap(before, { incarnation: 'b', position: '0-0' });
    expect(anew).toMatchObject({ incarnation: 'b', read: '0-0', open: [] });
  });

  it('concerns others when they are given something, or may take what waits', () => {
    const before = connections('romeo', 'juliet');
    const one = assigned(before, [news(1, 'x')]);
    expect(concernsOthers(before, one, (name) => name === 'romeo')).toBe(false);
    expect(concernsOthers(before, one, (name) => name === 'juliet')).toBe(true);
    expect(concernsOthers(one, one, (name) => name === 'juliet')).toBe(false);
    const left = withoutConnections(one, (name) => name === 'romeo');
    expect(concernsOthers(one, left, () => true)).toBe(true);
  });

  it('counts the room of each connection', () => {
    const after = assigned(connections('romeo', 'juliet'), [news(1, 'x'), news(2, 'x')]);
    expect([...roomIn(after)]).toEqual([
      ['romeo', MAX_HELD - 2],
      ['juliet', MAX_HELD],
    ]);
  });
});
