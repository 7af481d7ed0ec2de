import type { RoomRoutesDeps } from '../../../src/features/rooms/routes.ts';
import type { Answers } from './fake-identities.ts';
import type { Membership } from '../../../src/features/rooms/membership/memberships.ts';

const AT = Date.UTC(2026, 0, 31, 12);

const JOINING: Membership = {
  key: 'ops@rooms.example.org alerts@bridge.example.org',
  wanted: {
    ...{ nick: 'alerts', nickConflict: 'suffix', hear: 'all', create: 'ifMissing' },
    ...{ onKick: 'stayOut', follow: false, history: { catchUp: true, maxStanzas: 0 } },
  },
  wantedAt: AT,
  seen: undefined,
  asOf: 0,
  epoch: 0,
  fresh: true,
  settled: false,
  problem: undefined,
};

const JOINED: Membership = {
  ...JOINING,
  asOf: AT,
  settled: true,
  seen: {
    ...{ state: 'joined', since: AT, nick: 'alerts', applied: '["alerts",null,null]' },
    self: { nick: 'alerts', role: 'participant', affiliation: 'none' },
  },
};

export function fakeRooms(answers: Answers): RoomRoutesDeps['declarations'] {
  return {
    want: answers('want', undefined),
    unwant: answers('unwant', true),
    get: answers('getRoom', JOINING),
    list: answers('listRooms', { items: [JOINED] }),
    until: async (key, predicate) => {
      await answers('until', undefined)(key);
      return predicate(undefined) ? undefined : JOINED;
    },
  };
}
