import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** What the process says of itself, in the units of the metrics. */
export interface ProcessReadings {
  /** Since the last call. */
  readonly loopLag: () => { readonly p99: number; readonly max: number };
  readonly cpuSeconds: () => number;
  readonly residentBytes: () => number;
  readonly heapBytes: () => number;
  readonly startedAtSeconds: number;
  readonly close: () => void;
}

const RESOLUTION_MS = 10;
const NS_PER_SECOND = 1e9;

export function readProcess(): ProcessReadings {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return {
    loopLag() {
      const seconds = (ns: number) =>
        Math.max(0, (Number.isFinite(ns) ? ns : 0) / NS_PER_SECOND - RESOLUTION_MS / 1_000);
      const lag = { p99: seconds(delay.percentile(99)), max: seconds(delay.max) };
      delay.reset();
      return lag;
    },
    cpuSeconds() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    residentBytes: () => process.memoryUsage.rss(),
    heapBytes: () => process.memoryUsage().heapUsed,
    startedAtSeconds: performance.timeOrigin / 1_000,
    close: () => {
      delay.disable();
    },
  };
}
