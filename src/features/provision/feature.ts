import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProvisionFileBody } from '../../contract/schemas.ts';
import { DECLARER, type Done, type ProvisionKind } from '../../core/provision.ts';
import { hasAllRights } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { createTally } from '../../observe/tally.ts';
import type { Runtime } from '../runtime.ts';
import { ProvisionFollower } from './follower.ts';
import { provisionKinds } from './kinds.ts';
import { PROVISION_METRICS } from './metrics.ts';
import { readProvisionFile } from './provision-file.ts';
import { runProvision } from './run.ts';
import { watchFile } from './watched-file.ts';

export interface ProvisionFeature extends Feature {
  readonly routes: Pick<Routes, 'exportProvision'>;
}

export interface ProvisionDeps {
  /** Writes a success into the audit log, as that of an operation of the API. */
  readonly remember: (operation: string, audited: Remembered) => Promise<void>;
}

interface Remembered {
  readonly request: string;
  readonly caller: typeof DECLARER;
  readonly path: unknown;
  readonly body: unknown;
  readonly answer: unknown;
}

const LOOK_EVERY_MS = 1_000;
/** While a file is being written, or waits for another replica. */
const LOOK_SOON_MS = 250;
/** A start does not wait longer than this for the file to be applied. */
const PATIENCE_MS = 5_000;

/** Keys and webhooks as a file declares them, and the file that declares what there is. */
export function createProvision(runtime: Runtime, deps: ProvisionDeps): ProvisionFeature {
  const kinds = provisionKinds(runtime);
  const failures = createTally(['file', 'object'] as const);
  let follower: ProvisionFollower | undefined;
  let stop: () => void | Promise<void> = () => undefined;
  return {
    name: 'provision',
    routes: { exportProvision: { scope: 'keys:manage', handler: exportProvision(kinds) } },
    metrics: provisionCollectors(() => follower, failures.counts),
    async start() {
      const { provision: path } = runtime.settings;
      if (path === undefined) return;
      follower = openFollower(runtime, { ...deps, path, kinds, failed: failures.count });
      stop = await keepTurning(follower);
    },
    stop: () => stop(),
  };
}

function exportProvision(kinds: readonly ProvisionKind[]): Handler<'exportProvision'> {
  return async ({ caller }) => {
    if (!hasAllRights(caller)) {
      throw new BridgeError(
        'forbidden',
        'Only a key with all rights sees the objects of all keys.',
      );
    }
    const lists = await Promise.all(kinds.map(async (it) => [it.name, await it.exported()]));
    return json(200, Object.fromEntries(lists) as ProvisionFileBody);
  };
}

interface OpenDeps extends ProvisionDeps {
  readonly path: string;
  readonly kinds: readonly ProvisionKind[];
  readonly failed: (reason: 'file' | 'object') => void;
}

/** Throws SettingsFault for a file with a fault. */
function openFollower(runtime: Runtime, deps: OpenDeps): ProvisionFollower {
  const { path, kinds, failed } = deps;
  const { contract } = runtime;
  const holder = `${runtime.replica} ${runtime.newId()}`;
  const remember = (change: Done, digest: string) =>
    deps.remember(change.operation, rememberedOf(change, digest));
  return new ProvisionFollower({
    ...runtime,
    path,
    failed,
    watched: watchFile(
      (file) => readFileSync(file, 'utf8'),
      (readFile) => readProvisionFile(path, { contract, kinds, readFile }),
    ),
    run: (file) => runProvision(file, { ...runtime, holder, remember }),
  });
}

function rememberedOf({ id, name, fields = [] }: Done, digest: string): Remembered {
  return {
    request: `provision-${digest.slice(0, 8)}`,
    caller: DECLARER,
    path: { id },
    body: Object.fromEntries(fields.map((field) => [field, true])),
    answer: { id, name },
  };
}

/** Resolves after the first turns, with how to stop. */
async function keepTurning(follower: ProvisionFollower): Promise<() => Promise<void>> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const wait = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  let first: () => void = () => undefined;
  const inForce = new Promise<void>((resolve) => (first = resolve));
  const turning = (async () => {
    while (!signal.aborted) {
      const isBusy = await follower.turn();
      if (follower.standing().isInForce) first();
      await wait(isBusy ? LOOK_SOON_MS : LOOK_EVERY_MS);
    }
  })();
  await Promise.race([inForce, sleep(PATIENCE_MS, undefined, { ref: false })]);
  return async () => {
    stopped.abort();
    await turning;
  };
}

/** A double holds it exactly. */
const HASH_BYTES = 6;

function provisionCollectors(
  follower: () => ProvisionFollower | undefined,
  failures: () => readonly (readonly ['file' | 'object', number])[],
) {
  const read = (value: (standing: ReturnType<ProvisionFollower['standing']>) => number) => () => {
    const its = follower();
    return its === undefined ? [] : [{ labels: {}, value: value(its.standing()) }];
  };
  return collectors(PROVISION_METRICS, {
    provisionInForce: read(({ isInForce }) => +isInForce),
    provisionHash: read(({ applied }) =>
      applied === undefined
        ? 0
        : Buffer.from(applied.digest, 'base64url').readUIntBE(0, HASH_BYTES),
    ),
    provisionApplied: read(({ applied }) => (applied?.at ?? 0) / 1_000),
    provisionFailures: () => failures().map(([reason, value]) => ({ labels: { reason }, value })),
  });
}
