import type { Caller, Scope } from '../core/caller.ts';
import type { Call, OperationId, RepeatOptions, Route, Routes, Upgraded } from '../core/route.ts';

/** A request that was checked against its operation. */
export interface CheckedCall {
  readonly caller: Caller | undefined;
  readonly query: unknown;
  readonly path: unknown;
  readonly mediaType: string | undefined;
  readonly body: unknown;
  readonly options: RepeatOptions;
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly lastEventId: string | undefined;
  readonly signal: () => AbortSignal;
}

/** An answer of any operation. */
export interface AnyAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly live?: Upgraded['live'];
}

/** A route without the types of its operation: the check of the request has stood in for them. */
export interface BoundRoute {
  readonly scope: Scope;
  readonly bodyLimit?: number;
  readonly serve: (call: CheckedCall) => Promise<AnyAnswer>;
}

export function boundRoutes(routes: Routes): ReadonlyMap<string, BoundRoute> {
  const ids = Object.keys(routes) as OperationId[];
  return new Map(ids.map((id) => [id, bound<OperationId>(routes[id] as Route<OperationId>)]));
}

function bound<Id extends OperationId>({ handler, ...rest }: Route<Id>): BoundRoute {
  const serve = (call: unknown) => handler(call as Call<Id>);
  return { ...rest, serve };
}
