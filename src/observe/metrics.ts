import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  METRIC_ROWS,
  METRICS,
  type HistogramKey,
  type LabelsOf,
  type MetricRow,
  type ReadKey,
} from './metric-table.ts';

export interface Reading<Key extends ReadKey> {
  readonly labels: LabelsOf<Key>;
  readonly value: number;
}

/** Where each counter and gauge is read; nothing is done for them in between. */
export type Sources = {
  readonly [Key in ReadKey]: () => number | readonly Reading<Key>[];
};

export interface Metrics {
  /** Takes the value of one event into a histogram; a few hundred nanoseconds. */
  observe<Key extends HistogramKey>(key: Key, labels: LabelsOf<Key>, seconds: number): void;
  /** What is exposed, in the text format of Prometheus. */
  expose(sources: Sources): Promise<string>;
}

/** Of the text format. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export function createMetrics(): Metrics {
  const histograms = new Registry();
  const byKey = new Map<string, Histogram>();
  for (const [key, row] of METRIC_ROWS) {
    if (row.kind === 'histogram') byKey.set(key, histogramOf(row, histograms));
  }
  return {
    observe: (key, labels, seconds) => byKey.get(key)?.observe(labels, seconds),
    async expose(sources) {
      const read = readAll(sources);
      return (await Registry.merge([read, histograms]).metrics()) + '\n';
    },
  };
}

function histogramOf({ name, about, labels, buckets }: MetricRow, registry: Registry): Histogram {
  return new Histogram({
    name,
    help: plain(about),
    labelNames: Object.keys(labels ?? {}),
    ...(buckets !== undefined && { buckets: [...buckets] }),
    registers: [registry],
  });
}

function readAll(sources: Sources): Registry {
  const registry = new Registry();
  for (const [key, read] of Object.entries(sources) as [ReadKey, AnySource][]) {
    const metric = readMetric(METRICS[key], registry);
    const value = read();
    const readings = typeof value === 'number' ? [{ labels: {}, value }] : value;
    for (const { labels, value: amount } of readings) metric.inc(labels, amount);
  }
  return registry;
}

type AnySource = () =>
  number | readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];

function readMetric({ name, kind, about, labels }: MetricRow, registry: Registry) {
  const labelNames = Object.keys(labels ?? {});
  const options = { name, help: plain(about), labelNames, registers: [registry] };
  return kind === 'counter' ? new Counter(options) : new Gauge(options);
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}
