import type { Membership } from '../../../src/features/rooms/membership/memberships.ts';

const AT = Date.UTC(2026, 0, 31, 12);

export const JOINING: Membership = {
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

export const JOINED: Membership = {
  ...JOINING,
  asOf: AT,
  settled: true,
  seen: {
    ...{ state: 'joined', since: AT, nick: 'alerts', applied: '["alerts",null,null]' },
    self: { nick: 'alerts', role: 'participant', affiliation: 'none' },
  },
};
