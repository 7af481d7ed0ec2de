import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../observe/log.ts';
import { grantText } from './commit-codec.ts';
import type { Client } from './connection.ts';
import { markText, readMark, versionAfter, type DataMark, type DataStep } from './data-steps.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

export interface MigrationDeps {
  readonly client: Client;
  readonly scripts: Scripts;
  readonly keys: Keys;
  readonly steps: readonly DataStep[];
  /** From the claim to the first step, ms: all others have looked meanwhile, and stopped reading. */
  readonly graceMs: number;
  /** Looks only: changes nothing, also no version where there is none. */
  readonly looksOnly?: boolean;
  readonly log: Log;
}

const LEASE = 'data-version';
const TTL_MS = 3_000;
const RENEW_MS = 1_000;

/** Runs the steps that are missing. False when another replica is at it. Throws what a step throws; the next call begins that step anew. */
export async function migrate(deps: MigrationDeps): Promise<boolean> {
  const { scripts, keys } = deps;
  const lease = keys.lease(LEASE);
  const holder = randomUUID();
  const epoch = await scripts.acquire([lease, keys.epoch(LEASE)], [holder, TTL_MS]);
  if (epoch === null) return false;
  const grant = grantText(holder, epoch);
  const renewing = setInterval(() => {
    scripts.renew([lease], [grant, TTL_MS]).catch(() => undefined);
  }, RENEW_MS);
  try {
    return await runSteps(deps, (from, to) => advance(deps, grant, from, to));
  } finally {
    clearInterval(renewing);
    await scripts.release([lease], [grant]).catch(() => undefined);
  }
}

/** False when the lease was lost: another replica goes on. */
type Advance = (from: DataMark, to: DataMark) => Promise<boolean>;

async function advance(deps: MigrationDeps, grant: string, from: DataMark, to: DataMark) {
  const names = [deps.keys.lease(LEASE), deps.keys.dataVersion];
  return (await deps.scripts.advance(names, [grant, markText(from), markText(to)])) === 1;
}

async function runSteps(deps: MigrationDeps, move: Advance): Promise<boolean> {
  const { client, keys, steps, log } = deps;
  const needed = versionAfter(steps);
  let mark = readMark((await client.get(keys.dataVersion)) ?? String(needed));
  if (mark.done >= needed || mark.needed > needed) return true;
  // From here on no older bridge commits, and soon none reads.
  const claim = { needed, done: mark.done };
  if (!(await move(mark, claim))) return false;
  mark = claim;
  await sleep(deps.graceMs);
  for (const step of steps.slice(mark.done - 1)) {
    const next = { needed, done: mark.done + 1 };
    log.info({ from: mark.done, to: next.done }, 'what is kept is brought to a newer version');
    await step({ client, keys });
    if (!(await move(mark, next))) return false;
    mark = next;
  }
  log.info({ version: needed }, 'what is kept has the version of this bridge');
  return true;
}
