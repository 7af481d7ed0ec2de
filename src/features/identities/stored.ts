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
    pattern: 'space:contacts:*',
    what: 'The contacts of identities, and what is known of their presence.',
    bound: {
      most: 1_000_000,
      of: '64 hashes, a field for each contact: `BRIDGE_MAX_CONTACTS` together',
    },
  },
  {
    pattern: 'space:node-items:*',
    what: 'What identities publish.',
    bound: { most: 640_000, of: '64 hashes, 64 fields for each identity at most' },
  },
  {
    pattern: 'space:node-subscribers:*',
    what: 'Who subscribed to what identities publish.',
    bound: { most: 1_000_000, of: '64 hashes, 1,000 fields for each node at most' },
  },
  {
    pattern: 'log:identity-changes',
    what: 'Which identities changed, for the other replicas.',
    bound: { most: 20_000, of: 'one log, trimmed' },
    stays: true,
  },
];
