/** Another API's dialect on paths of its own, which the contract does not describe. Facades know no web framework. */
import type { Caller } from './caller.ts';
import type { BridgeError } from './errors.ts';

export interface Facade {
  /** In metrics and logs, where operations of the contract have their id. */
  readonly name: string;
  /** Its paths are this one, and all below it. */
  readonly path: string;
  /** What stands for a key in an `Authorization` header; undefined where there is nothing. */
  readonly tokenOf: (authorization: string | undefined) => string | undefined;
  /** Rejects with BridgeError. */
  readonly serve: (request: AdmittedRequest) => Promise<FacadeAnswer>;
  /** A refusal, as clients of the other API know it. */
  readonly refuse: (error: BridgeError, request: FacadeRequest) => FacadeAnswer;
}

export interface FacadeRequest {
  readonly method: string;
  /** What follows the path of the facade and a `/`, as it came; undefined where nothing does. */
  readonly below: string | undefined;
  /** What follows the question mark; undefined without one. */
  readonly query: string | undefined;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty where there is none. */
  readonly body: Buffer;
}

export interface AdmittedRequest extends FacadeRequest {
  readonly caller: Caller;
}

export interface FacadeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
