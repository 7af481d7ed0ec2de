import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import { monotonicFactory } from 'ulid';
import type { Settings } from '../config/settings.ts';
import { ledgerSpace } from '../outbox/ledger.ts';
import type { Traces } from '../observe/traces.ts';
import type { HomeDomains } from '../stanza/address.ts';
import type { GateRules } from '../stanza/gate.ts';
import type { Space, Store } from '../store/store.ts';
import { outgoingBounds } from './bounds.ts';
import { randomFractions } from './random.ts';
import type { Telemetry } from './telemetry.ts';

/** What every part of the bridge is made with. */
export interface Foundation {
  readonly settings: Settings;
  readonly log: Logger;
  readonly store: Store;
  readonly telemetry: Telemetry;
  /** Undefined where traces are off. */
  readonly traces: Traces | undefined;
  /** Names this process among the replicas. */
  readonly replica: string;
  readonly version: string;
  readonly startedAt: number;
  /** ULIDs that grow: their order is the order in which they were given. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly home: HomeDomains;
  readonly gate: GateRules;
  readonly ledger: Space;
  /** Of the outbox. */
  readonly partitions: number;
}

const PARTITIONS_WITH_ALL = 16;

export function layFoundation(
  settings: Settings,
  log: Logger,
  parts: Pick<Foundation, 'store' | 'telemetry' | 'traces'>,
): Foundation {
  const home = { componentDomain: settings.xmppDomain, serverDomain: settings.xmppServerHost };
  return {
    settings,
    log,
    ...parts,
    replica: replicaName(settings),
    version: readVersion(),
    startedAt: Date.now(),
    newId: monotonicFactory(randomFractions()),
    now: Date.now,
    monotonic: () => performance.now(),
    home,
    gate: {
      ...home,
      ...outgoingBounds(settings),
    },
    ledger: ledgerSpace(settings.retention),
    partitions: settings.linkMode === 'leader' ? 1 : PARTITIONS_WITH_ALL,
  };
}

export function replicaName({ replica }: Settings): string {
  return replica ?? `${hostname()}-${process.pid}`;
}

export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
