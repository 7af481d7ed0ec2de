import type { KeyFamily } from '../../store/family.ts';

export const EVENTS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'log:events',
    what: 'The event log.',
    bound: {
      most: 2_000_000,
      of: 'one log; events older than `BRIDGE_RETENTION` or over a million are trimmed, those that a webhook still needs at twice that',
    },
    stays: true,
  },
  {
    pattern: 'space:history-lost',
    what: 'Up to which position a loss of events was told.',
    bound: { most: 20, of: 'one hash, a field for each time that the store came back empty' },
    stays: true,
  },
];
