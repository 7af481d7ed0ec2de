/** What a handler of each operation gets and may answer, derived from the generated types. */
import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { Caller } from '../core/caller.ts';
import type { operations } from '../contract/types.gen.ts';
import type { SendOptions } from '../features/messages/outgoing.ts';

/** Operations that we serve; those named `on…` describe the webhooks that we call. */
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
  : { readonly mediaType: undefined; readonly body: undefined };

/** One request, checked against the contract. */
export type Call<Id extends OperationId> = Body<Id> & {
  readonly caller: Caller;
  readonly query: Query<Id>;
  readonly path: Path<Id>;
  readonly options: SendOptions;
  /** The headers `Accept` and `Prefer` as they came. */
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  /** As an SSE client sends it when it connects again. */
  readonly lastEventId: string | undefined;
  /** Aborts when the client goes away or the server closes. */
  readonly signal: () => AbortSignal;
};

type Responses<Id extends OperationId> = operations[Id]['responses'];
type Success<Id extends OperationId> = keyof Responses<Id> & (101 | 200 | 201 | 202 | 204);

/** Writes an answer that has no end of its own; called when its head has been sent. */
export type LiveBody = (response: ServerResponse) => void;

type Represented<Status, Content> = {
  [Type in keyof Content]: {
    readonly status: Status;
    readonly type: Type;
    readonly body: Type extends 'text/event-stream' ? LiveBody : Content[Type];
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof Content];

/** The connection is a WebSocket from now on. */
export interface Upgraded {
  readonly status: 101;
  readonly begin: (socket: WebSocket) => void;
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

/** An answer of any operation. */
export interface AnyAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The binding itself guarantees by the contract what each handler's own type says. */
export type AnyHandler = (call: never) => Promise<AnyAnswer>;
