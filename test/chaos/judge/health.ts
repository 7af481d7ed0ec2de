/** How the processes fared: no crash, no unhandled error, memory that does not grow. */
import type { Verdict } from '../books.ts';
import { groupBy } from './group.ts';
import { findings } from './finding.ts';

export interface Memory {
  readonly replica: number;
  readonly pid: number;
  /** Age of the process, ms. */
  readonly age: number;
  readonly mib: number;
}

export interface Health {
  readonly memory: readonly Memory[];
  /** What each replica wrote, from its first start on. */
  readonly logs: readonly string[];
  /** Ends of replicas that nobody ordered. */
  readonly deaths: readonly string[];
  /** What `/v1/status` says at the end. */
  readonly outboxDepth: number;
  readonly pendingIqs: number;
  /** What is wrong with the keys in Redis at the end. */
  readonly keyFaults: readonly string[];
  readonly keys: number;
  /** For which this process itself did nothing: on a machine without time to spare, what is slow is nobody's fault. */
  readonly longestStallMs: number;
  /** Whatever did not come to rest after everything was healed. */
  readonly restless: readonly string[];
}

/** What Node writes of a crash, and the errors that only a fault in the program throws. */
const FAULT =
  /uncaught ?exception|unhandled ?rejection|^Node\.js v\d+\.\d+\.\d+\s*$|\b(Type|Range|Reference|Syntax|Assertion)Error\b/i;
/** Above what it was when it had just started. */
const GROWTH_MIB = 300;
/** By then it has its link, its readers and its caches. */
const WARM_MS = 10_000;

export function judgeHealth(health: Health): Verdict {
  const found = findings();
  for (const line of health.logs.flatMap((log) => log.split('\n'))) {
    if (FAULT.test(line)) found.wrong('an unhandled error', line.slice(0, 500));
    else if (/"level":(50|60)/.test(line)) {
      found.count(`log: ${/"msg":"([^"]*)/.exec(line)?.[1] ?? 'an error'}`);
    }
  }
  for (const death of health.deaths) found.wrong('a replica ended by itself', death);
  for (const rest of health.restless) found.wrong('does not come to rest', rest);
  for (const fault of health.keyFaults) found.wrong('a key without its bound', fault);
  if (health.outboxDepth > 0) found.wrong('the outbox is not empty', String(health.outboxDepth));
  if (health.pendingIqs > 0) found.wrong('IQs are pending', String(health.pendingIqs));
  found.count('keys in Redis', health.keys);
  found.most('longest stall of this process, ms', Math.round(health.longestStallMs));
  judgeMemory(health.memory, found);
  return found.verdict();
}

function judgeMemory(memory: readonly Memory[], found: ReturnType<typeof findings>): void {
  for (const [pid, samples] of groupBy(memory, (sample) => sample.pid)) {
    const warm = samples.find(({ age }) => age >= WARM_MS);
    const last = samples.at(-1);
    if (warm === undefined || last === undefined) continue;
    found.most('most RSS, MiB', Math.round(Math.max(...samples.map(({ mib }) => mib))));
    found.most('RSS at the end, MiB', Math.round(last.mib));
    found.most('most growth of a process, MiB', Math.round(last.mib - warm.mib));
    if (last.mib - warm.mib > GROWTH_MIB) {
      const name = `replica ${last.replica} (process ${pid})`;
      const [from, to] = [Math.round(warm.mib), Math.round(last.mib)];
      found.wrong('memory grows', `${name}: ${from} to ${to} MiB in ${last.age / 1_000} s`);
    }
  }
}
