/** The command line of the bench. */
import { parseArgs } from 'node:util';
import { hasDebian13 } from '../support/debian-13.ts';
import { SYSTEMS } from './system.ts';
import type { SystemName } from './system.ts';

export const WORKLOADS = ['send', 'batch', 'ask', 'hear', 'latency'] as const;
export type WorkloadName = (typeof WORKLOADS)[number];
export const SERVERS = ['prosody', 'prosody@13', 'ejabberd'] as const;
export type ServerName = (typeof SERVERS)[number];

export interface BenchOptions {
  readonly servers: readonly ServerName[];
  readonly workloads: readonly WorkloadName[];
  readonly systems: readonly SystemName[];
  /** Measurements of each system in each workload, after a warm-up. */
  readonly rounds: number;
  /** About how long one measurement of throughput takes, seconds. */
  readonly seconds: number;
  /** Calls per second of the latency workload. */
  readonly rate: number;
  /** No further round is begun after this many seconds. */
  readonly budget: number;
  /** File for the JSON; without it, the JSON follows the tables. */
  readonly json?: string;
  /** Folder for CPU profiles of our own processes, written when they end. */
  readonly profile?: string;
}

/** Instead of the workloads: what a message costs as things grow, or whether anything grows in long use. */
export interface LongBench {
  readonly kind: 'growth' | 'soak';
  readonly quick: boolean;
  /** Of the curves, where not all are wanted. */
  readonly axes?: readonly string[];
  /** Of the soak. */
  readonly minutes: number;
  readonly rate: number;
  readonly json?: string;
}

export const USAGE = `npm run bench -- [options]
  --server ${SERVERS.join('|')}
                              default: prosody@13 (prosody, without a Debian 13), then ejabberd (with --quick: ejabberd)
  --only LIST                 of ${WORKLOADS.join(',')}; default: all
  --systems LIST              of ${SYSTEMS.join(',')}; default: all
  --rounds N                  default 4 (2)
  --seconds N                 about how long one measurement takes; default 1 (0.4)
  --rate N                    calls per second of the latency workload; default 1000
  --quick                     within 45 s, rough
  --json FILE                 write the JSON there
  --profile FOLDER            write CPU profiles of our processes there
npm run bench -- --growth     cost per message as backlog, webhooks, streams, identities, rooms and replicas grow
  --only LIST                 of these; --quick: the small sizes only
npm run bench -- --soak       mixed work for long: memory, event loop, Redis
  --minutes N                 default 20
  --rate N                    per second; default 500`;

/** Undefined where the workloads are asked for. */
export function parseLongBench(args: readonly string[]): LongBench | undefined {
  const kind = (['growth', 'soak'] as const).find((name) => args.includes(`--${name}`));
  if (kind === undefined) return undefined;
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== `--${kind}`),
    options: {
      only: { type: 'string' },
      minutes: { type: 'string' },
      rate: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'string' },
    },
  });
  return {
    ...{ kind, quick: values.quick === true },
    ...(values.only !== undefined && { axes: values.only.split(',') }),
    minutes: numberOf(values.minutes, 20),
    rate: numberOf(values.rate, 500),
    ...(values.json !== undefined && { json: values.json }),
  };
}

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      server: { type: 'string' },
      only: { type: 'string' },
      systems: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      rate: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const quick = values.quick === true;
  return {
    servers: values.server === undefined ? defaultServers(quick) : [serverOf(values.server)],
    workloads: values.only === undefined ? WORKLOADS : listOf(values.only, WORKLOADS),
    systems: values.systems === undefined ? SYSTEMS : listOf(values.systems, SYSTEMS),
    rounds: numberOf(values.rounds, quick ? 2 : 4),
    seconds: numberOf(values.seconds, quick ? 0.4 : 1),
    rate: numberOf(values.rate, 1000),
    budget: quick ? 32 : 200,
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}

function defaultServers(quick: boolean): readonly ServerName[] {
  if (quick) return ['ejabberd'];
  return [hasDebian13() ? 'prosody@13' : 'prosody', 'ejabberd'];
}

function serverOf(text: string): ServerName {
  const server = SERVERS.find((name) => name === text);
  if (server === undefined) throw new Error(`no such server: ${text}\n${USAGE}`);
  return server;
}

function listOf<Name extends string>(text: string, names: readonly Name[]): Name[] {
  return text.split(',').map((part) => {
    const name = names.find((known) => known === part);
    if (name === undefined) throw new Error(`not one of ${names.join(', ')}: ${part}\n${USAGE}`);
    return name;
  });
}

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`not a number above zero: ${text}\n${USAGE}`);
}
