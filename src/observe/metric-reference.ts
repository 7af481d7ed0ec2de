import { METRIC_ROWS, type MetricRow } from './metric-table.ts';

/** docs/metrics.md, in Markdown. */
export function metricReference(): string {
  return [
    '<!-- Generated from src/observe/metric-table.ts by `npm run generate`. Do not edit. -->',
    '',
    '# Metrics',
    '',
    'Each replica exposes these at `/metrics` of the management port, in the text format of Prometheus.',
    'What each is good for at three in the morning is in [operating.md](operating.md).',
    '',
    '| name | kind | labels | what it is |',
    '| --- | --- | --- | --- |',
    ...METRIC_ROWS.map(([, row]) => line(row)),
    '',
  ].join('\n');
}

function line({ name, kind, labels, about }: MetricRow): string {
  const named = Object.entries(labels ?? {}).map(([label, values]) => `\`${label}\`: ${values}`);
  return `| \`${name}\` | ${kind} | ${named.join('; ')} | ${about} |`;
}
