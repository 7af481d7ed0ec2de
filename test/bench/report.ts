/** What was measured, as data and as text. Ratios are taken round by round, so that a slow minute weighs on both sides. */
import type { ServerName } from './options.ts';
import type { Series, WorkloadResult } from './rounds.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';
import type { SystemName } from './system.ts';
import type { Measurement } from './workload.ts';

export interface Ratio extends Spread {
  readonly server: ServerName;
  readonly workload: string;
  readonly metric: string;
  readonly system: SystemName;
  readonly against: SystemName;
  readonly better: 'more' | 'less';
}

export interface Row {
  readonly server: ServerName;
  readonly workload: string;
  readonly system: SystemName;
  readonly rounds: number;
  readonly metrics: Readonly<Record<string, Spread>>;
  readonly lost: number;
  readonly duplicates: number;
  readonly errors: number;
  readonly complaint?: string;
}

export interface Report {
  readonly ratios: readonly Ratio[];
  readonly rows: readonly Row[];
  /** Workloads that there was no time for. */
  readonly skipped: readonly string[];
  readonly memory: readonly {
    readonly server: ServerName;
    readonly after: string;
    readonly mebibytes: Readonly<Record<string, number>>;
  }[];
}

const OURS: readonly SystemName[] = ['memory', 'redis'];

export function reportOf(
  results: readonly (WorkloadResult & { readonly server: ServerName })[],
  skipped: readonly string[],
): Report {
  return {
    skipped,
    ratios: results
      .flatMap((result) => ratiosOf(result.server, result))
      .filter(({ median }) => !Number.isNaN(median)),
    rows: results.flatMap(({ server, workload, series }) =>
      series.map((one) => rowOf(server, workload.name, one)),
    ),
    memory: results.map(({ server, workload, memory }) => ({
      ...{ server, after: workload.name },
      mebibytes: memory,
    })),
  };
}

function ratiosOf(server: ServerName, { workload, series }: WorkloadResult): Ratio[] {
  const ours = series.filter(({ system }) => OURS.includes(system));
  const others = series.filter(({ system }) => workload.against.includes(system));
  const pairs = ours.flatMap((one) => others.map((other) => ({ one, other })));
  return Object.entries(workload.ratios).flatMap(([metric, better]) =>
    pairs.map(({ one, other }) => ({
      ...{ server, workload: workload.name, metric, better },
      ...{ system: one.system, against: other.system },
      ...spreadOf(divided(one.measurements, other.measurements, metric)),
    })),
  );
}

function divided(
  ours: readonly Measurement[],
  others: readonly Measurement[],
  metric: string,
): number[] {
  const value = (measurement?: Measurement) => measurement?.metrics[metric] ?? Number.NaN;
  return ours.map((measurement, round) => value(measurement) / value(others[round]));
}

function rowOf(server: ServerName, workload: string, { system, measurements }: Series): Row {
  const names = Object.keys(measurements[0]?.metrics ?? {});
  const metric = (name: string) => measurements.map(({ metrics }) => metrics[name] ?? Number.NaN);
  const total = (name: 'lost' | 'duplicates' | 'errors') =>
    measurements.reduce((sum, measurement) => sum + measurement[name], 0);
  const complaint = measurements.find((measurement) => measurement.complaint)?.complaint;
  return {
    ...{ server, workload, system, rounds: measurements.length },
    metrics: Object.fromEntries(names.map((name) => [name, spreadOf(metric(name))])),
    ...{ lost: total('lost'), duplicates: total('duplicates'), errors: total('errors') },
    ...(complaint === undefined ? {} : { complaint }),
  };
}
