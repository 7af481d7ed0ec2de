import { inboundChain } from '../inbound/chain.ts';
import type { Way } from '../inbound/classify.ts';
import { createConversations } from '../inbound/conversations.ts';
import { createIntake } from '../inbound/intake.ts';
import { applyFeedback } from '../outbox/feedback.ts';
import { originInBridge, originInRoom, originOfPrivate } from '../outbox/reflection.ts';
import type { Foundation } from './foundation.ts';
import { holdLink, type LinkHolder } from './link-holder.ts';
import { persistently } from './persistently.ts';
import { senderStarter } from './senders.ts';
import type { StopList } from './stop-list.ts';
import type { Wire } from './wire.ts';
import type { Work } from './work.ts';

const LINK_LOST = 'link-lost';

interface ListeningParts {
  readonly wire: Wire;
  readonly work: Work;
  readonly stops: StopList;
  readonly isStopping: () => boolean;
}

/** Opens the ears of the link, and takes part in the leases that decide who has one. */
export function beginHearing(base: Foundation, parts: ListeningParts): LinkHolder {
  const { store, replica, log: logger } = base;
  const { wire, work, stops, isStopping } = parts;
  const { link, ears, board } = wire;
  const { iq, depth } = work;

  const intake = openIntake(base, wire, work);
  stops.add('intake', () => intake.idle());

  const holder = holdLink({
    ...base,
    mode: base.settings.linkMode,
    link,
    logger,
    startSender: senderStarter(base, link, wire.events),
    outboxDepth: depth.count,
  });
  stops.add('link', holder.handOver);

  const lostElsewhere = store.subscribe(LINK_LOST, (by) => {
    if (by !== replica) iq.asks.linkLost();
  });
  stops.add('link losses', () => {
    lostElsewhere.end();
  });

  ears.hear = intake.take;
  ears.isAwaited = (answer) => iq.asks.awaits(answer);
  ears.answerTooLarge = (answer, excess) => {
    persistently(() => iq.asks.answerTooLarge(answer, excess)).catch((error: unknown) => {
      const fields = { iq: answer.attributes['id'], reason: String(error) };
      logger.warn(fields, 'the end of an IQ could not be stored');
    });
  };
  ears.mayReconnect = holder.holdsLink;
  ears.up = () => {
    void board.post();
    void wire.events.bridge('link.up', { replica, epoch: holder.epoch() });
  };
  ears.down = (reason) => {
    void board.post();
    // A link that is handed over is not lost: what was asked over it is answered over the next.
    if (isStopping()) return;
    iq.asks.linkLost();
    // With one link for all, what other replicas asked went over it too.
    if (base.settings.linkMode === 'leader') store.publish(LINK_LOST, replica).catch(ignore);
    void wire.events.bridge('link.down', { replica, epoch: holder.epoch(), reason });
  };
  return holder;
}

const ORIGINS = {
  room: originInRoom,
  private: originOfPrivate,
  bridge: originInBridge,
} as const satisfies Readonly<Record<Way, unknown>>;

/** The chain of handlers for what comes in, each with the feature behind it. */
function openIntake(base: Foundation, { link, events }: Wire, { iq, guard }: Work) {
  const { store, ledger, now, settings, telemetry, log: logger } = base;
  const sent = { store, ledger, now, statusEvent: events.status };
  const conversations = createConversations({
    store,
    guard,
    componentDomain: settings.xmppDomain,
    keepMs: settings.retention,
    originOf: (way, message) => ORIGINS[way](sent, message),
    event: events.heard,
    retrying: persistently,
    duplicate: () => {
      telemetry.tallies.duplicates.count('all');
    },
  });
  const handlers = inboundChain({
    answered: (stanza) => persistently(() => iq.asks.answered(stanza)),
    requested: (stanza) => iq.requests.receive(stanza),
    applyFeedback: (news) => persistently(() => applyFeedback(sent, news)),
    conversations,
    record: events.stanza,
    say: iq.say,
    newId: base.newId,
  });
  return createIntake({ handlers, link, say: iq.say, logger });
}

/** Nobody can be told while the store is away; the askers' deadlines remain. */
function ignore(): void {
  // As said.
}
