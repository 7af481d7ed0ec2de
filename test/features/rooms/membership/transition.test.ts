import { describe, expect, it } from 'vitest';
import type { Heard } from '../../../../src/features/rooms/membership/heard.ts';
import {
  END_STATES,
  type Seen,
  type State,
  type Wish,
} from '../../../../src/features/rooms/membership/membership.ts';
import { NEWS, type News } from '../../../../src/features/rooms/membership/states.ts';
import {
  firstSeen,
  transition,
  type Transition,
} from '../../../../src/features/rooms/membership/transition.ts';
import { JOINED, NOW, ROOM, WISH } from './from-rooms.ts';

const contextOf = (wish: Wish | undefined) => ({ room: ROOM, wish, now: NOW, random: 0 });

function after(
  present: Seen | undefined,
  heard: Heard | News,
  wish: Wish | undefined = WISH,
): Transition | undefined {
  return transition(contextOf(wish), present, typeof heard === 'string' ? { news: heard } : heard);
}

/** What a series of news leads to. */
function led(news: readonly (Heard | News)[], wish: Wish = WISH): Seen {
  return news.reduce<Seen>(
    (seen, heard) => after(seen, heard, wish)?.seen ?? seen,
    firstSeen(contextOf(wish)),
  );
}

const ENTERED: Heard = { news: 'entered', nick: 'alerts', self: { nick: 'alerts' } };

describe('a membership', () => {
  it('is joined once the history has ended', () => {
    expect(led(['historyEnded']).state).toBe('joining');
    expect(led(['historyEnded', ENTERED]).state).toBe('joined');
    expect(led([ENTERED]).state).toBe('joining');
    expect(led([ENTERED, 'historyEnded'])).toMatchObject({ state: 'joined', stay: 1 });
  });

  it('tells that it has joined, and whether it was in before', () => {
    const entering = led([ENTERED]);
    expect(after(entering, 'historyEnded')?.told).toMatchObject({
      type: 'room.joined',
      data: { room: ROOM, nick: 'alerts', again: false },
    });
    const back = led([ENTERED, 'historyEnded', 'absent', ENTERED]);
    expect(after(back, 'historyEnded')?.told?.data).toMatchObject({ again: true });
  });

  it('configures a room that it made, and destroys one that it was not to make', () => {
    const made: Heard = { ...ENTERED, news: 'created' };
    expect(led([made]).state).toBe('configuring');
    expect(led([made, 'historyEnded']).state).toBe('configuring');
    expect(led([made, 'configured']).state).toBe('joined');
    expect(led([made, 'configRefused', 'configured'])).toMatchObject({ state: 'joined' });
    const wish: Wish = { ...WISH, config: { roomname: 'Balcony', moat: true } };
    const form: Heard = { news: 'form', fields: ['muc#roomconfig_roomname'] };
    expect(led([made, 'configRefused'], wish)).toMatchObject({ asksForm: true });
    expect(led([made, 'configRefused', form], wish)).toMatchObject({ fields: ['roomname'] });
    expect(led([made, 'configRefused', form, 'configRefused'], wish).plain).toBe(true);
    const never: Wish = { ...WISH, create: 'never' };
    expect(led([made], never).state).toBe('discarding');
    expect(led([made, 'discarded'], never).state).toBe('missing');
    expect(led([made, 'destroyed'], never).state).toBe('missing');
  });

  it('tries one nickname after the other, each once', () => {
    const taken: Heard = { news: 'nickTaken', nick: 'alerts', condition: 'conflict' };
    expect(led([taken])).toMatchObject({ taken: 1, nick: 'alerts-2' });
    expect(led([taken, taken])).toMatchObject({ taken: 1, nick: 'alerts-2' });
    expect(led([taken, { ...taken, nick: 'alerts-2' }])).toMatchObject({ nick: 'alerts-3' });
  });

  it('comes back at once each time that it was lost with the link', () => {
    const absent: Heard = { news: 'absent', condition: 'not-acceptable' };
    const back = [absent, ENTERED, 'historyEnded'] as const;
    const lost = led([ENTERED, 'historyEnded', ...back, ...back, ...back, absent]);
    expect(lost).toMatchObject({ state: 'rejoining', failures: 0, retryAt: NOW });
  });

  it('is missing where there is no room, and waits for one that it was in', () => {
    const none: Heard = { news: 'nonexistent', condition: 'item-not-found' };
    expect(led([none])).toMatchObject({ state: 'missing', problem: { reason: 'missing' } });
    const lost = led([ENTERED, 'historyEnded', 'absent', ...Array<Heard>(9).fill(none)]);
    expect(lost.state).toBe('rejoining');
    expect(lost.retryAt).toBeLessThanOrEqual(NOW + 10_000);
    expect(after(lost, 'exists')?.seen).toMatchObject({ state: 'rejoining', exists: true });
  });

  it('tries five other nicknames, or none', () => {
    const taken: Heard = { news: 'nickTaken', condition: 'conflict' };
    expect(led([taken])).toMatchObject({ state: 'joining', nick: 'alerts-2' });
    expect(led(Array<Heard>(5).fill(taken))).toMatchObject({ nick: 'alerts-6' });
    expect(led(Array<Heard>(6).fill(taken))).toMatchObject({ state: 'refused' });
    expect(led([taken], { ...WISH, nickConflict: 'fail' })).toMatchObject({
      state: 'refused',
      problem: { reason: 'conflict' },
    });
  });

  it('stays out after a kick, or comes back if that is wanted', () => {
    expect(after(JOINED, 'kicked')).toMatchObject({
      seen: { state: 'kicked' },
      told: { type: 'room.left', data: { cause: 'kicked', willRejoin: false } },
    });
    expect(after(JOINED, 'kicked', { ...WISH, onKick: 'rejoin' })).toMatchObject({
      seen: { state: 'rejoining' },
      told: { data: { cause: 'kicked', willRejoin: true } },
    });
    expect(after(JOINED, 'banned', { ...WISH, onKick: 'rejoin' })?.seen.state).toBe('banned');
  });

  it('counts one failure, however many of its messages the room refuses', () => {
    const wish: Wish = { ...WISH, onKick: 'rejoin' };
    const refusals = Array<Heard>(20).fill({ news: 'absent' });
    const seen = led([ENTERED, 'historyEnded', 'kicked', ...refusals], wish);
    expect(seen).toMatchObject({ state: 'rejoining', failures: 1, retryAt: NOW + 1_000 });
  });

  it('comes back within half a minute, however often it is kicked', () => {
    const wish: Wish = { ...WISH, onKick: 'rejoin' };
    const kick = ['kicked', ENTERED, 'historyEnded'] as const;
    const kicks = Array.from({ length: 12 }, () => kick).flat();
    const { state, retryAt } = led([ENTERED, 'historyEnded', ...kicks, 'kicked'], wish);
    expect(state).toBe('rejoining');
    expect(retryAt).toBe(NOW + 30_000);
  });

  it('comes back at once where the room lost it, and later and later where that goes on', () => {
    const lost = after(JOINED, 'dropped')?.seen;
    expect(lost).toMatchObject({ state: 'rejoining' });
    expect(lost?.retryAt).toBe(NOW);
    const again = led([ENTERED, 'historyEnded', 'dropped', 'unreachable', 'unreachable']);
    expect(again.retryAt).toBeGreaterThan(NOW + 2_000);
  });

  it('follows a destroyed room only if that is wanted', () => {
    const destroyed: Heard = { news: 'destroyed', alternate: 'garden@rooms.example.org' };
    expect(after(JOINED, destroyed)?.follow).toBeUndefined();
    expect(after(JOINED, destroyed, { ...WISH, follow: true })).toMatchObject({
      seen: { state: 'destroyed', problem: { alternate: 'garden@rooms.example.org' } },
      follow: 'garden@rooms.example.org',
    });
  });

  it.each(END_STATES)('stays %s whatever is heard', (state) => {
    const seen: Seen = { state, since: NOW, nick: 'alerts' };
    for (const news of NEWS) expect(after(seen, news)?.seen.state ?? state).toBe(state);
  });

  it('takes any news in any state', () => {
    const states: State[] = ['joining', 'rejoining', 'configuring', 'discarding', 'joined'];
    for (const state of states) {
      for (const news of NEWS) {
        for (const wish of [WISH, undefined]) {
          const next = after({ ...JOINED, state }, news, wish);
          if (next !== undefined) expect(JSON.parse(JSON.stringify(next))).toEqual(next);
        }
      }
    }
  });

  it('has left once the room says so, if it is no longer wanted', () => {
    expect(transition(contextOf(undefined), JOINED, { news: 'exited' })).toMatchObject({
      seen: { state: 'left' },
      told: { data: { cause: 'left', willRejoin: false } },
    });
    expect(transition(contextOf(undefined), JOINED, ENTERED)).toBeUndefined();
  });
});
