import type { KeyFamily } from '../../store/family.ts';

export const AUDIT_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'log:audit',
    what: 'Who changed what; see `GET /v1/audit`.',
    bound: { most: 100_000, of: 'one log, trimmed to `BRIDGE_AUDIT_RETENTION` and 50,000 entries' },
    stays: true,
  },
];
