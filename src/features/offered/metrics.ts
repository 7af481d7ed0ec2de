import type { MetricTable } from '../../core/metric.ts';

export const OFFERED_METRICS = {
  commandSteps: {
    name: 'bridge_command_steps_total',
    kind: 'counter',
    about: 'Steps of commands of identities that this replica was asked for.',
    labels: {
      result:
        '`shown` (a form of the bridge), `asked` (an event), `canceled`, `refused` (not allowed, or it did not fit)',
    },
  },
} as const satisfies MetricTable;
