import type { KeyFamily } from '../store/family.ts';

export const LINK_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:link-registry:link',
    what: 'Which replica has a link, and what its readers want.',
    bound: { ms: 5_000 },
    // Of the replicas that run.
    stays: true,
  },
  {
    pattern: 'record:link-leaving:link',
    what: 'Which replica gives its link away and still reads it, or empty when it is done.',
    bound: { ms: 5_000 },
  },
  {
    pattern: 'space:links',
    what: 'Which links there are, and which went within ten minutes. Link mode `all` only.',
    bound: { most: 1_000, of: 'one hash, a field for each link that was there within ten minutes' },
    stays: true,
  },
  {
    pattern: 'epoch:link',
    what: 'The last epoch of the link.',
    bound: { most: 20, of: 'one number' },
    stays: true,
  },
];
