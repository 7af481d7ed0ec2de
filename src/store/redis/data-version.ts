import { setTimeout as sleep } from 'node:timers/promises';
import { BridgeError } from '../../errors.ts';
import { readMark, versionAfter, type DataMark } from './data-steps.ts';
import type { HealthWatch } from './health.ts';
import { migrate, type MigrationDeps } from './migration.ts';

/** Sees to it that this bridge reads and writes only what it understands, and that what is older becomes so. */
export interface VersionGuard {
  /** As commits have to find it; see `scripts/commit.lua`. */
  readonly mark: string;
  /** What stands against every call, if anything does. */
  readonly fault: () => BridgeError | undefined;
  /** Looks now. Never rejects: while Redis is away nothing is found out. */
  readonly look: () => Promise<void>;
  /** Resolves when what is kept has our version, when a newer bridge wrote it, or after `waitMs`. */
  readonly settled: (waitMs: number) => Promise<void>;
  close(): void;
}

/** How soon an older bridge notices that a newer one took over. */
const LOOK_MS = 1_000;
const POLL_MS = 50;
/** What was sent before that look is answered or given up. */
export const GRACE_MS = 2.5 * LOOK_MS;

/** Told of each look: it writes, so it shows whether anything can be stored. */
export type LookedAt = Pick<HealthWatch, 'good' | 'bad'>;

/** Looks after each connect, as another Redis may have come in the place of the one before, and each second. */
export function guardVersion(deps: MigrationDeps, health: LookedAt): VersionGuard {
  const { client, keys, steps, log, looksOnly = false } = deps;
  const known = versionAfter(steps);
  let fault: BridgeError | undefined;
  let migrating: Promise<unknown> | undefined;

  const look = async () => {
    if (!looksOnly) await client.setnx(keys.dataVersion, known);
    const mark = readMark((await client.get(keys.dataVersion)) ?? String(known));
    const was = fault;
    fault = faultOf(mark, known);
    if (fault !== undefined && fault.message !== was?.message) {
      log[isOver(fault) ? 'error' : 'info']({ ...mark, known }, fault.message);
    }
    if (mark.done < known && mark.needed <= known && !looksOnly) begin();
  };
  /** What fails, or is another's, is looked at again by the timer. */
  const begin = () => {
    migrating ??= migrate(deps)
      .then((isDone) => (isDone ? look() : undefined))
      .catch((error: unknown) => {
        log.error(
          { reason: String(error) },
          'what is kept could not be changed; it is tried again',
        );
      })
      .finally(() => {
        migrating = undefined;
      });
  };
  const lookQuietly = async () => {
    try {
      await look();
      if (fault === undefined) health.good();
      else health.bad(fault);
    } catch (error) {
      health.bad(error);
    }
  };
  const timer = setInterval(() => void lookQuietly(), LOOK_MS);
  client.on('ready', () => void lookQuietly());
  return {
    mark: String(known),
    fault: () => fault,
    look: lookQuietly,
    async settled(waitMs) {
      const deadline = performance.now() + (looksOnly ? 0 : waitMs);
      while (fault !== undefined && !isOver(fault) && performance.now() < deadline)
        await sleep(POLL_MS);
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

/** No waiting helps. */
export function isOver({ facts }: BridgeError): boolean {
  return facts.retryAfter === undefined;
}

function faultOf({ needed, done }: DataMark, known: number): BridgeError | undefined {
  if (needed > known) {
    return new BridgeError(
      'store-unavailable',
      `What is kept in Redis has version ${needed}, and this bridge knows ${known} at most: run a newer bridge.`,
    );
  }
  if (done >= known) return undefined;
  const detail = `What is kept in Redis has version ${done} and is being brought to ${known}; try again.`;
  return new BridgeError('store-unavailable', detail, { retryAfter: 1 });
}
