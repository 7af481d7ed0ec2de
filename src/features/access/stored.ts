import type { KeyFamily } from '../../store/family.ts';

const HOUR_MS = 60 * 60 * 1_000;

export const ACCESS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:key',
    what: 'The API keys.',
    bound: { most: 1_000_000, of: 'one hash, a field for each key' },
  },
  {
    pattern: 'space:key-used',
    what: 'When each key was last used.',
    bound: { most: 1_000_000, of: 'one hash, a field for each key' },
  },
  {
    pattern: 'log:key-changes',
    what: 'Which keys changed, for the other replicas.',
    bound: { most: 10_000, of: 'one log, trimmed' },
    stays: true,
  },
  {
    pattern: 'record:bootstrap-key:*',
    what: 'That a replica has a bootstrap key.',
    bound: { ms: 20_000 },
  },
  {
    pattern: 'record:rate:*',
    what: 'How much of its rate a key has used.',
    bound: { ms: HOUR_MS },
  },
  {
    pattern: 'record:quota:*',
    what: 'How much of its quota a key has used today.',
    bound: { ms: 48 * HOUR_MS },
  },
];
