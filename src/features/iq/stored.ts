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
    bound: { ms: 90_000 },
  },
  {
    pattern: 'log:iq-deadlines',
    what: 'When each IQ request of a user must be answered; an entry goes when it was.',
    bound: { most: 100_000, of: 'one log; `BRIDGE_MAX_OPEN_IQS` of each replica' },
    stays: true,
  },
];
