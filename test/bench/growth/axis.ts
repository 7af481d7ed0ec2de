/** What grows, and what is measured at each size. */
import { processorTime, residentMiB } from '../processes.ts';
import type { Field } from '../field.ts';
import { hearPaced, sendPaced, type Pace, type Paced } from '../paced.ts';
import { percentiles } from '../statistics.ts';

/** By name: ms, microseconds of the bridge's processor time, MiB, or per second. */
export type Figures = Readonly<Record<string, number>>;

export interface Axis {
  readonly name: string;
  /** What grows, and beside what it is measured. */
  readonly about: string;
  readonly sizes: readonly number[];
  /** Sizes come in growing order on one field, unless each brings a field of its own. */
  readonly begin: () => Promise<Grower>;
}

export interface Grower {
  measure(size: number): Promise<Figures>;
  end(): Promise<void>;
}

/** Well below what a core can do, so that what is seen is the cost of the size. */
const PACE: Pace = { rate: 500, seconds: 4 };
const WARM: Pace = { rate: 500, seconds: 1 };

/** Sending and hearing at an even pace. `identity` is heard by a webhook. */
export async function bothWays(field: Field, identity: string): Promise<Figures> {
  const [bridge] = field.bridges;
  if (bridge === undefined) throw new Error('there is no replica');
  const send = (pace: Pace) => sendPaced(field, bridge, pace);
  const hear = (pace: Pace) => hearPaced(field, identity, pace);
  return {
    ...(await costs('send', bridge.pid(), send)),
    ...(await costs('hear', bridge.pid(), hear)),
    'rss MiB': residentMiB(bridge.pid()),
  };
}

async function costs(
  name: string,
  pid: number,
  run: (pace: Pace) => Promise<Paced>,
): Promise<Figures> {
  await run(WARM);
  const before = processorTime(pid);
  const paced = await run(PACE);
  const spent = processorTime(pid) - before;
  complainOf(name, paced);
  const { p50, p99 } = percentiles(paced.waits);
  return {
    [`${name} p50 ms`]: p50,
    [`${name} p99 ms`]: p99,
    [`${name} cpu us`]: (spent * 1e6) / paced.done,
  };
}

export function complainOf(name: string, paced: Omit<Paced, 'waits'>): void {
  const { lost, duplicates, errors, complaint = '' } = paced;
  if (lost + duplicates + errors === 0) return;
  console.error(
    `  !!! ${name}: lost ${lost}, duplicates ${duplicates}, errors ${errors} ${complaint}`,
  );
}
