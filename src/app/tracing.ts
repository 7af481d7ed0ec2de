/** Where messages, events and IQs meet traces. Every part of it is undefined where traces are off. */
import type { Ask, Asks } from '../features/iq/asks.ts';
import type { Traces } from '../observe/traces.ts';
import type { LedgerRecord } from '../features/messages/ledger.ts';
import type { XmlElement } from '../core/element.ts';

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
