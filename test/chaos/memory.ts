/** How much memory each replica has, looked at now and then. */
import { readFileSync } from 'node:fs';
import type { Memory } from './judge/health.ts';
import type { Stage } from './stage.ts';

const EVERY_MS = 1_000;

export interface MemoryWatch {
  readonly samples: readonly Memory[];
  stop(): void;
}

export function watchMemory({ replicas }: Pick<Stage, 'replicas'>): MemoryWatch {
  const samples: Memory[] = [];
  const look = () => {
    for (const { number, bridge, startedAt } of replicas) {
      const pid = bridge.pid();
      const mib = residentMiB(pid);
      if (mib !== undefined) {
        samples.push({ replica: number, pid, age: Date.now() - startedAt, mib });
      }
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    samples,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Undefined for a process that is gone. */
function residentMiB(pid: number): number | undefined {
  try {
    const found = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? undefined : Number(found[1]) / 1_024;
  } catch {
    return undefined;
  }
}
