/** Commands over a WebSocket: carried out by the handlers of the API's own calls, and answered alike. */
import { requireScope, type Caller } from '../../caller.ts';
import { BridgeError } from '../../errors.ts';
import type { Log } from '../../observe/log.ts';
import type { Contract, Operation } from '../contract.ts';
import { asBridgeError } from '../faults.ts';
import type { AnyAnswer, AnyHandler, OperationId } from '../operation-types.ts';
import { problemOf } from '../problem.ts';
import { refuse } from '../refuse.ts';
import type { Routes } from '../routes.ts';
import type { Command, Obey, Peer } from './command.ts';

/** A command counts as a request of its key. Throws or rejects with `too-many-requests`. */
export type CountRequests = (caller: Caller, count: number) => Promise<void> | undefined;

const OPERATIONS = {
  send: 'sendMessage',
  iq: 'askIq',
  ack: 'acknowledgeEvents',
} as const satisfies Readonly<Record<Command['command'], OperationId>>;

export function createCommands(deps: {
  readonly contract: Contract;
  readonly routes: Routes;
  readonly log: Log;
  readonly countRequests: CountRequests;
}): Obey {
  const { contract, routes, log, countRequests } = deps;
  const byId = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return async (peer, command) => {
    const { caller } = peer;
    const id = OPERATIONS[command.command];
    const operation = byId.get(id) as Operation;
    const { scope, handler } = routes[id];
    try {
      await countRequests(caller, 1);
      requireScope(caller, scope);
      const { status, body } = await call(operation, handler, peer, command);
      return { status, body };
    } catch (thrown) {
      const error = asBridgeError(thrown);
      if (error.code === 'internal') {
        log.error(
          { err: error.facts.cause ?? error, command: command.command },
          'a command failed',
        );
      }
      const problem = problemOf(error, operation.url);
      return { status: problem.status, body: problem };
    }
  };
}

async function call(
  operation: Operation,
  handler: AnyHandler,
  { caller, consumer, acknowledge }: Peer,
  command: Command,
): Promise<AnyAnswer> {
  const { body, idempotencyKey, prefer } = command;
  refuse(operation.headers, { 'idempotency-key': idempotencyKey, prefer });
  refuse(operation.bodies.get('application/json'), body);
  if (command.command === 'ack' && acknowledge !== undefined) {
    const cursor = await acknowledge((body as { readonly cursor: string }).cursor);
    return { status: 200, type: 'application/json', body: { name: consumer, cursor } };
  }
  const path = command.command === 'ack' ? { name: nameOf(consumer) } : {};
  return handler({
    caller,
    query: {},
    path,
    mediaType: 'application/json',
    body,
    options: idempotencyKey === undefined ? {} : { idempotencyKey },
    accept: 'application/json',
    prefer,
    lastEventId: undefined,
    signal: () => new AbortController().signal,
  } as never);
}

function nameOf(consumer: string | undefined): string {
  if (consumer !== undefined) return consumer;
  const detail = 'Only a consumer acknowledges; connect with ?consumer=<name>.';
  throw new BridgeError('invalid-request', detail);
}
