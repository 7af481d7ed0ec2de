import type { Caller } from '../../core/caller.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import type { Fence, PartitionWorker } from '../../link/holder.ts';
import { persistently } from '../../store/persistently.ts';
import type { Limits } from '../access/limits/limits.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { watchOutboxDepth } from './depth.ts';
import { applyFeedback } from './feedback.ts';
import { messageInbound } from './inbound.ts';
import { ledgerSpace } from './ledger.ts';
import { limitedOutgoing } from './limited.ts';
import { MESSAGE_METRICS } from './metrics.ts';
import { createOutbox } from './outbox.ts';
import { createOutgoing, type AskOptions, type Outgoing } from './outgoing.ts';
import { partitionsOf } from './partition.ts';
import { messageRoutes } from './routes.ts';
import { createSenders } from './senders.ts';
import { createStatusEvents } from './status-news.ts';

export interface MessagesFeature extends Feature {
  readonly routes: ReturnType<typeof messageRoutes>;
  readonly outgoing: Outgoing;
  /** Drains a partition of the outbox into the link, on the replica that holds its lease. */
  readonly startWorker: (partition: number, fence: Fence) => PartitionWorker;
  readonly partitions: number;
  /** Stanzas that wait in the outbox of all replicas. */
  readonly waiting: () => Promise<number>;
}

export interface MessagesDeps {
  readonly log: EventLog;
  readonly limits: Limits;
  /** Asks a raw IQ request and resolves with its result. */
  readonly ask: (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;
}

/** Messages, presence and raw stanzas: the outbox, its senders, and the ledger of what became of them. */
export function createMessages(runtime: Runtime, deps: MessagesDeps): MessagesFeature {
  const { store, settings, now, newId, gate, contract } = runtime;
  const partitions = partitionsOf(settings.linkMode);
  const ledger = ledgerSpace(settings.retention);
  const status = createStatusEvents(deps.log, runtime.traces);
  const depth = watchOutboxDepth(store, partitions);
  const outbox = createOutbox({
    ...runtime,
    ledger,
    partitions,
    componentDomain: runtime.domain,
    depth: depth.last,
    maxDepth: settings.maxOutbox,
    trace: runtime.traces?.current,
  });
  const plain = createOutgoing({ outbox, ask: deps.ask, gate, newId, ttlMs: settings.retention });
  const outgoing = limitedOutgoing(plain, deps.limits);
  const senders = createSenders(runtime, { ledger, statusEvent: status.event });
  const feedback = { store, ledger, now, statusEvent: status.event };
  return {
    name: 'messages',
    outgoing,
    partitions,
    waiting: depth.count,
    startWorker: senders.start,
    routes: messageRoutes({ outgoing, limits: limitsOf(runtime), schema: contract.schema }),
    inbound: messageInbound({
      ...runtime,
      applyFeedback: (news) => persistently(() => applyFeedback(feedback, news)),
    }),
    metrics: collectors(MESSAGE_METRICS, {
      outboxDepth: depth.last,
      outboxAge: () => (Math.max(0, now() - (depth.oldestAt() ?? now())) || 0) / 1_000,
      outboxInFlight: senders.inFlight,
      messages: () => status.counts().map(([name, value]) => ({ labels: { status: name }, value })),
    }),
    stop: depth.close,
  };
}

function limitsOf({ settings }: Runtime) {
  return {
    bodyBytes: settings.maxBody,
    batchBytes: settings.maxBatchBody,
    batchItems: settings.maxBatch,
    iqWaitMs: settings.maxIqWait,
  };
}
