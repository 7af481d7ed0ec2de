/** Where messages, events and IQs meet traces. Every part of it is undefined where traces are off. */
import type { Ask, Asks } from '../iq/asks.ts';
import type { Span, Traces } from '../observe/traces.ts';
import type { LedgerRecord } from '../outbox/ledger.ts';
import type { XmlElement } from '../stanza/element.ts';

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
    name: `message ${history[index]?.status ?? record.status}`,
    kind: 'producer',
    parent: trace,
    startedAt: history[index - 1]?.at ?? createdAt,
    attributes: { 'bridge.message.id': id, 'bridge.message.to': to },
  });
}

/** The beginning of a trace: a stanza came in. */
export function traceHeard(traces: Traces | undefined, { name }: XmlElement): string | undefined {
  const span = traces?.begin({ name: `${name} received`, kind: 'consumer' });
  span?.end();
  return span?.traceparent;
}

/** A span from each request to its answer, under the span of the call that asked. */
export function tracedAsks(traces: Traces | undefined, asks: Asks): Asks {
  if (traces === undefined) return asks;
  return {
    ...asks,
    async ask(ask: Ask) {
      const attributes = { 'bridge.iq.id': ask.id, 'bridge.iq.to': ask.to };
      const parent = traces.current();
      const span = traces.begin({ name: 'iq', kind: 'client', parent, attributes });
      try {
        const outcome = await asks.ask(ask);
        span.end({ error: 'failed' in outcome ? outcome.failed : undefined });
        return outcome;
      } catch (error) {
        span.end({ error: String(error) });
        throw error;
      }
    },
  };
}
