/** `npm run bench -- --growth`: what a message costs as what is around it grows. */
import { alignedTable } from '../table.ts';
import type { Axis, Figures } from './axis.ts';
import { backlog } from './backlog.ts';
import { identities, rooms, streams, webhooks } from './grown.ts';
import { replicas } from './replicas.ts';

export interface GrowthPoint {
  readonly size: number;
  readonly figures: Figures;
}

export interface Curve {
  readonly axis: string;
  readonly about: string;
  readonly points: readonly GrowthPoint[];
  /** Why it ends early. */
  readonly trouble?: string;
}

/** `quick`: the small sizes only. */
export function axesOf(quick: boolean): readonly Axis[] {
  const upTo = (sizes: readonly number[]) => (quick ? sizes.slice(0, 2) : sizes);
  return [
    backlog(upTo([1_000, 10_000, 100_000, 1_000_000])),
    webhooks(upTo([1, 10, 100, 300])),
    streams(upTo([1, 10, 100, 1_000])),
    identities(upTo([10, 100, 1_000, 10_000])),
    rooms(upTo([1, 10, 100, 500])),
    replicas([1, 2, 3]),
  ];
}

export async function curveOf({ name, about, sizes, begin }: Axis): Promise<Curve> {
  console.error(`${name}: ${about}`);
  const points: GrowthPoint[] = [];
  const grower = await begin();
  try {
    for (const size of sizes) {
      const figures = await grower.measure(size);
      console.error(`  ${size}: ${JSON.stringify(figures, (_, it: unknown) => rounded(it))}`);
      points.push({ size, figures });
    }
    return { axis: name, about, points };
  } catch (error) {
    // What was measured before is worth having.
    return { axis: name, about, points, trouble: String(error) };
  } finally {
    await grower.end();
  }
}

export function growthText(curves: readonly Curve[]): string {
  return curves.map(curveText).join('\n');
}

function curveText({ axis, about, points, trouble }: Curve): string {
  const names = Object.keys(points[0]?.figures ?? {});
  const rows = points.map(({ size, figures }) => [
    size.toLocaleString('en'),
    ...names.map((name) => figureText(figures[name])),
  ]);
  const table = alignedTable([[axis, ...names], ...rows]).map((line) => `  ${line}\n`);
  const end = trouble === undefined ? '' : `  !!! ended early: ${trouble}\n`;
  return `${about.toUpperCase()}\n${table.join('')}${end}`;
}

function figureText(value = Number.NaN): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

const rounded = (value: unknown) =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;
