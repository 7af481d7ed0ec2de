/** What goes wrong when: a pure function of the seed, so that a run can be repeated. */
import { randomOf, type Random } from './random.ts';

export type ServerName = 'prosody' | 'ejabberd';

/** `leader`: the replica that has the link when it happens. */
export type Replica = 'leader' | 'replica-0' | 'replica-1' | 'replica-2';
export type Process = Replica | 'server' | 'redis';

export type Fault =
  /** SIGKILL, and a new start after a while. */
  | { readonly do: 'kill'; readonly who: Process; readonly downMs: number }
  /** SIGSTOP, then SIGCONT. */
  | { readonly do: 'pause'; readonly who: Process; readonly ms: number }
  /** Resets the connections of one replica to the XMPP server or to Redis. */
  | { readonly do: 'cut'; readonly who: Replica; readonly from: 'server' | 'redis' }
  /** Nothing passes between a replica and the XMPP server, and nobody is told. */
  | { readonly do: 'silence'; readonly who: Replica; readonly ms: number }
  /** All connections of the bridge to the XMPP server carry so much. */
  | { readonly do: 'slow-server'; readonly bytesPerSecond: number; readonly ms: number }
  /** What goes to Redis and what comes back each arrive so much later. */
  | { readonly do: 'slow-redis'; readonly latencyMs: number; readonly ms: number }
  /** Messages near the bounds, both ways. */
  | { readonly do: 'big-messages'; readonly ms: number }
  /** SIGTERM and a new start, one replica after the other. */
  | { readonly do: 'rolling-restart' }
  /** The receiver of webhooks refuses everything. */
  | { readonly do: 'receiver-down'; readonly ms: number };

export interface Planned {
  /** Ms after the start of the run. */
  readonly at: number;
  readonly fault: Fault;
}

const REPLICAS = ['leader', 'leader', 'replica-0', 'replica-1', 'replica-2'] as const;

/** What must harm nobody, first and alone: a loss or a copy in this time has no excuse. */
const HARMLESS: readonly Planned[] = [
  { at: 6_000, fault: { do: 'slow-server', bytesPerSecond: 100_000, ms: 20_000 } },
  { at: 7_000, fault: { do: 'big-messages', ms: 5_000 } },
  { at: 28_000, fault: { do: 'slow-redis', latencyMs: 20, ms: 6_000 } },
];
const FIRST_MS = 38_000;

type Make = (random: Random) => Fault;

const MAKERS: readonly (readonly [weight: number, make: Make])[] = [
  [4, (r) => ({ do: 'kill', who: r.pick(REPLICAS), downMs: r.whole(0, 3_000) })],
  [2, (r) => ({ do: 'kill', who: 'server', downMs: r.whole(0, 4_000) })],
  [2, (r) => ({ do: 'kill', who: 'redis', downMs: r.whole(0, 6_000) })],
  [3, (r) => ({ do: 'pause', who: r.pick(REPLICAS), ms: r.whole(1_000, 8_000) })],
  [1, (r) => ({ do: 'pause', who: 'server', ms: r.whole(1_000, 8_000) })],
  [2, (r) => ({ do: 'pause', who: 'redis', ms: r.whole(1_000, 8_000) })],
  [2, (r) => ({ do: 'cut', who: r.pick(REPLICAS), from: r.pick(['server', 'redis']) })],
  [1, (r) => ({ do: 'silence', who: 'leader', ms: r.whole(1_000, 8_000) })],
  [2, (r) => ({ do: 'slow-server', bytesPerSecond: 100_000, ms: r.whole(5_000, 15_000) })],
  [
    2,
    (r) => ({ do: 'slow-redis', latencyMs: r.pick([5, 20, 80, 200]), ms: r.whole(4_000, 12_000) }),
  ],
  [2, (r) => ({ do: 'big-messages', ms: r.whole(2_000, 6_000) })],
  [1, () => ({ do: 'rolling-restart' })],
  [1, (r) => ({ do: 'receiver-down', ms: r.whole(3_000, 12_000) })],
];

/** Faults until `minutes` are over, a few seconds apart; those that last overlap with what comes next. In time. */
export function scheduleOf(seed: number, minutes: number, server: ServerName): Planned[] {
  const random = randomOf(seed * 2 + (server === 'prosody' ? 0 : 1));
  const planned: Planned[] = [...HARMLESS];
  for (let at = FIRST_MS; at < minutes * 60_000; at += random.whole(3_000, 10_000)) {
    planned.push({ at, fault: weighted(random)(random) });
  }
  return planned;
}

function weighted(random: Random): Make {
  const total = MAKERS.reduce((sum, [weight]) => sum + weight, 0);
  let rest = random.next() * total;
  for (const [weight, make] of MAKERS) {
    rest -= weight;
    if (rest < 0) return make;
  }
  return random.pick(MAKERS)[1];
}

export function describeFault(fault: Fault): string {
  const { do: what, ...rest } = fault;
  const details = Object.values(rest as Record<string, string | number>).join(' ');
  return `${what} ${details}`.trim();
}
