/** What serves an operation of the contract, in types derived from the contract. Handlers know no web framework. */
import type { operations } from '../contract/types.gen.ts';
import type { Caller, Scope } from './caller.ts';
import type { LiveAnswer } from './live.ts';

/** Operations that the bridge serves; those named `on…` describe the webhooks that it calls. */
export type OperationId = Exclude<keyof operations, `on${string}`>;

type Parameters<Id extends OperationId> = operations[Id]['parameters'];
type Query<Id extends OperationId> = NonNullable<Parameters<Id>['query']>;
type Path<Id extends OperationId> = NonNullable<Parameters<Id>['path']>;

type Body<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: infer Content };
}
  ? {
      [Type in keyof Content]: { readonly mediaType: Type; readonly body: Content[Type] };
    }[keyof Content]
  : NoBody | OptionalBody<NonNullable<Wanted<Id>>>;

interface NoBody {
  readonly mediaType: undefined;
  readonly body: undefined;
}

/** A body that may be left out is an optional property in the generated types, and one that cannot be sent is `never`. */
type Wanted<Id extends OperationId> = operations[Id] extends { requestBody?: infer Wanted }
  ? Wanted
  : never;

type OptionalBody<Wanted> = Wanted extends { content: infer Content }
  ? {
      [Type in keyof Content]: { readonly mediaType: Type; readonly body: Content[Type] };
    }[keyof Content]
  : never;

/** The `Idempotency-Key` header, where the request has one. */
export interface RepeatOptions {
  readonly idempotencyKey?: string;
}

/** One request, checked against the contract. */
export type Call<Id extends OperationId> = Body<Id> & {
  readonly caller: Caller;
  readonly query: Query<Id>;
  readonly path: Path<Id>;
  readonly options: RepeatOptions;
  /** The headers `Accept`, `Prefer` and `Cache-Control` as they came. */
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  readonly cacheControl?: string | undefined;
  /** As an SSE client sends it when it reconnects. */
  readonly lastEventId: string | undefined;
  /** Aborts when the client goes away or the server closes. */
  readonly signal: () => AbortSignal;
};

type Responses<Id extends OperationId> = operations[Id]['responses'];
type Success<Id extends OperationId> = keyof Responses<Id> & (101 | 200 | 201 | 202 | 204);

type Headers = Readonly<Record<string, string>>;

type Represented<Status, Content> = {
  [Type in keyof Content]: {
    readonly status: Status;
    readonly type: Type;
    readonly body: Type extends 'text/event-stream'
      ? LiveAnswer
      : // The contract describes one line.
        Type extends 'application/x-ndjson'
        ? AsyncIterable<Content[Type]>
        : Content[Type];
    readonly headers?: Headers;
  };
}[keyof Content];

/** The connection is a WebSocket from now on; without a stream it ends with the reason. */
export interface Upgraded {
  readonly status: 101;
  readonly live: LiveAnswer | 'history-lost';
}

/** One of the documented successes. Problems are thrown. */
export type Answer<Id extends OperationId> = {
  [Status in Success<Id>]: Status extends 101
    ? Upgraded
    : Responses<Id>[Status] extends { content: infer Content }
      ? Represented<Status, Content>
      : { readonly status: Status };
}[Success<Id>];

export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>>;

export interface Route<Id extends OperationId> {
  readonly handler: Handler<Id>;
  /** The scope that a key needs. */
  readonly scope: Scope;
  /** Bytes of the body, where the bound differs from that of all other operations. */
  readonly bodyLimit?: number;
}

export type Routes = { readonly [Id in OperationId]: Route<Id> };

/** A JSON answer. */
export function json<const Status extends 200 | 201 | 202, Value>(
  status: Status,
  body: Value,
  headers?: Headers,
) {
  const type = 'application/json' as const;
  return headers === undefined ? { status, type, body } : { status, type, body, headers };
}
