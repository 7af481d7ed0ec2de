/** The report as text. */
import type { Ratio, Report, Row } from './report.ts';
import type { Spread } from './statistics.ts';

export function reportText(report: Report): string {
  return [
    section('ratios', ratioTable(report.ratios)),
    section('figures', figureTable(report.rows)),
    section('memory', memoryTable(report)),
    section('accounting', [...accounting(report.rows), ...skips(report)]),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return `${title.toUpperCase()}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function ratioTable(ratios: readonly Ratio[]): string[] {
  const rows = ratios.map((ratio) => [
    ratio.server,
    ratio.workload,
    ratio.metric,
    `${ratio.system} / ${ratio.against}`,
    ratio.median.toFixed(2),
    `${ratio.min.toFixed(2)}-${ratio.max.toFixed(2)}`,
    ratio.better === 'less' ? 'less is better' : '',
  ]);
  return alignedTable([
    ['server', 'workload', 'metric', 'ratio', 'median', 'min-max', ''],
    ...rows,
  ]);
}

function figureTable(rows: readonly Row[]): string[] {
  const lines = rows.flatMap(({ server, workload, system, metrics }) =>
    Object.entries(metrics).map(([name, spread]) => [
      ...[server, workload, system, name],
      ...[figure(spread.median), `${figure(spread.min)}-${figure(spread.max)}`],
    ]),
  );
  return alignedTable([['server', 'workload', 'system', 'metric', 'median', 'min-max'], ...lines]);
}

function figure(value: Spread['median']): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}

function memoryTable({ memory }: Report): string[] {
  const names = [...new Set(memory.flatMap(({ mebibytes }) => Object.keys(mebibytes)))];
  const lines = memory.map(({ server, after, mebibytes }) => [
    server,
    `after ${after}`,
    ...names.map((name) => mebibytes[name]?.toFixed(0) ?? ''),
  ]);
  return alignedTable([['server', 'RSS, MiB', ...names], ...lines]);
}

function accounting(rows: readonly Row[]): string[] {
  const bad = rows.filter(
    ({ lost, errors, duplicates }) => lost !== 0 || errors !== 0 || duplicates !== 0,
  );
  if (bad.length === 0) return ['lost 0, errors 0, duplicates 0'];
  return bad.flatMap(({ server, workload, system, lost, errors, duplicates, complaint }) => [
    `!!! ${server} ${workload} ${system}: lost ${lost}, errors ${errors}, duplicates ${duplicates}`,
    ...(complaint === undefined ? [] : [`    first bad answer: ${JSON.stringify(complaint)}`]),
  ]);
}

function skips({ skipped }: Report): string[] {
  return skipped.map((name) => `!!! ${name}: not measured, as time was up`);
}

export function alignedTable(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
