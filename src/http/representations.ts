/** What the work returns, as the contract writes it. */
import type { BatchResultBody, IqRecordBody } from '../contract/schemas.ts';
import { BridgeError } from '../core/errors.ts';
import { instant } from '../core/instant.ts';
import type { AskedRecord } from '../features/iq/asking.ts';
import { toSendRecord, type LedgerRecord } from '../features/messages/ledger.ts';
import { iqToJson } from '../stanza/json/iq.ts';
import { problemOf } from '../core/problem.ts';

export function batchResultBody(
  result: LedgerRecord | BridgeError,
  instance: string,
): BatchResultBody {
  if (!(result instanceof BridgeError)) return { status: 202, message: toSendRecord(result) };
  const problem = problemOf(result, instance);
  return { status: problem.status, problem };
}

export function pendingIqBody(record: AskedRecord) {
  return { ...askedBody(record), status: 'pending' as const };
}

export function iqRecordBody(record: AskedRecord): IqRecordBody {
  const { outcome } = record;
  if (outcome === undefined) return pendingIqBody(record);
  if ('answer' in outcome) {
    return { ...askedBody(record), status: 'answered', answer: iqToJson(outcome.answer) };
  }
  const problem = problemOf(outcome.failure, iqPath(record.id));
  return { ...askedBody(record), status: 'failed', problem };
}

export function messagePath(id: string): string {
  return `/v1/messages/${encodeURIComponent(id)}`;
}

export function iqPath(id: string): string {
  return `/v1/iq/${encodeURIComponent(id)}`;
}

export function webhookPath(id: string): string {
  return `/v1/webhooks/${encodeURIComponent(id)}`;
}

export function keyPath(id: string): string {
  return `/v1/keys/${encodeURIComponent(id)}`;
}

function askedBody({ id, createdAt, expiresAt }: AskedRecord) {
  return { id, createdAt: instant(createdAt), expiresAt: instant(expiresAt) };
}
