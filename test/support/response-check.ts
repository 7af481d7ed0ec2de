import type { FastifyInstance } from 'fastify';
import { BridgeError, type InputFault } from '../../src/core/errors.ts';
import type { Contract, Operation } from '../../src/contract/checks.ts';
import { operationIdOf } from '../../src/http/operation-id.ts';
import { mediaTypeOf } from '../../src/http/bind.ts';

/** Makes every response that the contract does not describe a 500 that says why. Call it before the app listens. */
export function checkResponses(app: FastifyInstance, contract: Contract): void {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  app.addHook('onSend', (request, reply, payload, done) => {
    const operation = operations.get(operationIdOf(request) ?? '');
    const type = mediaTypeOf(reply.getHeader('content-type')?.toString());
    const violation =
      operation && request.method !== 'HEAD'
        ? violationOf(operation, reply.statusCode, type, payload)
        : undefined;
    if (violation === undefined) done(null, payload);
    else done(new BridgeError('internal', violation));
  });
}

function violationOf(
  operation: Operation,
  status: number,
  type: string | undefined,
  payload: unknown,
): string | undefined {
  const answer = `${operation.id} answered ${status}`;
  const contents = operation.responses.get(status);
  if (contents === undefined) return `${answer}, which its contract does not have`;
  if (contents.size === 0) return payload ? `${answer} with a body` : undefined;
  const check = contents.get(type ?? '');
  if (check === undefined)
    return `${answer} as ${type ?? 'nothing'}, which its contract does not have`;
  const text = String(payload);
  const faults = check()(type?.endsWith('json') ? JSON.parse(text) : text);
  return faults.length === 0
    ? undefined
    : `${answer} with a body that is wrong at ${listed(faults)}`;
}

function listed(faults: readonly InputFault[]): string {
  return faults.map(({ pointer, detail }) => `"${pointer}": ${detail}`).join(' ');
}
