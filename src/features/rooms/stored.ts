import type { KeyFamily } from '../../store/family.ts';

export const ROOM_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:room-last:*',
    what: 'The last message that an identity heard from a room.',
    bound: { ms: 7 * 24 * 60 * 60 * 1_000 },
  },
];
