/** What arrived of one measurement, and when: each number from `first` on is due once. */
export interface Tally {
  /** Begins anew; what still comes of earlier measurements counts as stray from here on. */
  expect(first: number, count: number): void;
  mark(number: number): void;
  /** Resolves when everything is there, or when nothing came for `patience` ms. */
  settled(patience: number): Promise<void>;
  /** When each number came, by `performance.now()`; 0 where it did not. */
  arrivals(): Float64Array;
  arrived(): number;
  duplicates(): number;
  /** When the latest came. */
  lastAt(): number;
}

export function createTally(): Tally {
  let first = 0;
  let arrivals = new Float64Array(0);
  let arrived = 0;
  let duplicates = 0;
  let lastAt = 0;
  let complete: () => void = () => undefined;

  return {
    expect(from, count) {
      first = from;
      arrivals = new Float64Array(count);
      arrived = duplicates = lastAt = 0;
    },
    mark(number) {
      const index = number - first;
      if (index < 0 || index >= arrivals.length) return;
      if (arrivals[index] !== 0) {
        duplicates += 1;
        return;
      }
      lastAt = performance.now();
      arrivals[index] = lastAt;
      arrived += 1;
      if (arrived === arrivals.length) complete();
    },
    async settled(patience) {
      const since = performance.now();
      while (arrived < arrivals.length) {
        const left = Math.max(lastAt, since) + patience - performance.now();
        if (left <= 0) return;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          complete = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    arrivals: () => arrivals,
    arrived: () => arrived,
    duplicates: () => duplicates,
    lastAt: () => lastAt,
  };
}
