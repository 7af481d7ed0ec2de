import type { MetricTable } from '../../core/metric.ts';

export const PROVISION_METRICS = {
  provisionInForce: {
    name: 'bridge_provision_in_force',
    kind: 'gauge',
    about:
      'Whether the provisioning file of this replica is the one that was applied last; 0 also while it is faulty. Nothing without `BRIDGE_PROVISION`.',
  },
  provisionHash: {
    name: 'bridge_provision_hash',
    kind: 'gauge',
    about: 'A number that stands for the provisioning file that this replica knows to be applied.',
  },
  provisionApplied: {
    name: 'bridge_provision_applied_timestamp_seconds',
    kind: 'gauge',
    about: 'When a provisioning file was last applied, by any replica; seconds since 1970.',
  },
  provisionFailures: {
    name: 'bridge_provision_failures_total',
    kind: 'counter',
    about: 'Provisioning files that this replica could not read or not apply whole.',
    labels: { reason: '`file`: it has a fault, `object`: an object could not be brought about' },
  },
} as const satisfies MetricTable;
