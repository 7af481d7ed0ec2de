/** Commands over a WebSocket: carried out by the handlers of the API's own calls, and answered alike. */
import { requireScope, type Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Contract, Operation } from '../../contract/checks.ts';
import { asBridgeError } from '../faults.ts';
import type { OperationId } from '../../core/route.ts';
import type { AnyAnswer, BoundRoute } from '../bound-route.ts';
import { problemOf } from '../../core/problem.ts';
import { refuse } from '../refuse.ts';
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
  readonly routes: ReadonlyMap<string, BoundRoute>;
  readonly logger: Logger;
  readonly countRequests: CountRequests;
}): Obey {
  const { contract, routes, logger, countRequests } = deps;
  const byId = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return async (peer, command) => {
    const { caller } = peer;
    const id = OPERATIONS[command.command];
    const operation = byId.get(id);
    const route = routes.get(id);
    if (operation === undefined || route === undefined) throw new Error(`No operation ${id}.`);
    try {
      await countRequests(caller, 1);
      requireScope(caller, route.scope);
      const { status, body } = await call(operation, route, peer, command);
      return { status, body };
    } catch (thrown) {
      const error = asBridgeError(thrown);
      if (error.code === 'internal') {
        logger.error(
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
  { serve }: BoundRoute,
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
  return serve({
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
  });
}

function nameOf(consumer: string | undefined): string {
  if (consumer !== undefined) return consumer;
  const detail = 'Only a consumer acknowledges; connect with ?consumer=<name>.';
  throw new BridgeError('invalid-request', detail);
}
