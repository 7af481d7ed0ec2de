/** One, two and three replicas, each held to the same share of a core: what they send together. */
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { openField, sendTarget, type Field } from '../field.ts';
import { closedLoop } from '../load.ts';
import { PATIENCE } from '../workload.ts';
import { complainOf, type Axis, type Figures } from './axis.ts';

/** Of a core. Small enough that three leave room for the servers and the load on two cores. */
const SHARE = 0.2;
const PERIOD_US = 10_000;
const CALLS = 2_000;
const CONNECTIONS = 8;

export const replicas = (sizes: readonly number[]): Axis => ({
  name: 'replicas',
  about: `replicas, each held to ${SHARE} of a core`,
  sizes,
  begin: () => Promise.resolve({ measure, end: () => Promise.resolve() }),
});

async function measure(size: number): Promise<Figures> {
  const field = await openField(size);
  const groups = field.bridges.map((bridge, nth) =>
    hold(`bench-${process.pid}-${nth}`, bridge.pid()),
  );
  try {
    await sendThroughAll(field, CALLS / 4);
    return { 'sent per second': await sendThroughAll(field, CALLS) };
  } finally {
    await field.stop();
    for (const end of groups) end();
  }
}

async function sendThroughAll(field: Field, callsEach: number): Promise<number> {
  const count = callsEach * field.bridges.length;
  const first = field.numbers(count);
  field.inbox.expect(first, count);
  const startedAt = performance.now();
  const loads = await Promise.all(
    field.bridges.map((bridge, nth) =>
      closedLoop(sendTarget(field, bridge), {
        first: first + nth * callsEach,
        calls: callsEach,
        connections: CONNECTIONS,
      }),
    ),
  );
  await field.inbox.settled(PATIENCE);
  const errors = loads.reduce((sum, load) => sum + load.errors, 0);
  const done = field.inbox.arrived();
  const lost = count - done - errors;
  complainOf('replicas', { done, lost, duplicates: field.inbox.duplicates(), errors });
  return done / ((field.inbox.lastAt() - startedAt) / 1000);
}

/** Throttles a process by a control group (version 1, as root); returns what ends that, once it is dead. */
function hold(name: string, pid: number): () => void {
  const folder = `/sys/fs/cgroup/cpu/${name}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/cpu.cfs_period_us`, String(PERIOD_US));
  writeFileSync(`${folder}/cpu.cfs_quota_us`, String(PERIOD_US * SHARE));
  writeFileSync(`${folder}/cgroup.procs`, String(pid));
  return () => rmdirSync(folder);
}
