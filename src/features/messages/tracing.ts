import type { Traces } from '../../observe/traces.ts';
import type { LedgerRecord } from './ledger.ts';

/** A step of a message; it is told of once it has happened. */
export interface TracedStep {
  readonly traceparent: string;
  readonly end: () => void;
}

/** A span for the step to a record's present status, if the message is traced. */
export function traceStep(
  traces: Traces | undefined,
  record: LedgerRecord,
): TracedStep | undefined {
  if (traces === undefined || record.trace === undefined) return undefined;
  const { id, to, status, history, error } = record;
  const last = history.at(-1);
  // Acknowledging follows writing at once; the step before is what took its time.
  const before = history.findLast(({ at }) => at < (last?.at ?? 0)) ?? history[0];
  const span = traces.begin({
    name: `message ${status}`,
    kind: 'producer',
    parent: record.trace,
    startedAt: before?.at ?? record.createdAt,
    attributes: { 'bridge.message.id': id, 'bridge.message.to': to },
  });
  return {
    traceparent: span.traceparent,
    end: () => {
      span.end({ error: error?.detail, ...(last !== undefined && { at: last.at }) });
    },
  };
}
