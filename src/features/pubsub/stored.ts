import type { KeyFamily } from '../../store/family.ts';

export const PUBSUB_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:pubsub-known:*',
    what: 'The last items that a subscription heard of, as hashes: twice `catchUpMax`, at least 300.',
    bound: { ms: 30 * 24 * 60 * 60 * 1_000 },
  },
];
