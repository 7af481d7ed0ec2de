/** What one measurement is, and how the throughput workloads make one. */
import { closedLoop, messagesPerCall } from './load.ts';
import type { LoadResult, Target } from './load.ts';
import type { WorkloadName } from './options.ts';
import type { Stage } from './stage.ts';
import type { System, SystemName } from './system.ts';
import type { Tally } from './tally.ts';

export interface Measurement {
  /** By name; the first is the headline. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Messages that arrived, or asks that were answered well. */
  readonly done: number;
  /** Messages that never arrived. */
  readonly lost: number;
  readonly duplicates: number;
  /** Messages answered with an error. */
  readonly errors: number;
  readonly complaint?: string;
}

/** The numbers of one measurement's messages. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

export interface Workload {
  readonly name: WorkloadName;
  /** How it is done, for the report. */
  readonly about: string;
  readonly systems: readonly SystemName[];
  /** Whether a system of these can do it, where not each can. */
  readonly can?: (system: System) => boolean;
  /** Systems whose figures ours are divided by. */
  readonly against: readonly SystemName[];
  /** The metrics that ratios are shown for, and what is better. */
  readonly ratios: Readonly<Record<string, 'more' | 'less'>>;
  /** Calls per second, where the workload and not the system sets the pace. */
  readonly fixedRate?: number;
  /** Before the first round; its result ends what it began. */
  begin?(stage: Stage, system: System): Promise<() => Promise<void>>;
  measure(stage: Stage, system: System, range: Range): Promise<Measurement>;
}

/** Nothing came for this many ms: the rest is lost. */
export const PATIENCE = 3_000;

export const PER_SECOND = 'per second';
/** Processor time that the system itself spent per message, its XMPP server and its store apart. */
export const OWN_CPU = 'cpu us each';

/** Sends about a range over HTTP, in whole calls, and waits until the last of it is at the XMPP client. */
export async function sendRange(
  stage: Stage,
  target: Target,
  { first, count }: Range,
  connections: number,
): Promise<Measurement> {
  const { inbox } = stage;
  const perCall = messagesPerCall(target);
  const calls = Math.ceil(count / perCall);
  inbox.expect(first, calls * perCall);
  const load = await closedLoop(target, { first, connections, calls });
  await inbox.settled(PATIENCE);
  return arrivalRate(inbox, load);
}

/** What came, from the first call to the last arrival. */
export function arrivalRate(
  tally: Tally,
  load: Pick<LoadResult, 'startedAt' | 'errors' | 'complaint'>,
): Measurement {
  const seconds = (tally.lastAt() - load.startedAt) / 1000;
  const rate = tally.arrived() === 0 ? 0 : tally.arrived() / seconds;
  return { metrics: { [PER_SECOND]: rate }, ...shortfall(tally, load) };
}

export function shortfall(
  tally: Tally,
  { errors, complaint }: Pick<LoadResult, 'errors' | 'complaint'>,
) {
  return {
    done: tally.arrived(),
    lost: Math.max(0, tally.arrivals().length - tally.arrived() - errors),
    duplicates: tally.duplicates(),
    errors,
    ...(complaint === undefined ? {} : { complaint }),
  };
}

/** What a system has by the workload's table of systems. */
export function has<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('this system cannot do this workload');
  return part;
}
