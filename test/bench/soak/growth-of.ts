/** A trend from samples. */

export interface Sample {
  /** Since the beginning. */
  readonly seconds: number;
  /** Resident memory of the bridge, MiB. */
  readonly rss: number;
  /** What Redis uses, MiB. */
  readonly redis: number;
  /** The event loop's 99th percentile, ms. */
  readonly lag: number;
}

/**
 * How much a value grew from the first sample to the last by the line of least squares, as a part of where that line
 * begins: a single sample that was taken before or after a garbage collection says nothing.
 */
export function growthOf(samples: readonly Sample[], valueOf: (sample: Sample) => number): number {
  const times = samples.map(({ seconds }) => seconds);
  const values = samples.map(valueOf);
  const [time, value] = [meanOf(times), meanOf(values)];
  const covariance = sumOf(times.map((it, at) => (it - time) * ((values[at] ?? value) - value)));
  const variance = sumOf(times.map((it) => (it - time) ** 2));
  if (variance === 0) return 0;
  const slope = covariance / variance;
  const start = value + slope * ((times[0] ?? time) - time);
  return (slope * ((times.at(-1) ?? time) - (times[0] ?? time))) / start;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]) => sumOf(values) / values.length;
