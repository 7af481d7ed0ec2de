import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { json, type Routes } from '../../core/route.ts';
import type { Runtime } from '../runtime.ts';
import { STATUS_METRICS } from './metrics.ts';
import { watchReadiness, type ReadinessCheck, type ReadinessDeps } from './readiness.ts';
import { reportStatus, type StatusCounts } from './status.ts';

export interface StatusFeature extends Feature {
  readonly routes: Pick<Routes, 'getStatus'>;
  /** The platform may ask to the very end, so this is closed after everything else. */
  readonly close: () => void;
  /** What has to be good before traffic should come to this replica. */
  readonly checks: () => Promise<readonly ReadinessCheck[]>;
}

/** How this replica and its link are doing: `/v1/status`, and the readiness of the management port. */
export function createStatus(
  runtime: Runtime,
  counts: StatusCounts & Pick<ReadinessDeps, 'refusal'>,
): StatusFeature {
  const { version, replica } = runtime;
  const readiness = watchReadiness({ ...runtime, refusal: counts.refusal });
  return {
    name: 'status',
    checks: readiness.checks,
    close: readiness.close,
    routes: {
      getStatus: {
        scope: 'status:read',
        handler: async () => json(200, await reportStatus(runtime, counts)),
      },
    },
    metrics: collectors(STATUS_METRICS, {
      info: () => [{ labels: { version, replica }, value: 1 }],
    }),
  };
}
