import { collectors, type Collector, type MetricTable } from '../core/metric.ts';
import { readProcess } from './process-readings.ts';

export const PROCESS_METRICS = {
  loopLagP99: {
    name: 'nodejs_eventloop_lag_p99_seconds',
    kind: 'gauge',
    about: '99th percentile of the event-loop lag since the last scrape.',
  },
  loopLagMax: {
    name: 'nodejs_eventloop_lag_max_seconds',
    kind: 'gauge',
    about: 'Maximum event-loop lag since the last scrape.',
  },
  cpu: {
    name: 'process_cpu_seconds_total',
    kind: 'counter',
    about: 'CPU time used.',
  },
  residentMemory: {
    name: 'process_resident_memory_bytes',
    kind: 'gauge',
    about: 'Resident memory.',
  },
  heap: {
    name: 'nodejs_heap_size_used_bytes',
    kind: 'gauge',
    about: 'Memory used by JavaScript objects.',
  },
  startTime: {
    name: 'process_start_time_seconds',
    kind: 'gauge',
    about: 'When the process started, in seconds since 1970.',
  },
} as const satisfies MetricTable;

export function openProcessCollectors(): {
  readonly collectors: readonly Collector[];
  readonly close: () => void;
} {
  const process = readProcess();
  let max = 0;
  return {
    close: process.close,
    collectors: collectors(PROCESS_METRICS, {
      // Read together, as reading begins the next span.
      loopLagP99: () => {
        const lag = process.loopLag();
        max = lag.max;
        return lag.p99;
      },
      loopLagMax: () => max,
      cpu: process.cpuSeconds,
      residentMemory: process.residentBytes,
      heap: process.heapBytes,
      startTime: () => process.startedAtSeconds,
    }),
  };
}
