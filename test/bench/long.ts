/** The long runs of the bench: growth and soak. */
import { axesOf, curveOf, growthText, type Curve } from './growth/growth.ts';
import type { LongBench } from './options.ts';
import { soak, soakText } from './soak/soak.ts';

export interface LongReport {
  readonly text: string;
  readonly data: object;
}

export function runLong(bench: LongBench): Promise<LongReport> {
  return bench.kind === 'growth' ? runGrowth(bench) : runSoak(bench);
}

async function runGrowth({ quick, axes }: LongBench): Promise<LongReport> {
  const curves: Curve[] = [];
  for (const axis of axesOf(quick)) {
    if (axes === undefined || axes.includes(axis.name)) curves.push(await curveOf(axis));
  }
  return { text: growthText(curves), data: { growth: curves } };
}

async function runSoak({ minutes, rate }: LongBench): Promise<LongReport> {
  const report = await soak(minutes, rate);
  return { text: soakText(report), data: { soak: report } };
}
