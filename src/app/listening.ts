import { applyFeedback } from '../outbox/feedback.ts';
import type { Foundation } from './foundation.ts';
import { createHearing } from './hearing.ts';
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
  const { store, replica, ledger, now, log: logger } = base;
  const { wire, work, stops, isStopping } = parts;
  const { link, ears, board, events } = wire;
  const { iq, depth } = work;

  const feedback = { store, ledger, now, statusEvent: events.status };
  const hearing = createHearing({
    ...base,
    link,
    logger,
    record: events.stanza,
    applyFeedback: (news) => persistently(() => applyFeedback(feedback, news)),
    answered: (stanza) => persistently(() => iq.asks.answered(stanza)),
    requested: (stanza) => iq.requests.receive(stanza),
    say: iq.say,
  });
  stops.add('hearing', () => hearing.idle());

  const holder = holdLink({
    ...base,
    mode: base.settings.linkMode,
    link,
    logger,
    startSender: senderStarter(base, link, events),
    outboxDepth: depth.count,
  });
  stops.add('link', holder.handOver);

  const lostElsewhere = store.subscribe(LINK_LOST, (by) => {
    if (by !== replica) iq.asks.linkLost();
  });
  stops.add('link losses', () => {
    lostElsewhere.end();
  });

  ears.hear = hearing.hear;
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
    void events.bridge('link.up', { replica, epoch: holder.epoch() });
  };
  ears.down = (reason) => {
    void board.post();
    // A link that is handed over is not lost: what was asked over it is answered over the next.
    if (isStopping()) return;
    iq.asks.linkLost();
    // With one link for all, what other replicas asked went over it too.
    if (base.settings.linkMode === 'leader') store.publish(LINK_LOST, replica).catch(ignore);
    void events.bridge('link.down', { replica, epoch: holder.epoch(), reason });
  };
  return holder;
}

/** Nobody can be told while the store is away; the askers' deadlines remain. */
function ignore(): void {
  // As said.
}
