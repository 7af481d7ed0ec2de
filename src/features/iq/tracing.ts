import type { Traces } from '../../observe/traces.ts';
import type { Ask, Asks } from './asks.ts';

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
