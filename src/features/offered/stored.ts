import type { KeyFamily } from '../../store/family.ts';

export const OFFERED_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:offered-commands',
    what: 'The commands that identities offer, of 64 KiB for each identity at most.',
    bound: { most: 1_000_000, of: 'one hash, a field for each identity that offers some' },
  },
  {
    pattern: 'record:offered-session:*',
    what: 'A command that somebody executes at an identity, with its forms.',
    bound: { ms: 30 * 60_000 },
  },
  {
    pattern: 'record:offered-chat:*',
    what: 'Which command somebody executes at an identity by messages.',
    bound: { ms: 30 * 60_000 },
  },
];
