import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Collector, LabelsOf, MetricRow } from '../core/metric.ts';

/** Takes one observation; a few hundred nanoseconds. */
export type Observe<Row extends MetricRow> = (labels: LabelsOf<Row>, seconds: number) => void;

export interface Metrics {
  histogram<Row extends MetricRow>(row: Row): Observe<Row>;
  /** What is exposed, in the text format of Prometheus. Counters and gauges are read now. */
  expose(collectors: readonly Collector[]): Promise<string>;
}

/** Of the text format. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export function createMetrics(): Metrics {
  const histograms = new Registry();
  return {
    histogram(row) {
      const histogram = new Histogram({
        ...namesOf(row),
        ...(row.buckets !== undefined && { buckets: [...row.buckets] }),
        registers: [histograms],
      });
      return (labels, seconds) => {
        histogram.observe(labels, seconds);
      };
    },
    async expose(collectors) {
      const read = readAll(collectors);
      return (await Registry.merge([read, histograms]).metrics()) + '\n';
    },
  };
}

function readAll(collectors: readonly Collector[]): Registry {
  const registry = new Registry();
  for (const { row, read } of collectors) {
    const options = { ...namesOf(row), registers: [registry] };
    const metric = row.kind === 'counter' ? new Counter(options) : new Gauge(options);
    const value = read();
    const readings = typeof value === 'number' ? [{ labels: {}, value }] : value;
    for (const { labels, value: amount } of readings) metric.inc(labels, amount);
  }
  return registry;
}

function namesOf({ name, about, labels }: MetricRow) {
  return { name, help: about.replaceAll('`', ''), labelNames: Object.keys(labels ?? {}) };
}
