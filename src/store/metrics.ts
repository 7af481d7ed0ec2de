import { collectors, FROM_100_US, type Collector, type MetricTable } from '../core/metric.ts';
import type { Store } from './store.ts';

export const STORE_METRICS = {
  storeCalls: {
    name: 'bridge_store_call_duration_seconds',
    kind: 'histogram',
    about:
      'Round trips to Redis; calls of one event-loop turn share one. None with the memory store.',
    labels: { result: '`ok`, `failed`' },
    buckets: FROM_100_US,
  },
  storeWarnings: {
    name: 'bridge_store_warnings',
    kind: 'gauge',
    about: 'Problems with the configuration of the store.',
    labels: { code: '`no-persistence`, `not-durable`, `evicts`, `unchecked`' },
  },
} as const satisfies MetricTable;

export function storeCollectors(store: Store): readonly Collector[] {
  return collectors(STORE_METRICS, {
    storeWarnings: () => store.warnings().map(({ code }) => ({ labels: { code }, value: 1 })),
  });
}
