import { describe, expect, it } from 'vitest';
import { metricRows } from '../../scripts/metric-rows.ts';
import { collectors, type MetricTable } from '../../src/core/metric.ts';
import { createMetrics } from '../../src/observe/metrics.ts';

const METRICS = {
  serenades: {
    name: 'verona_serenades_total',
    kind: 'counter',
    about: 'Serenades under the `balcony`.',
    labels: { singer: '`romeo`, `paris`' },
  },
  swordsDrawn: { name: 'verona_swords_drawn', kind: 'gauge', about: 'Swords drawn now.' },
  duels: {
    name: 'verona_duel_duration_seconds',
    kind: 'histogram',
    about: 'How long a duel takes.',
    buckets: [0.0025, 0.005],
  },
} as const satisfies MetricTable;

const read = (swords = 7) =>
  collectors(METRICS, {
    serenades: () => [{ labels: { singer: 'romeo' }, value: 7 }],
    swordsDrawn: () => swords,
  });

describe('metrics', () => {
  it('exposes each counter and gauge with its kind, and help without Markdown', async () => {
    const text = await createMetrics().expose(read());
    expect(text).toContain('# TYPE verona_serenades_total counter');
    expect(text).toContain('# HELP verona_serenades_total Serenades under the balcony.');
    expect(text).toContain('# TYPE verona_swords_drawn gauge');
  });

  it('counts an observation in every bucket that it fits in', async () => {
    const metrics = createMetrics();
    metrics.histogram(METRICS.duels)({}, 0.003);
    const text = await metrics.expose([]);
    expect(text).toContain('verona_duel_duration_seconds_bucket{le="0.0025"} 0');
    expect(text).toContain('verona_duel_duration_seconds_bucket{le="0.005"} 1');
    expect(text).toContain('verona_duel_duration_seconds_count 1');
  });

  it('reads counters each time, and does not add them up', async () => {
    const metrics = createMetrics();
    await metrics.expose(read());
    expect(await metrics.expose(read())).toContain('\nverona_serenades_total{singer="romeo"} 7\n');
  });

  it('shows a plain number without labels', async () => {
    expect(await createMetrics().expose(read(3))).toContain('\nverona_swords_drawn 3\n');
  });
});

describe('the tables of metrics', async () => {
  const rows = await metricRows();

  it.each(rows.map((row) => [row.name, row.kind] as const))(
    'names %s with its unit',
    (name, kind) => {
      if (kind === 'counter') expect(name).toMatch(/_total$/);
      else expect(name).not.toMatch(/_total$/);
      if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
    },
  );

  it('have no name twice', () => {
    const names = rows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
