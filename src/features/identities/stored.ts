import type { KeyFamily } from '../../store/family.ts';

export const IDENTITIES_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:identity',
    what: 'What was declared of identities.',
    bound: { most: 1_000_000, of: 'one hash, a field for each identity: `BRIDGE_MAX_IDENTITIES`' },
  },
  {
    pattern: 'space:identity-avatar',
    what: 'Their avatars, of 64 KiB at most.',
    bound: { most: 1_000_000, of: 'one hash, a field for each identity with an avatar' },
  },
  {
    pattern: 'log:identity-changes',
    what: 'Which identities changed, for the other replicas.',
    bound: { most: 20_000, of: 'one log, trimmed' },
    stays: true,
  },
];
