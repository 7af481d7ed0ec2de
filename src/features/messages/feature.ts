import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../core/caller.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Feature } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { collectors, type Collector } from '../../core/metric.ts';
import type { PartitionWorker } from '../../link/holder.ts';
import { passGate } from '../../stanza/gate/gate.ts';
import type { Change, Fence, Space } from '../../store/store.ts';
import { createTally } from '../../observe/tally.ts';
import type { Limits } from '../access/limits/limits.ts';
import { conversationEvent, type EventType } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import { eventChange } from '../events/recorder.ts';
import type { Runtime } from '../runtime.ts';
import { createCancel } from './cancel/asking.ts';
import { openHolders } from './cancel/holders.ts';
import { createConversations } from './conversations/conversations.ts';
import { watchOutboxDepth, type OutboxDepth } from './outbox/depth.ts';
import { expecting, type ExpectOccupant } from './expecting.ts';
import { applyFeedback, type FeedbackDeps } from './ledger/feedback.ts';
import { limitedOutgoing } from './limited-outgoing.ts';
import { messageInbound } from './inbound.ts';
import { LedgerBound } from './ledger/bound.ts';
import { ledgerSpace } from './ledger/ledger.ts';
import { MESSAGE_METRICS } from './metrics.ts';
import { outboxRoom } from './outbox/room.ts';
import { createOutbox, type Outbox, type Reply } from './outbox/outbox.ts';
import { createOutgoing, type AskOptions, type Outgoing } from './outgoing.ts';
import { isFirst } from './outbox/layout.ts';
import { openLayout, type LayoutKeeper } from './outbox/layout-keeper.ts';
import { createLoopGuard, type LoopGuard } from './conversations/loop-guard.ts';
import { originInBridge, originInRoom, originOfPrivate } from './conversations/reflection.ts';
import { createRequeue, type Requeue } from './rooms/requeue.ts';
import { Unreflected } from './rooms/unreflected.ts';
import type { HearRoom } from './rooms/room-hearing.ts';
import type { RoomPort } from './rooms/room-port.ts';
import { messageRoutes } from './routes.ts';
import type { Wish } from './outbox/layout.ts';
import { createSenders, type Senders } from './outbox/senders.ts';
import { createStatusEvents } from './ledger/status-news.ts';
import { retryUntilAnswered } from '../../store/retry-while-down.ts';

export interface MessagesFeature extends Feature {
  readonly routes: ReturnType<typeof messageRoutes>;
  readonly outgoing: Outgoing;
  /** Drains a log of the outbox into the link, on the replica that holds its lease. */
  readonly startWorker: (log: string, fence: Fence, isHeld: () => boolean) => PartitionWorker;
  /** Which logs the outbox has, and whether this replica is to drain them. */
  readonly layout: LayoutKeeper;
  /** Keeps a reply that the bridge owes, in the commit of the caller, until a replica has a link. */
  readonly queueReply: <T>(
    reply: Omit<Reply, 'xml'>,
    commit: (change: Change) => Promise<T>,
  ) => Promise<T>;
  /** A message of the past, as an archive tells it, is recorded unless it is known. Resolves when it is stored. */
  readonly hearPast: (message: XmlElement) => Promise<unknown>;
  /** Puts a message back that a room did not take, because its sender was not in it. */
  readonly requeue: Requeue;
  /** Stanzas that wait in the outbox of all replicas. */
  readonly depth: OutboxDepth;
}

export interface MessagesDeps {
  readonly log: EventLog;
  readonly limits: Limits;
  /** Whom a private message in a room would reach. */
  readonly expectOccupant: ExpectOccupant;
  /** Where identities are in rooms. */
  readonly rooms: RoomPort & { readonly hearRoom: HearRoom };
  /** Asks a raw IQ request and resolves with its result. */
  readonly ask: (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;
  /** Told of each presence that a caller sends. */
  readonly presenceSent?: (presence: XmlElement) => Promise<void>;
}

/** Messages, presence and raw stanzas: the outbox, its senders, and the ledger of what became of them. */
export function createMessages(runtime: Runtime, deps: MessagesDeps): MessagesFeature {
  const { store, settings, now, gate, contract } = runtime;
  const layout = openLayout({ ...runtime, own: wishOf(settings) });
  const ledger = ledgerSpace(settings.retention);
  const status = createStatusEvents(deps.log, runtime.traces);
  const depth = watchOutboxDepth(store, layout.logs);
  const guard = createLoopGuard({ ...runtime, windowMs: settings.loopWindow });
  const outbox = openOutbox(runtime, { guard, ledger, layout, depth });
  const outgoing = openOutgoing(runtime, deps, outbox);
  const senders = createSenders(runtime, {
    ledger,
    statusEvent: status.event,
    mustWait: layout.mustWait,
    doors: deps.rooms.doors,
  });
  const holders = openHolders({ ...runtime, logsFor: layout.logsFor, cancel: senders.cancel });
  const bound = openBound(runtime, ledger);
  const sent = { store, ledger, now, statusEvent: status.event };
  const watch = { ...runtime, ...sent, doors: deps.rooms.doors, sleep: sleepUnless };
  const unreflected = new Unreflected(watch);
  const { conversations, duplicates } = openConversations(runtime, deps, { guard, sent });
  let ignoredIds = 0;
  return {
    name: 'messages',
    outgoing,
    layout,
    depth,
    hearPast: (message) => conversations.hear(message),
    requeue: createRequeue({ ...runtime, ledger, appending: layout.appending }),
    queueReply: (reply, commit) =>
      outbox.queueReply({ ...reply, xml: passGate(reply.stanza, gate) }, commit),
    startWorker: (log, fence, isHeld) => {
      const worker = senders.start(log, fence, isHeld);
      return isFirst(log) ? alongside(worker, [bound, unreflected]) : worker;
    },
    routes: messageRoutes({
      outgoing,
      cancel: createCancel({ ...runtime, find: outbox.find, askHolder: holders.ask, sleep }),
      limits: limitsOf(runtime),
      schema: contract.schema,
    }),
    inbound: messageInbound({
      ...runtime,
      conversations,
      record: deps.log.recordStanza,
      ignoredIds: (count) => (ignoredIds += count),
      applyFeedback: (news) => applyFeedback(sent, news),
    }),
    metrics: messageCollectors(now, {
      ...{ depth, senders, status, bound, duplicates },
      ignoredIds: () => ignoredIds,
    }),
    async stop() {
      depth.close();
      holders.close();
      await layout.close();
    },
  };
}

interface OutboxParts {
  readonly guard: LoopGuard;
  readonly ledger: Space;
  readonly layout: LayoutKeeper;
  readonly depth: OutboxDepth;
}

function openOutbox(runtime: Runtime, { guard, ledger, layout, depth }: OutboxParts): Outbox {
  const { settings, store } = runtime;
  return createOutbox({
    ...runtime,
    guard,
    ledger,
    appending: layout.appending,
    room: outboxRoom({
      depth,
      maxStanzas: settings.maxOutbox,
      maxBytes: settings.maxOutboxBytes,
      storeBytes: () => store.capacity().maxBytes,
    }),
    trace: runtime.traces?.current,
  });
}

function openOutgoing(runtime: Runtime, deps: MessagesDeps, outbox: Outbox): Outgoing {
  const { gate, newId, settings } = runtime;
  const { ask, limits, rooms, presenceSent, expectOccupant } = deps;
  const ttlMs = settings.retention;
  const outgoing = createOutgoing({ outbox, ask, rooms, gate, newId, ttlMs, presenceSent });
  return limitedOutgoing(expecting(outgoing, expectOccupant), limits);
}

function openBound(runtime: Runtime, ledger: Space): LedgerBound {
  return new LedgerBound({
    ...runtime,
    ledger,
    maxBytes: runtime.settings.ledgerMaxBytes,
    sleep: sleepUnless,
  });
}

function sleepUnless(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}

interface Measured {
  readonly depth: OutboxDepth;
  readonly senders: Senders;
  readonly status: ReturnType<typeof createStatusEvents>;
  readonly bound: LedgerBound;
  readonly duplicates: () => number;
  readonly ignoredIds: () => number;
}

function messageCollectors(now: () => number, parts: Measured): readonly Collector[] {
  const { depth, senders, status, bound, duplicates, ignoredIds } = parts;
  return collectors(MESSAGE_METRICS, {
    outboxDepth: depth.last,
    outboxAge: () => (Math.max(0, now() - (depth.oldestAt() ?? now())) || 0) / 1_000,
    outboxInFlight: senders.inFlight,
    quarantine: () => senders.counts().map(([what, value]) => ({ labels: { what }, value })),
    duplicates,
    ignoredIds,
    ledgerBytes: () => bound.bytes(),
    ledgerEvicted: () => bound.evicted(),
    messages: () => status.counts().map(([name, value]) => ({ labels: { status: name }, value })),
  });
}

/** What one replica does for all: the one that drains the first partition. */
function alongside(
  worker: PartitionWorker,
  others: readonly Pick<LedgerBound, 'run'>[],
): PartitionWorker {
  const stopping = new AbortController();
  const running = others.map((other) => other.run(stopping.signal));
  return {
    ...worker,
    async stop() {
      stopping.abort();
      await Promise.all([worker.stop(), ...running]);
    },
  };
}

/** With one link there is one sender. */
function wishOf({ linkMode: mode, partitions }: Runtime['settings']): Wish {
  return { mode, partitions: mode === 'leader' ? 1 : partitions };
}

interface ConversationParts {
  readonly guard: LoopGuard;
  readonly sent: FeedbackDeps;
}

function otherEvent(log: EventLog, type: EventType, { attributes }: XmlElement, data: object) {
  const between = {
    identity: bare(attributes['to'] ?? ''),
    remote: bare(attributes['from'] ?? ''),
  };
  const event = conversationEvent(log.stamp(), type, between, data);
  const stored = () => {
    log.stored(event, { remote: between.remote });
  };
  return { change: eventChange(event), stored };
}

/** Conversations in which the bridge may hear itself, and how many copies were dropped there. */
function openConversations(
  { store, domain, settings }: Runtime,
  { log, rooms }: MessagesDeps,
  { guard, sent }: ConversationParts,
) {
  const duplicates = createTally(['all'] as const);
  const conversations = createConversations({
    store,
    guard,
    domain,
    keepMs: settings.retention,
    originOf: (way, message) => ORIGINS[way](sent, message),
    event: log.heard,
    otherEvent: (type, stanza, data) => otherEvent(log, type, stanza, data),
    hearRoom: rooms.hearRoom,
    retrying: retryUntilAnswered,
    duplicate: () => {
      duplicates.count('all');
    },
  });
  return { conversations, duplicates: () => duplicates.counts()[0]?.[1] ?? 0 };
}

const ORIGINS = {
  room: originInRoom,
  private: originOfPrivate,
  bridge: originInBridge,
} as const;

function limitsOf({ settings }: Runtime) {
  return {
    bodyBytes: settings.maxBody,
    batchBytes: settings.maxBatchBody,
    batchItems: settings.maxBatch,
    iqWaitMs: settings.maxIqWait,
  };
}
