import type { KeyFamily } from '../store/family.ts';

export const RECONCILER_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'epoch:reconciler:*',
    what: 'The last epoch of each partition of the reconciler.',
    bound: { most: 20, of: '16 numbers' },
    stays: true,
  },
  {
    pattern: 'log:reconciler:*',
    what: 'What is new for each partition of the reconciler.',
    bound: { most: 10_000, of: '16 logs, trimmed' },
    stays: true,
  },
  {
    pattern: 'space:wanted:*',
    what: 'What was declared, by kind and partition.',
    bound: { most: 1_000_000, of: '16 hashes for each kind, a field for each item' },
  },
  {
    pattern: 'space:seen:*',
    what: 'What was seen of it.',
    bound: { most: 1_000_000, of: '16 hashes for each kind, a field for each item' },
  },
  {
    pattern: 'space:wanted-count',
    what: 'How many items of each kind are declared.',
    bound: { most: 100, of: 'one hash, a field for each kind' },
    stays: true,
  },
];
