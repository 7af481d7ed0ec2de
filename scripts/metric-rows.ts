import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricRow, MetricTable } from '../src/core/metric.ts';

const ROOT = new URL('../src/', import.meta.url).pathname;

/** The rows of every `metrics.ts` in src/, in the order of their paths. */
export async function metricRows(): Promise<readonly MetricRow[]> {
  const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[/-])metrics\.ts$/.test(path))
    .sort();
  const modules = await Promise.all(
    paths.map((path) => import(join(ROOT, path)) as Promise<object>),
  );
  return modules.flatMap((exported) =>
    Object.entries(exported as Readonly<Record<string, MetricTable>>)
      .filter(([name]) => name.endsWith('_METRICS'))
      .flatMap(([, table]) => Object.values(table)),
  );
}

/** docs/metrics.md, in Markdown. */
export async function metricReference(): Promise<string> {
  return [
    '<!-- Generated from the metrics.ts files of src/ by `npm run generate`. Do not edit. -->',
    '',
    '# Metrics',
    '',
    'Each replica exposes these at `/metrics` of the management port, in the text format of Prometheus.',
    '[operating.md](operating.md) says which to look at first.',
    '',
    '| name | kind | labels | what it is |',
    '| --- | --- | --- | --- |',
    ...(await metricRows()).map(line),
    '',
  ].join('\n');
}

function line({ name, kind, labels, about }: MetricRow): string {
  const named = Object.entries(labels ?? {}).map(([label, values]) => `\`${label}\`: ${values}`);
  return `| \`${name}\` | ${kind} | ${named.join('; ')} | ${about} |`;
}
