import { describe, expect, it } from 'vitest';
import { METRIC_ROWS, METRICS, type ReadKey } from '../../src/observe/metric-table.ts';
import { createMetrics, type Sources } from '../../src/observe/metrics.ts';

/** Every counter and gauge reads 7, with its labels' names as values. */
const SEVENS = Object.fromEntries(
  METRIC_ROWS.filter(([, { kind }]) => kind !== 'histogram').map(([key, { labels }]) => {
    const values = Object.fromEntries(Object.keys(labels ?? {}).map((label) => [label, label]));
    return [key, () => [{ labels: values, value: 7 }]];
  }),
) as unknown as Sources;

function exposedNames(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name).sort();
}

describe('metrics', () => {
  it('exposes what the table names and nothing else', async () => {
    const names = METRIC_ROWS.map(([, { name }]) => name).sort();
    expect(exposedNames(await createMetrics().expose(SEVENS))).toEqual(names);
  });

  it('gives each the kind of the table', async () => {
    const text = await createMetrics().expose(SEVENS);
    for (const [, { name, kind }] of METRIC_ROWS) expect(text).toContain(`# TYPE ${name} ${kind}`);
  });

  it('counts an observation in every bucket that it fits in', async () => {
    const metrics = createMetrics();
    metrics.observe('barrier', {}, 0.003);
    const text = await metrics.expose(SEVENS);
    expect(text).toContain('bridge_barrier_duration_seconds_bucket{le="0.0025"} 0');
    expect(text).toContain('bridge_barrier_duration_seconds_bucket{le="0.005"} 1');
    expect(text).toContain('bridge_barrier_duration_seconds_count 1');
  });

  it('reads counters anew each time, and does not add them up', async () => {
    const metrics = createMetrics();
    await metrics.expose(SEVENS);
    expect(await metrics.expose(SEVENS)).toContain('\nbridge_stanzas_sent_total 7\n');
  });

  it('shows a plain number without labels', async () => {
    const sources: Sources = { ...SEVENS, linkEpoch: () => 3 };
    expect(await createMetrics().expose(sources)).toContain('\nbridge_link_epoch 3\n');
  });
});

describe('the table of metrics', () => {
  it.each(METRIC_ROWS.map(([key]) => [key]))('names %s with its unit', (key) => {
    const { name, kind } = METRICS[key as ReadKey] as { name: string; kind: string };
    if (kind === 'counter') expect(name).toMatch(/_total$/);
    else expect(name).not.toMatch(/_total$/);
    if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
  });

  it('has no name twice', () => {
    const names = METRIC_ROWS.map(([, { name }]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
