/** One run over a provisioning file, under a lease: of all replicas one at a time, and none that lost the lease. */
import { BridgeError } from '../../core/errors.ts';
import { LeaseLost, type Act, type Done, type Fence } from '../../core/provision.ts';
import type { Store } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { readApplied, writeApplied } from './applied.ts';
import type { ProvisionFile } from './provision-file.ts';

export interface RunDeps extends Pick<
  Runtime,
  'store' | 'logger' | 'now' | 'monotonic' | 'replica'
> {
  /** Unlike that of any other process. */
  readonly holder: string;
  readonly remember: (change: Done, digest: string) => Promise<void>;
}

/**
 * - `applied`: everything is as the file says
 * - `busy`: another replica is at it, or took over
 * - `failed`: some objects could not be brought about
 */
export type RunResult = 'applied' | 'busy' | { readonly failed: readonly string[] };

const LEASE = 'provision';
/** A killed replica is followed after this. */
const TTL_MS = 5_000;
const RENEW_MS = 1_000;

/** Rejects with `store-unavailable`; safe to repeat then. */
export async function runProvision(file: ProvisionFile, deps: RunDeps): Promise<RunResult> {
  const { store, holder } = deps;
  const grant = await store.acquire(LEASE, holder, TTL_MS);
  if (grant === undefined) return 'busy';
  const fence: Fence = { do: 'fence', lease: LEASE, holder, epoch: grant.epoch };
  try {
    // Another replica may have been first.
    const before = await readApplied(store);
    return before?.digest === file.digest ? 'applied' : await runAll(file, fence, deps);
  } catch (error) {
    if (error instanceof LeaseLost) return 'busy';
    throw error;
  } finally {
    // Where the store does not answer, the lease runs out by itself.
    await store.release(LEASE, holder, grant.epoch).catch(() => undefined);
  }
}

async function runAll(file: ProvisionFile, fence: Fence, deps: RunDeps): Promise<RunResult> {
  const { store, logger, now, replica } = deps;
  const { declarations, removed, digest, counts } = file;
  const failed: string[] = [];
  let changes = 0;
  const act: Act = {
    fence,
    removed,
    each: eachOf(failed, renewing(store, fence, deps)),
    async did(change) {
      changes += 1;
      await deps.remember(change, digest);
    },
  };
  for (const { apply } of declarations) await apply(act);
  for (const { drop } of [...declarations].reverse()) await drop(act);
  if (failed.length > 0) return { failed };
  const isWritten = await writeApplied(store, { digest, at: now(), by: replica }, fence);
  if (!isWritten) return 'busy';
  logger.info({ digest, ...counts, changes }, 'the provisioning file was applied');
  return 'applied';
}

function eachOf(failed: string[], renew: () => Promise<void>): Act['each'] {
  return async (name, work) => {
    await renew();
    try {
      await work();
    } catch (error) {
      if (error instanceof LeaseLost || isOfStore(error)) throw error;
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

function isOfStore(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'store-unavailable';
}

/** Throws LeaseLost. */
function renewing(
  store: Store,
  { lease, holder, epoch }: Fence,
  { monotonic }: RunDeps,
): () => Promise<void> {
  let renewed = monotonic();
  return async () => {
    const now = monotonic();
    if (now - renewed < RENEW_MS) return;
    renewed = now;
    if (!(await store.renew(lease, holder, epoch, TTL_MS))) throw new LeaseLost();
  };
}
