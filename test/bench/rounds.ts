/** Runs one workload: each system warmed up, then all of them in turn, round after round. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './options.ts';
import { memoryOf, processorTimes } from './processes.ts';
import type { Stage } from './stage.ts';
import type { System, SystemName } from './system.ts';
import { OWN_CPU, PER_SECOND } from './workload.ts';
import type { Measurement, Workload } from './workload.ts';

export interface Series {
  readonly system: SystemName;
  readonly title: string;
  /** One per round, in order; the same index is the same time for all systems. */
  readonly measurements: readonly Measurement[];
}

export interface WorkloadResult {
  readonly workload: Workload;
  readonly series: readonly Series[];
  /** MiB resident afterwards, by process. */
  readonly memory: Readonly<Record<string, number>>;
}

export interface Pace extends Pick<BenchOptions, 'rounds' | 'seconds'> {
  /** No round begins after this time, by `performance.now()`. */
  readonly deadline: number;
}

/** Messages of the very first measurement, before the pace of a system is known. */
const FIRST_COUNT = 500;
/** Fewer would measure the start and the end. */
const MIN_COUNT = 200;
/** What a system still does for itself after the last arrival must not weigh on the next one. */
const PAUSE_MS = 100;

let nextNumber = 1;

export async function runWorkload(
  stage: Stage,
  workload: Workload,
  pace: Pace,
): Promise<WorkloadResult> {
  const { can = () => true } = workload;
  const systems = stage.systems.filter((it) => workload.systems.includes(it.name) && can(it));
  const runners = [];
  for (const system of systems) runners.push(await runnerFor(stage, workload, system, pace));
  for (const { system } of runners) await system.profile();
  for (let round = 0; round < pace.rounds; round += 1) {
    if (round > 0 && performance.now() > pace.deadline) break;
    for (const { measure } of runners) await measure();
  }
  for (const { system } of runners) await system.profile();
  const memory = memoryOf(systems);
  for (const { end } of runners) await end();
  const series = runners.map(({ system: { name, title }, measurements }) => ({
    ...{ system: name, title },
    measurements,
  }));
  return { workload, series, memory };
}

/** Ready to measure: begun, warm, and its pace known. */
async function runnerFor(stage: Stage, workload: Workload, system: System, pace: Pace) {
  const end = (await workload.begin?.(stage, system)) ?? (() => Promise.resolve());
  const measurements: Measurement[] = [];
  let count = FIRST_COUNT;
  const once = async () => {
    const range = { first: nextNumber, count };
    // Some room, as a batch is rounded up to whole calls.
    nextNumber += count + 1000;
    const before = processorTimes(system);
    const measured = await workload.measure(stage, system, range);
    await sleep(PAUSE_MS);
    const measurement = withCpu(system, measured, before);
    console.error(progressLine(system.name, measurement));
    count = countFor(workload, measurement, pace.seconds);
    return measurement;
  };
  await once();
  await once();
  return { system, end, measurements, measure: async () => void measurements.push(await once()) };
}

/** What is done after the last arrival counts too: it has to be done some time. */
function withCpu(
  system: System,
  measured: Measurement,
  before: ReadonlyMap<string, number>,
): Measurement {
  const each = new Map<string, number>();
  for (const [name, seconds] of processorTimes(system)) {
    const metric = name === system.name ? OWN_CPU : `${name} ${OWN_CPU}`;
    each.set(metric, ((seconds - (before.get(name) ?? 0)) * 1e6) / measured.done);
  }
  return { ...measured, metrics: { ...measured.metrics, ...Object.fromEntries(each) } };
}

function progressLine(name: SystemName, { metrics, lost, errors }: Measurement): string {
  const [metric, value = 0] = Object.entries(metrics)[0] ?? [];
  const trouble = lost + errors > 0 ? `  !!! lost ${lost}, errors ${errors}` : '';
  const cpu = metrics[OWN_CPU];
  const cost = cpu === undefined ? '' : `, ${cpu.toFixed(0)} ${OWN_CPU}`;
  return `  ${name.padEnd(8)} ${value.toFixed(1)} ${metric}${cost}${trouble}`;
}

function countFor({ fixedRate }: Workload, { metrics }: Measurement, seconds: number): number {
  return Math.max(MIN_COUNT, Math.round((fixedRate ?? metrics[PER_SECOND] ?? 0) * seconds));
}
