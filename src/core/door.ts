/** Another API's dialect on paths of its own, which the contract does not describe. Doors know no web framework. */
import type { Caller } from './caller.ts';
import type { BridgeError } from './errors.ts';

export interface Door {
  /** In metrics and logs, where operations of the contract have their id. */
  readonly name: string;
  /** Its paths are this one, and all below it. */
  readonly path: string;
  /** What stands for a key in an `Authorization` header; undefined where there is nothing. */
  readonly tokenOf: (authorization: string | undefined) => string | undefined;
  /** Rejects with BridgeError. */
  readonly serve: (request: AdmittedRequest) => Promise<DoorAnswer>;
  /** A refusal, as clients of the other API know it. */
  readonly refuse: (error: BridgeError, request: DoorRequest) => DoorAnswer;
}

export interface DoorRequest {
  readonly method: string;
  /** What follows the path of the door and a `/`, as it came; undefined where nothing does. */
  readonly below: string | undefined;
  /** What follows the question mark; undefined without one. */
  readonly query: string | undefined;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty where there is none. */
  readonly body: Buffer;
}

export interface AdmittedRequest extends DoorRequest {
  readonly caller: Caller;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
