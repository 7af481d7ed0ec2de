import type { KeyFamily } from '../../store/family.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

export const ROOM_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:room-last:*',
    what: 'The last message that an identity heard from a room.',
    bound: { ms: WEEK_MS },
  },
  {
    pattern: 'record:room-subject:*',
    what: 'The last subject that an identity heard of in a room.',
    bound: { ms: WEEK_MS },
  },
  {
    pattern: 'record:room-occupant:*',
    what: 'An occupant of a room that an identity is in; until it goes.',
    bound: { ms: WEEK_MS },
  },
];
