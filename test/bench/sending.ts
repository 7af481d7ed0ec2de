/** The workloads from HTTP to an XMPP client, and the ceiling that they are held against. */
import { openLoop } from './open-loop.ts';
import { percentiles } from './statistics.ts';
import type { Stage } from './stage.ts';
import type { StanzaSource } from './system.ts';
import {
  arrivalRate,
  has,
  OWN_CPU,
  PATIENCE,
  PER_SECOND,
  sendRange,
  shortfall,
} from './workload.ts';
import type { Measurement, Range, Workload } from './workload.ts';

const SINGLE_CONNECTIONS = 16;
const BATCH_CONNECTIONS = 4;
/** Enough that a call at its time finds a free one. */
const LATENCY_CONNECTIONS = 64;

export const send: Workload = {
  name: 'send',
  about: 'one message per POST, 16 connections, until the last is at the XMPP client',
  systems: ['bare', 'memory', 'redis', 'peer'],
  against: ['bare', 'peer'],
  ratios: { [PER_SECOND]: 'more', [OWN_CPU]: 'less' },
  measure: (stage, system, range) => sendRange(stage, has(system.send), range, SINGLE_CONNECTIONS),
};

export const batch: Workload = {
  name: 'batch',
  about: '500 messages per POST, 4 connections, until the last is at the XMPP client',
  systems: ['ceiling', 'memory', 'redis'],
  against: ['ceiling'],
  ratios: { [PER_SECOND]: 'more' },
  measure: (stage, system, range) =>
    system.source === undefined
      ? sendRange(stage, has(system.batch), range, BATCH_CONNECTIONS)
      : pourRange(stage, system.source, range),
};

/** The making is not timed: what is measured is how fast the server takes stanzas and hands them on. */
async function pourRange(stage: Stage, source: StanzaSource, range: Range): Promise<Measurement> {
  const { inbox } = stage;
  await source.make(range.first, range.count);
  inbox.expect(range.first, range.count);
  const startedAt = performance.now();
  source.go();
  await inbox.settled(PATIENCE);
  return arrivalRate(inbox, { startedAt, errors: 0 });
}

/** A workload, as its rate is an option. */
export function latencyAt(rate: number): Workload {
  return {
    name: 'latency',
    about: `${rate} POSTs per second whatever the answers do; ms from the intended time to the XMPP client`,
    systems: ['bare', 'memory', 'redis', 'peer'],
    against: ['bare', 'peer'],
    ratios: { p50: 'less', p99: 'less' },
    fixedRate: rate,
    async measure(stage, system, { first, count }) {
      const { inbox } = stage;
      inbox.expect(first, count);
      const schedule = { first, rate, calls: count, connections: LATENCY_CONNECTIONS };
      const load = await openLoop(has(system.send), schedule);
      await inbox.settled(PATIENCE);
      const waits = inbox
        .arrivals()
        .map((at, call) => (at === 0 ? PATIENCE : at - load.intended(call)));
      const { p99: lagP99 } = percentiles(load.lag);
      return {
        metrics: { ...percentiles(waits), 'generator lag p99': lagP99 },
        ...shortfall(inbox, load),
      };
    },
  };
}
