import type { Contract } from '../api/contract.ts';
import { createLoopGuard, type LoopGuard } from '../outbox/loop-guard.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { createOutgoing, type Outgoing } from '../outbox/outgoing.ts';
import type { Access } from './access.ts';
import type { Foundation } from './foundation.ts';
import { openIq, type IqParts } from './iq.ts';
import { iqReaders, openIqResponders, type IqReaders } from './iq-responders.ts';
import { limitedOutgoing } from './limited.ts';
import { disableOrphans } from './orphans.ts';
import { watchOutboxDepth, type OutboxDepth } from './outbox-depth.ts';
import { createReplies } from './replies.ts';
import { keepTrimmed } from './retention.ts';
import type { StopList } from './stop-list.ts';
import { openStreams, type StreamParts } from './streams.ts';
import { createWebhooks, startWhenStoreAnswers, type WebhookParts } from './webhooks.ts';
import type { Wire } from './wire.ts';

/** The features. */
export interface Work {
  readonly outgoing: Outgoing;
  readonly depth: OutboxDepth;
  readonly guard: LoopGuard;
  readonly iq: IqParts;
  readonly iqReaders: IqReaders;
  readonly streams: StreamParts;
  readonly webhooks: Pick<WebhookParts, 'webhooks' | 'deliveries' | 'deadLetters'>;
  readonly registry: WebhookParts['registry'];
  readonly dispatcher: WebhookParts['dispatcher'];
}

export function openWork(
  base: Foundation,
  parts: {
    readonly access: Access;
    readonly wire: Wire;
    readonly contract: Contract;
    readonly stops: StopList;
  },
): Work {
  const { store, log } = base;
  const { access, wire, contract, stops } = parts;
  const depth = watchOutboxDepth(store, base.partitions);
  stops.add('outbox depth', () => {
    depth.close();
  });
  const responders = openIqResponders(base, () => registry.known());
  stops.add('iq responders', () => responders.close());
  const readers = iqReaders(responders);
  const iq = openIq(base, { ...wire, responders, limits: access.limits });
  stops.add('iq', () => {
    iq.close();
  });
  const streams = openStreams(base, { ...access, ...wire, iqReaders: readers, stops });
  const guard = createLoopGuard({
    ...base,
    componentDomain: base.settings.xmppDomain,
    windowMs: base.settings.loopWindow,
  });
  const outgoing = limitedOutgoing(openOutgoing(base, { depth, guard, iq }), access.limits);
  const replies = createReplies({ ...access, contract, outgoing, answerIq: iq.answer });
  const made = createWebhooks(base, wire.tail, replies);
  const { registry, dispatcher, disable, ...webhooks } = made;
  stops.add('orphans', disableOrphans({ ...access, registry, disable, log }));
  stops.add('webhooks', startWhenStoreAnswers(store, dispatcher, log));
  stops.add('retention', keepTrimmed(base, dispatcher));
  return {
    outgoing,
    depth,
    guard,
    iq,
    iqReaders: readers,
    streams,
    webhooks,
    registry,
    dispatcher,
  };
}

function openOutgoing(
  base: Foundation,
  { depth, guard, iq }: Pick<Work, 'depth' | 'guard' | 'iq'>,
): Outgoing {
  const { settings } = base;
  const outbox = createOutbox({
    ...base,
    componentDomain: settings.xmppDomain,
    depth: depth.last,
    maxDepth: settings.maxOutbox,
    guard,
    trace: base.traces?.current,
    logger: base.log,
  });
  return createOutgoing({ ...base, outbox, ttlMs: settings.retention, ask: iq.asking.askRaw });
}
