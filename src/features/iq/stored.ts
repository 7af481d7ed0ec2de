import type { KeyFamily } from '../../store/family.ts';

export const IQ_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:iq:*',
    what: 'An IQ request that was sent, and its answer.',
    bound: { ms: 10 * 60_000 },
  },
  {
    pattern: 'record:iq-request:*',
    what: 'An IQ request of a user that waits for an answer.',
    bound: { ms: 70_000 },
  },
];
