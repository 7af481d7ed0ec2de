import { describe, expect, it } from 'vitest';
import { inDoubt } from '../../../../src/features/rooms/membership/in-doubt.ts';
import type { Seen } from '../../../../src/features/rooms/membership/membership.ts';
import { JOINED, NOW } from './from-rooms.ts';

const LOST = NOW - 20_000;
const fromOf = (seen: Seen) => inDoubt(seen, LOST, true)?.catchUp;

describe('a membership of which something may be lost with a link of another replica', () => {
  it('catches up by time: what was heard last may be later than what is missing', () => {
    expect(fromOf(JOINED)).toEqual({ at: LOST });
  });

  it('asks for nothing from before it came in for the first time', () => {
    expect(fromOf({ ...JOINED, since: NOW - 5_000 })).toEqual({ at: NOW - 5_000 });
    expect(fromOf({ ...JOINED, since: NOW - 5_000, stay: 2 })).toEqual({ at: LOST });
  });

  it('begins again where it is catching up already', () => {
    const catchUp = { at: NOW - 60_000, stanzaId: 'a0', after: 'a9', pages: 3 };
    expect(fromOf({ ...JOINED, catchUp })).toEqual({ at: NOW - 60_000 });
  });

  it('asks again for what the archive told over that link', () => {
    const told = { from: NOW - 90_000, at: NOW - 10_000 };
    expect(fromOf({ ...JOINED, caught: told })).toEqual({ at: NOW - 90_000 });
    expect(fromOf({ ...JOINED, caught: { ...told, at: LOST - 1 } })).toEqual({ at: LOST });
  });

  it('is asked first whether it is still in, if that is not known on this link', () => {
    expect(inDoubt(JOINED, LOST, false)).toMatchObject({ unchecked: true });
    expect(inDoubt(JOINED, LOST, true)).not.toHaveProperty('unchecked');
  });

  it('has nothing to catch up with where it is at an end, or was never in', () => {
    expect(fromOf({ ...JOINED, state: 'kicked' })).toBeUndefined();
    expect(fromOf({ state: 'joining', since: NOW, nick: 'alerts' })).toBeUndefined();
  });
});
