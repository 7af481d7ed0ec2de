import type { MetricTable } from '../../core/metric.ts';

export const COMMANDS_METRICS = {
  commandsRun: {
    name: 'bridge_commands_run_total',
    kind: 'counter',
    about: 'Commands of other addresses that ended on this replica, or could not be executed.',
    labels: { result: '`completed`, `canceled`, `failed`' },
  },
} as const satisfies MetricTable;
