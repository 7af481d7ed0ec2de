import type { KeyFamily } from '../../store/family.ts';

export const PROVISION_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:provision',
    what: 'Which provisioning file was applied last, when, and by which replica.',
    bound: { most: 1, of: 'one hash of one field' },
    stays: true,
  },
  {
    pattern: 'epoch:provision',
    what: 'The last epoch of the lease under which a provisioning file is applied.',
    bound: { most: 20, of: 'a number' },
    stays: true,
  },
];
