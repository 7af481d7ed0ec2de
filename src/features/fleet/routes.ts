import type { IqBatch, IqBatchLine } from '../../contract/schemas.ts';
import type { Handler, Routes } from '../../core/route.ts';
import type { LinkMoves } from './link-moves.ts';
import { results, type ResultsDeps } from './results.ts';
import { targetsOf, type TargetsDeps } from './targets.ts';

export interface FleetRoutesDeps {
  readonly targets: TargetsDeps;
  readonly results: ResultsDeps;
  readonly bounds: { readonly waitMs: number; readonly concurrency: number };
  readonly bodyLimit: number;
  readonly watchLink: () => LinkMoves;
  /** How many batches are open. */
  readonly opened: (change: 1 | -1) => void;
}

const TIMEOUT_S = 20;
const WITHIN_S = 300;
const CONCURRENCY = 50;

export function fleetRoutes(deps: FleetRoutesDeps): Pick<Routes, 'askIqBatch'> {
  return {
    askIqBatch: { scope: 'iq:send', handler: askIqBatch(deps), bodyLimit: deps.bodyLimit },
  };
}

function askIqBatch(deps: FleetRoutesDeps): Handler<'askIqBatch'> {
  return async ({ caller, body, options, signal }) => {
    const targets = await targetsOf(deps.targets, caller, body);
    const { idempotencyKey } = options;
    const asked = { caller, idempotencyKey, ...boundsOf(body, deps), signal: signal() };
    return {
      status: 200,
      type: 'application/x-ndjson',
      body: open(deps, (moved) => results(deps.results, targets, { ...asked, moved })),
    };
  };
}

function boundsOf(body: IqBatch, { bounds }: FleetRoutesDeps) {
  const { timeout = TIMEOUT_S, within = WITHIN_S, concurrency = CONCURRENCY } = body;
  return {
    timeoutMs: Math.min(timeout * 1_000, bounds.waitMs),
    withinMs: within * 1_000,
    concurrency: Math.min(concurrency, bounds.concurrency),
  };
}

async function* open(
  { opened, watchLink }: FleetRoutesDeps,
  begin: (moved: LinkMoves['next']) => AsyncIterable<IqBatchLine>,
): AsyncGenerator<IqBatchLine, void> {
  opened(1);
  const moves = watchLink();
  try {
    yield* begin(moves.next);
  } finally {
    moves.stop();
    opened(-1);
  }
}
