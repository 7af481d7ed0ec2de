import { describe, expect, it } from 'vitest';
import { checkRooms } from '../../../src/cli/doctor/room-checks.ts';
import { keyOf, type Seen } from '../../../src/features/rooms/membership/membership.ts';
import { ROOM_ITEMS } from '../../../src/features/rooms/membership/members-seen.ts';
import { partitionOf, seenSpace, wantedSpace } from '../../../src/reconciler/records.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

interface Member {
  readonly room: string;
  readonly seen?: Partial<Seen>;
  readonly isWanted?: boolean;
}

const IN: Partial<Seen> = { state: 'joined' };

async function found(members: readonly Member[], isLinked = true) {
  const store = createMemoryStore({ now: () => 0 });
  for (const { room, seen, isWanted = true } of members) {
    const key = keyOf({ identity: 'nurse@bridge.example.org', room });
    const partition = partitionOf(ROOM_ITEMS, key);
    const wanted = JSON.stringify({ ...(isWanted && { wanted: { nick: 'nurse' } }), at: 0 });
    const value = JSON.stringify({ seen, asOf: 0, epoch: 1 });
    await store.commit([
      { do: 'put', space: wantedSpace(ROOM_ITEMS, partition), id: key, value: wanted },
      ...(seen
        ? [{ do: 'put', space: seenSpace(ROOM_ITEMS, partition), id: key, value } as const]
        : []),
    ]);
  }
  return checkRooms({ store, isLinked });
}

const BALCONY = 'balcony@rooms.example.org';
const problem = (detail: string) => ({ reason: 'x', detail, at: 0 });

describe('the rooms that identities are in', () => {
  it('are not mentioned where there are none', async () => {
    expect(await found([])).toEqual([]);
  });

  it('are good where everybody is in', async () => {
    const all = [
      { room: BALCONY, seen: IN },
      { room: 'hall@rooms.example.org', seen: IN },
    ];
    expect(await found(all)).toMatchObject([{ check: 'rooms', verdict: 'good' }]);
  });

  it('are told to be empty while no replica has the link', async () => {
    const [told] = await found([{ room: BALCONY, seen: IN }], false);
    expect(told?.detail).toMatch(/no replica has the link/);
  });

  it.each<[string, Partial<Seen> | undefined, RegExp, RegExp]>([
    [
      'banned its identity',
      { state: 'banned', problem: problem('Tybalt does not like it.') },
      ...([/not in it: Tybalt/, /^Lift the ban, then: .* rooms join balcony@/] as const),
    ],
    ['is not there', { state: 'missing' }, /Its state is missing/, /^Create the room, then/],
    ['kicked its identity', { state: 'kicked' }, /not in it/, /^Where it is to come back/],
    [
      'cannot be reached',
      { state: 'rejoining', problem: problem('remote-server-timeout') },
      ...([/not in it yet: remote-server-timeout/, /goes on trying/] as const),
    ],
    ['has not answered yet', undefined, /has not answered/, /goes on trying/],
  ])('are warned of where one %s', async (_, seen, detail, advice) => {
    const told = await found([{ room: BALCONY, ...(seen && { seen }) }]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ check: `room ${BALCONY}`, verdict: 'warning' });
    expect(told[0]?.detail).toMatch(detail);
    expect(told[0]?.advice).toMatch(advice);
  });

  it('say nothing of an identity that is on its way out', async () => {
    const out = { room: BALCONY, seen: { state: 'banned' }, isWanted: false } as const;
    expect(await found([out])).toEqual([]);
  });

  it('tell of the first twenty, and how many more there are', async () => {
    const many = Array.from({ length: 30 }, (_, number) => ({
      room: `hall-${number}@rooms.example.org`,
      seen: { state: 'missing' } as const,
    }));
    const told = await found(many);
    expect(told).toHaveLength(21);
    expect(told.at(-1)?.detail).toMatch(/^10 more/);
  });
});
