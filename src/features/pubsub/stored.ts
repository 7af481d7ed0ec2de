import type { KeyFamily } from '../../store/family.ts';

export const PUBSUB_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:pubsub-known:*',
    what: 'The last 300 items that a subscription heard of, as hashes.',
    bound: { ms: 30 * 24 * 60 * 60 * 1_000 },
  },
];
