import type { Contract } from '../contract/checks.ts';
import { createOutbox } from '../features/messages/outbox.ts';
import { createOutgoing, type Outgoing } from '../features/messages/outgoing.ts';
import type { Access } from './access.ts';
import { openAudience, type Audience } from './audience.ts';
import type { Foundation } from './runtime.ts';
import { openIq, type IqParts } from './iq.ts';
import { limitedOutgoing } from './limited.ts';
import { disableOrphans } from '../features/webhooks/orphans.ts';
import { watchOutboxDepth, type OutboxDepth } from '../features/messages/depth.ts';
import { createReplies } from '../features/webhooks/replies.ts';
import { keepTrimmed } from './retention.ts';
import type { StopList } from './stop-list.ts';
import { openStreams, type StreamParts } from './streams.ts';
import { createWebhooks, startWhenStoreAnswers, wantsIqs, type WebhookParts } from './webhooks.ts';
import type { Wire } from './wire.ts';

/** The features. */
export interface Work {
  readonly outgoing: Outgoing;
  readonly depth: OutboxDepth;
  readonly iq: IqParts;
  readonly audience: Audience;
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
  const { store, log, now } = base;
  const { access, wire, contract, stops } = parts;
  const depth = watchOutboxDepth(store, base.partitions);
  stops.add('outbox depth', () => {
    depth.close();
  });
  const webhookWantsIqs = () => wantsIqs(registry);
  const audience = openAudience({ store, now, webhookWantsIqs });
  stops.add('audience', () => {
    audience.close();
  });
  const iq = openIq(base, { ...wire, audience, limits: access.limits });
  stops.add('iq', () => {
    iq.close();
  });
  const streams = openStreams(base, { ...access, ...wire, audience, stops });
  const outgoing = limitedOutgoing(openOutgoing(base, depth, iq), access.limits);
  const replies = createReplies({ ...access, contract, outgoing, answerIq: iq.answer });
  const made = createWebhooks(base, wire.tail, replies);
  const { registry, dispatcher, disable, ...webhooks } = made;
  stops.add('orphans', disableOrphans({ ...access, registry, disable, log }));
  stops.add('webhooks', startWhenStoreAnswers(store, dispatcher, log));
  stops.add('retention', keepTrimmed(base, dispatcher));
  return { outgoing, depth, iq, audience, streams, webhooks, registry, dispatcher };
}

function openOutgoing(base: Foundation, depth: OutboxDepth, iq: IqParts): Outgoing {
  const { settings } = base;
  const outbox = createOutbox({
    ...base,
    componentDomain: settings.xmppDomain,
    depth: depth.last,
    maxDepth: settings.maxOutbox,
    trace: base.traces?.current,
    logger: base.log,
  });
  return createOutgoing({ ...base, outbox, ttlMs: settings.retention, ask: iq.asking.askRaw });
}
