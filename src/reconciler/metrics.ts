import { collectors, type Collector, type MetricTable } from '../core/metric.ts';
import type { Reconciler } from './reconciler.ts';

export const RECONCILER_METRICS = {
  reconciledItems: {
    name: 'bridge_reconciled_items',
    kind: 'gauge',
    about: 'Declared items that this replica works on. None where no feature declares any.',
    labels: { kind: 'what is declared', state: '`settled`, `due`, `asked`, `failed`' },
  },
  reconcilerAsks: {
    name: 'bridge_reconciler_asks_total',
    kind: 'counter',
    about: 'Requests sent to make declared items true.',
    labels: { kind: 'what is declared' },
  },
  reconcilerFailures: {
    name: 'bridge_reconciler_failures_total',
    kind: 'counter',
    about: 'Requests for declared items that could not be sent.',
    labels: { kind: 'what is declared' },
  },
} as const satisfies MetricTable;

export function reconcilerCollectors(reconciler: Reconciler): readonly Collector[] {
  const counted = (what: 'asks' | 'failures') =>
    reconciler.readings()[what].map(({ kind, count }) => ({ labels: { kind }, value: count }));
  return collectors(RECONCILER_METRICS, {
    reconciledItems: () =>
      reconciler
        .readings()
        .items.map(({ kind, state, count }) => ({ labels: { kind, state }, value: count })),
    reconcilerAsks: () => counted('asks'),
    reconcilerFailures: () => counted('failures'),
  });
}
