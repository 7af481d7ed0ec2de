import { BridgeError } from '../../errors.ts';
import type { Log } from '../../observe/log.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';

/**
 * How the bridge writes what it keeps. A change that an older bridge could not read counts it up, and brings a step
 * that makes the new form of the old one.
 */
const DATA_VERSION = 1;

/** Sees to it that this bridge reads only what it understands. */
export interface VersionGuard {
  /** What stands against every call, if anything does. */
  readonly fault: () => BridgeError | undefined;
  /** Looks now. Never rejects: while Redis is away nothing is found out. */
  readonly look: () => Promise<void>;
}

/** Looks after each connect: another Redis may have come in the place of the one before. */
export function guardVersion(client: Client, { dataVersion }: Keys, log: Log): VersionGuard {
  let fault: BridgeError | undefined;
  const look = async () => {
    await client.setnx(dataVersion, DATA_VERSION);
    const found = Number(await client.get(dataVersion));
    const was = fault;
    fault = found > DATA_VERSION ? tooNew(found) : undefined;
    if (fault !== undefined && was === undefined) log.error({ found }, fault.message);
  };
  const lookQuietly = () => look().catch(() => undefined);
  client.on('ready', () => void lookQuietly());
  return { fault: () => fault, look: lookQuietly };
}

function tooNew(found: number): BridgeError {
  return new BridgeError(
    'store-unavailable',
    `What is kept in Redis has version ${found}, and this bridge knows ${DATA_VERSION} at most: run a newer bridge.`,
  );
}
