import type { LogBounds } from '../../../src/store/capacity.ts';
import type { Store } from '../../../src/store/store.ts';

/** Two replicas' views of the same data; in memory both are the same store. */
export interface OpenedStores {
  readonly store: Store;
  readonly other: Store;
  /** The store's clock, ms since 1970. */
  readonly now: () => number;
  /** Lets time pass: moves the clock, or really waits. */
  readonly pass: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Logs that may have 10,000 bytes of values. */
export const testBounds: LogBounds = (log) =>
  log.startsWith('bounded') ? { bytes: 10_000, share: 1 } : undefined;

export type Stores = () => OpenedStores;

let names = 0;

/** A name that no other test uses. */
export function fresh(kind: string): string {
  names += 1;
  return `${kind}-${names}`;
}
