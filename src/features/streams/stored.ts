import type { KeyFamily } from '../../store/family.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export const STREAMS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:consumers:*',
    what: 'The acknowledged cursor of a consumer.',
    bound: { ms: 30 * DAY_MS },
  },
  {
    pattern: 'record:consumer-names:*',
    what: 'The names of the consumers of a key, 1,000 at most.',
    bound: { ms: 30 * DAY_MS },
  },
  {
    pattern: 'record:consumer-handout:*',
    what: 'Which events of a competing consumer were given to which connection.',
    bound: { ms: 30 * DAY_MS },
  },
  {
    pattern: 'record:tickets:*',
    what: 'A ticket.',
    bound: { ms: 30_000 },
  },
  {
    pattern: 'epoch:stream-desk:*',
    what: 'The last epoch of each liveness lease.',
    bound: {
      most: 20,
      of: 'as many numbers as replicas had competing connections at once, 1,000 at most',
    },
    stays: true,
  },
];
