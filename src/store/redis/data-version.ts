import { Cluster } from 'ioredis';
import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Client } from './connection.ts';
import type { HealthWatch } from './health.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

/** Sees to it that this bridge reads and writes only what it understands (design/007). */
export interface VersionGuard {
  /** As commits have to find it; see `scripts/commit.lua`. */
  readonly mark: string;
  /** Stands against every call: once a newer bridge wrote what is kept, or while this one waits until no older one reads. */
  readonly fault: () => BridgeError | undefined;
  /** A newer bridge wrote what is kept: no waiting helps. */
  readonly isTooOld: () => boolean;
  /** Looks now. Never rejects: while Redis is away nothing is found out. */
  readonly look: () => Promise<void>;
  close(): void;
}

export interface VersionGuardDeps {
  readonly client: Client;
  readonly scripts: Pick<Scripts, 'advance'>;
  readonly keys: Keys;
  /** Only looks: does not write a version to an empty store. */
  readonly looksOnly: boolean;
  readonly logger: Logger;
}

/**
 * In which form the bridge writes what it keeps. It is counted up by a change that older bridges would misread.
 *
 * 2: ledger records are arrays. Records of version 1 are read, so nothing has to be changed.
 */
const VERSION = 2;

/** How soon an older bridge notices that a newer one took over. */
const LOOK_MS = 1_000;

/** From a claim until the data is taken over: older bridges have looked twice meanwhile, and read no more. */
const CLAIM_MS = 2 * LOOK_MS;

/** Told of each look: it writes, so it shows whether anything can be stored. */
export type LookedAt = Pick<HealthWatch, 'good' | 'bad'>;

/** Looks after each connect, as another Redis may have come in the place of the one before, and each second. */
export function guardVersion(deps: VersionGuardDeps, health: LookedAt): VersionGuard {
  const { client, keys, looksOnly, logger } = deps;
  const takeOver = takesOver(deps);
  let tooNew: BridgeError | undefined;
  let fault: BridgeError | undefined;
  const look = async () => {
    if (!looksOnly) await client.setnx(keys.dataVersion, VERSION);
    const mark = (await client.get(keys.dataVersion)) ?? String(VERSION);
    const kept = neededOf(mark);
    const was = fault;
    tooNew = kept > VERSION ? newerData(kept) : undefined;
    fault = tooNew ?? (looksOnly ? undefined : await takeOver(mark));
    if (tooNew !== undefined && tooNew.message !== was?.message) {
      logger.error({ kept, known: VERSION }, tooNew.message);
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
    isTooOld: () => tooNew !== undefined,
    look: lookQuietly,
    close: () => {
      clearInterval(timer);
    },
  };
}

/**
 * Raises the version of older data, a step with each look: it is claimed, as `2<1`, by which older bridges know that they are too
 * old; two seconds later it is version 2. Any replica takes the next step, so that each may be killed in between. Gives the reason
 * why nothing is read or written until then.
 */
function takesOver({ client, scripts, keys, logger }: VersionGuardDeps) {
  /** When the claim was first seen, by a clock that never jumps. */
  let claimed: { readonly as: string; readonly at: number } | undefined;
  const raise = async (from: string, to: string) => {
    const isRaised = (await scripts.advance([keys.dataVersion], [from, to])) === 1;
    if (isRaised) logger.warn({ from, to }, 'what is kept gets the version of this bridge');
    return isRaised;
  };
  return async (mark: string): Promise<BridgeError | undefined> => {
    if (mark === String(VERSION)) return undefined;
    const claim = `${VERSION}<${doneOf(mark)}`;
    if (mark !== claim) await raise(mark, claim);
    if (mark !== claim || claimed?.as !== claim) claimed = { as: claim, at: performance.now() };
    else if (performance.now() - claimed.at >= CLAIM_MS) await raise(claim, String(VERSION));
    // Another replica may have raised it meanwhile.
    return (await client.get(keys.dataVersion)) === String(VERSION) ? undefined : olderData(mark);
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

/** The version that the data still has: 2 of `2`, of `3<2`, and of `4<2`, which is claimed by a newer bridge than before. */
function doneOf(mark: string): number {
  return Number.parseInt(mark.slice(mark.indexOf('<') + 1), 10);
}

function newerData(kept: number): BridgeError {
  return new BridgeError(
    'store-unavailable',
    `What is kept in Redis has version ${kept}, and this bridge knows ${VERSION} at most: run a newer bridge.`,
  );
}

/** With a cause, as it passes; see `refusal.ts`. */
function olderData(mark: string): BridgeError {
  return new BridgeError(
    'store-unavailable',
    `What is kept in Redis has version ${doneOf(mark)} and gets version ${VERSION} once no older bridge reads it; this takes some seconds.`,
    { retryAfter: CLAIM_MS / 1_000, cause: new Error('older data') },
  );
}
