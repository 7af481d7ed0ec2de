import type { HttpMeasures } from '../api/measure.ts';
import type { ErrorCode } from '../errors.ts';
import type { EventType } from '../events/event.ts';
import { createMetrics, type Metrics } from '../observe/metrics.ts';
import { createTally, type Tally } from '../observe/tally.ts';
import type { MessageState } from '../outbox/message-state.ts';
import type { StoreMeasure } from '../store/store.ts';
import type { WebhookMeasures } from '../webhooks/attempt/measures.ts';
import { BOUNDS, type Bound } from '../stanza/bounds.ts';
import { STANZA_KINDS, type StanzaKind } from '../xmpp/refusal.ts';
import { WITHHOLDINGS, type Withholding } from '../webhooks/attempt/withholding.ts';
import type { EventCounts } from './events-of.ts';

/** Where the parts tell what they do, as they do it. What can be asked for is asked for instead: `readings.ts`. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly http: HttpMeasures;
  readonly store: StoreMeasure;
  readonly barrierTook: (ms: number) => void;
  readonly overBound: (kind: StanzaKind, bound: Bound) => void;
  readonly webhooks: WebhookMeasures;
  readonly counted: EventCounts;
  readonly tallies: {
    readonly problems: Tally<ErrorCode>;
    readonly events: Tally<EventType>;
    readonly messages: Tally<MessageState>;
    readonly deadLetters: Tally<'all'>;
    readonly overBound: Tally<`${StanzaKind} ${Bound}`>;
    /** Copies of a room's messages that were not recorded again. */
    readonly duplicates: Tally<'all'>;
    readonly withheld: Tally<Withholding>;
  };
}

const FINAL: readonly MessageState[] = ['acknowledged', 'delivered', 'displayed', 'failed'];

const OVER_BOUNDS = STANZA_KINDS.flatMap((kind) =>
  BOUNDS.map((bound) => `${kind} ${bound}` as const),
);

export function createTelemetry(): Telemetry {
  const metrics = createMetrics();
  const tallies = {
    problems: createTally<ErrorCode>(),
    events: createTally<EventType>(),
    messages: createTally(FINAL),
    deadLetters: createTally(['all'] as const),
    overBound: createTally(OVER_BOUNDS),
    duplicates: createTally(['all'] as const),
    withheld: createTally(WITHHOLDINGS),
  };
  return {
    metrics,
    tallies,
    http: {
      answered: (operation = 'none', status, ms) => {
        metrics.observe('requests', { operation, status: statusClass(status) }, ms / 1_000);
      },
      refused: tallies.problems.count,
    },
    store: (result, ms) => {
      metrics.observe('storeCalls', { result }, ms / 1_000);
    },
    barrierTook: (ms) => {
      metrics.observe('barrier', {}, ms / 1_000);
    },
    overBound: (kind, bound) => {
      tallies.overBound.count(`${kind} ${bound}`);
    },
    webhooks: {
      attempted: ({ result, report }) => {
        metrics.observe('webhookAttempts', { result }, report.durationMs / 1_000);
      },
      buried: () => {
        tallies.deadLetters.count('all');
      },
      withheld: tallies.withheld.count,
    },
    counted: { event: tallies.events.count, status: tallies.messages.count },
  };
}

function statusClass(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}
