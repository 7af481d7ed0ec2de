import { setTimeout as sleep } from 'node:timers/promises';
import type { IqBatchLine } from '../../contract/schemas.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { Limits } from '../access/limits/limits.ts';
import type { Runtime } from '../runtime.ts';
import type { AskingDeps } from './asking.ts';
import { watchMoves } from './link-moves.ts';
import { FLEET_METRICS } from './metrics.ts';
import { fleetRoutes } from './routes.ts';
import type { TargetsDeps } from './targets.ts';

export interface FleetFeature extends Feature {
  readonly routes: ReturnType<typeof fleetRoutes>;
}

export interface FleetDeps {
  /** Asks one address; not counted. */
  readonly ask: AskingDeps['ask'];
  readonly contactsOf: TargetsDeps['contactsOf'];
  readonly limits: Limits;
}

/** Many addresses asked in one call. */
export function createFleet(runtime: Runtime, deps: FleetDeps): FleetFeature {
  const { settings, contract, now } = runtime;
  const outcomes = createTally<IqBatchLine['outcome']>(['result', 'error', 'timeout']);
  let openBatches = 0;
  return {
    name: 'fleet',
    routes: fleetRoutes({
      targets: {
        contactsOf: deps.contactsOf,
        check: contract.schema('IqToSend'),
        maxTargets: settings.maxBatch,
      },
      results: {
        ask: deps.ask,
        limits: deps.limits,
        now,
        // Who waits looks at the signal afterwards.
        sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
        counted: outcomes.count,
      },
      bounds: { waitMs: settings.maxIqWait, concurrency: settings.maxPendingIqsPerKey },
      bodyLimit: settings.maxBatchBody,
      watchLink: () => watchMoves(holderOf(runtime)),
      opened: (change) => {
        openBatches += change;
      },
    }),
    metrics: collectors(FLEET_METRICS, {
      openBatches: () => openBatches,
      batchOutcomes: () =>
        outcomes.counts().map(([outcome, value]) => ({ labels: { outcome }, value })),
    }),
  };
}

/** Where each replica has a link of its own, it is told itself when that is lost. */
function holderOf({ settings, registry }: Runtime): () => Promise<string | undefined> {
  if (settings.linkMode !== 'leader') return () => Promise.resolve(undefined);
  return async () => (await registry.online())?.replica;
}
