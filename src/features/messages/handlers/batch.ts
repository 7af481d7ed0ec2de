import type { BatchResultBody, MessageToSend } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import { problemOf } from '../../../core/problem.ts';
import { toSendRecord } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { readBatch } from './batch-body.ts';
import type { Check } from '../../../contract/checks.ts';
import { json, type Handler } from '../../../core/route.ts';
import type { BatchEntry, Outgoing, SendOptions } from '../outgoing.ts';

export interface BatchDeps {
  readonly outgoing: Outgoing;
  readonly limits: { readonly batchItems: number; readonly bodyBytes: number };
  readonly check: Check;
}

export function sendMessageBatch(deps: BatchDeps): Handler<'sendMessageBatch'> {
  return async ({ caller, body, options }) => {
    const lines = readBatch(body, deps.limits).map((line) => checked(line, deps.check));
    const good = lines.flatMap((line, index) =>
      line instanceof BridgeError ? [] : [entry(line, index, options)],
    );
    const sent = (await deps.outgoing.messages(caller, good)).values();
    const items = lines.map((line) => (line instanceof BridgeError ? line : next(sent)));
    return json(200, { items: items.map(resultBody) });
  };
}

function resultBody(result: LedgerRecord | BridgeError): BatchResultBody {
  if (!(result instanceof BridgeError)) return { status: 202, message: toSendRecord(result) };
  const problem = problemOf(result, '/v1/messages');
  return { status: problem.status, problem };
}

function checked(line: unknown, check: Check): MessageToSend | BridgeError {
  if (line instanceof BridgeError) return line;
  const errors = check(line);
  if (errors.length === 0) return line as MessageToSend;
  return new BridgeError('invalid-request', 'This is not a message; "errors" says why.', {
    errors,
  });
}

/** Each line is a request of its own: a repeat of the batch repeats it at the same place. */
function entry(message: MessageToSend, index: number, { idempotencyKey }: SendOptions): BatchEntry {
  if (idempotencyKey === undefined) return { message };
  return { message, idempotencyKey: `${idempotencyKey} ${index}` };
}

function next<T>(results: Iterator<T, undefined>): T {
  const result = results.next();
  if (result.done === true) throw new BridgeError('internal', 'A line of the batch has no result.');
  return result.value;
}
