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
    labels: { code: '`no-persistence`, `not-durable`, `evicts`, `filling`, `full`, `unchecked`' },
  },
  storeUsed: {
    name: 'bridge_store_used_bytes',
    kind: 'gauge',
    about: 'Memory that the store uses, as last looked at; 0 where it is not known.',
  },
  storeMax: {
    name: 'bridge_store_max_bytes',
    kind: 'gauge',
    about:
      'Memory that the store may use (`maxmemory` of Redis, or `BRIDGE_MEMORY_STORE`); 0 for no bound.',
  },
  storeRefused: {
    name: 'bridge_store_refused_total',
    kind: 'counter',
    about: 'What this replica did not take in because the store is full.',
  },
  storeForgotten: {
    name: 'bridge_store_forgotten_total',
    kind: 'counter',
    about:
      'Entries and records that the memory store dropped early to stay below `BRIDGE_MEMORY_STORE`.',
  },
} as const satisfies MetricTable;

export function storeCollectors(store: Store): readonly Collector[] {
  return collectors(STORE_METRICS, {
    storeWarnings: () => store.warnings().map(({ code }) => ({ labels: { code }, value: 1 })),
    storeUsed: () => store.capacity().usedBytes,
    storeMax: () => store.capacity().maxBytes ?? 0,
    storeRefused: () => store.capacity().refused,
    storeForgotten: () => store.capacity().forgotten,
  });
}
