import type { Check } from '../../../src/contract/checks.ts';
import type { XmlElement } from '../../../src/core/element.ts';
import { fleetRoutes, type FleetRoutesDeps } from '../../../src/features/fleet/routes.ts';

export interface FleetPorts {
  readonly contactsOf: FleetRoutesDeps['targets']['contactsOf'];
}

export function fakeFleetRoutes(
  { contactsOf }: FleetPorts,
  limits: { readonly batchBytes: number; readonly batchItems: number; readonly iqWaitMs: number },
  { check, answer }: { readonly check: Check; readonly answer: XmlElement },
) {
  return fleetRoutes({
    targets: { contactsOf, check, maxTargets: limits.batchItems },
    results: {
      ask: () => Promise.resolve(answer),
      limits: { requests: () => undefined, stanzas: () => undefined },
      now: Date.now,
      sleep: () => Promise.resolve(),
      counted: () => undefined,
    },
    bounds: { waitMs: limits.iqWaitMs, concurrency: 100 },
    bodyLimit: limits.batchBytes,
    watchLink: () => ({ next: () => new Promise(() => undefined), stop: () => undefined }),
    opened: () => undefined,
  });
}
