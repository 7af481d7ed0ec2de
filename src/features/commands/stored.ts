import type { KeyFamily } from '../../store/family.ts';

export const COMMANDS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:command-session:*',
    what: 'A command that a caller executes, with the last form.',
    bound: { ms: 60 * 60_000 },
  },
];
