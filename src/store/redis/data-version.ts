import { Cluster } from 'ioredis';
import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Client } from './connection.ts';
import type { HealthWatch } from './health.ts';
import type { Keys } from './keys.ts';

/** Sees to it that this bridge reads and writes only what it understands (design/007). */
export interface VersionGuard {
  /** As commits have to find it; see `scripts/commit.lua`. */
  readonly mark: string;
  /** Stands against every call once a newer bridge wrote what is kept. No waiting helps. */
  readonly fault: () => BridgeError | undefined;
  /** Looks now. Never rejects: while Redis is away nothing is found out. */
  readonly look: () => Promise<void>;
  close(): void;
}

export interface VersionGuardDeps {
  readonly client: Client;
  readonly keys: Keys;
  /** Only looks: does not write a version to an empty store. */
  readonly looksOnly: boolean;
  readonly logger: Logger;
}

/** In which form the bridge writes what it keeps. It is counted up by a change that older bridges would misread. */
const VERSION = 1;

/** How soon an older bridge notices that a newer one took over. */
const LOOK_MS = 1_000;

/** Told of each look: it writes, so it shows whether anything can be stored. */
export type LookedAt = Pick<HealthWatch, 'good' | 'bad'>;

/** Looks after each connect, as another Redis may have come in the place of the one before, and each second. */
export function guardVersion(
  { client, keys, looksOnly, logger }: VersionGuardDeps,
  health: LookedAt,
): VersionGuard {
  let fault: BridgeError | undefined;
  const look = async () => {
    if (!looksOnly) await client.setnx(keys.dataVersion, VERSION);
    const kept = neededOf((await client.get(keys.dataVersion)) ?? String(VERSION));
    const was = fault;
    fault = kept > VERSION ? tooNew(kept) : undefined;
    if (fault !== undefined && fault.message !== was?.message) {
      logger.error({ kept, known: VERSION }, fault.message);
    }
  };
  const lookQuietly = async () => {
    try {
      await look();
      if (fault === undefined) health.good();
      else health.bad(fault);
    } catch (error) {
      health.bad(await loadingOr(error, client));
    }
  };
  const timer = setInterval(() => void lookQuietly(), LOOK_MS);
  client.on('ready', () => void lookQuietly());
  return {
    mark: String(VERSION),
    fault: () => fault,
    look: lookQuietly,
    close: () => {
      clearInterval(timer);
    },
  };
}

/** COMPAT: ioredis waits for Redis to load its data without saying so; calls fail as if there were no connection. */
async function loadingOr(error: unknown, client: Client): Promise<unknown> {
  if (client instanceof Cluster || client.status !== 'connect') return error;
  const info = await client.info('persistence').catch(() => '');
  return info.includes('loading:1') ? new Error('LOADING') : error;
}

/** The version that a bridge must know: 3 of `3`, and of `3<2`, by which a newer bridge says that it is changing 2 into 3. */
function neededOf(mark: string): number {
  return Number.parseInt(mark, 10);
}

function tooNew(kept: number): BridgeError {
  return new BridgeError(
    'store-unavailable',
    `What is kept in Redis has version ${kept}, and this bridge knows ${VERSION} at most: run a newer bridge.`,
  );
}
