import type { Span, Traces } from '../../../observe/traces.ts';
import type { LedgerRecord } from './record.ts';
import { shownStatus } from './message-state.ts';

/** A step of a message; it is told of once it has happened. */
export interface TracedStep {
  readonly traceparent: string;
  readonly end: () => void;
}

/**
 * A span for the step to a record's present status, if the message is traced. That it was written is told along with its
 * acknowledgement, and has a span of its own: the time that it waited in the outbox.
 */
export function traceStep(
  traces: Traces | undefined,
  record: LedgerRecord,
): TracedStep | undefined {
  if (traces === undefined || record.trace === undefined) return undefined;
  const { status, history, error } = record;
  const last = history.length - 1;
  const written = status === 'acknowledged' ? beginStep(traces, record, last - 1) : undefined;
  const step = beginStep(traces, record, last);
  return {
    traceparent: step.traceparent,
    end: () => {
      written?.end({ at: history[last - 1]?.at });
      step.end({ error: error?.detail, at: history[last]?.at });
    },
  };
}

/** The span of one entry of the history: from the one before it to its own time. */
function beginStep(traces: Traces, record: LedgerRecord, index: number): Span {
  const { id, to, trace, history, createdAt } = record;
  return traces.begin({
    name: `message ${shownStatus(history[index]?.status ?? record.status)}`,
    kind: 'producer',
    parent: trace,
    startedAt: history[index - 1]?.at ?? createdAt,
    attributes: { 'bridge.message.id': id, 'bridge.message.to': to },
  });
}
