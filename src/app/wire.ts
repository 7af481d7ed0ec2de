import { EventTail } from '../events/tail.ts';
import type { Store } from '../store/store.ts';
import type { LinkSupervisor } from '../xmpp/supervisor.ts';
import { createEventsOf, type EventsOf } from './events-of.ts';
import type { Foundation } from './foundation.ts';
import { createLink, type LinkEars } from './link.ts';
import { openLinkBoard, type LinkBoard } from './link-board.ts';
import type { StopList } from './stop-list.ts';
import { openTransmit, type Transmit } from './transmit.ts';

/** The ways in and out: the link, what other replicas' links can do for us, and the event log. */
export interface Wire {
  readonly link: LinkSupervisor;
  readonly ears: LinkEars;
  readonly board: LinkBoard;
  readonly transmit: Transmit;
  readonly events: EventsOf;
  readonly tail: EventTail;
}

export function openWire(base: Foundation, stops: StopList): Wire {
  const { store, replica, now, newId, settings, telemetry, traces, log } = base;
  const componentDomain = settings.xmppDomain;
  const count = telemetry.counted;
  const events = createEventsOf({ store, componentDomain, newId, now, count, traces, log });
  const tail = new EventTail(store);
  stops.add('event tail', () => tail.close());
  const ears = deaf();
  const link = createLink(base, ears);
  const board = openLinkBoard({ store, link, replica, now });
  stops.add('link board', () => {
    board.close();
  });
  const transmit = openTransmit({ store, link, board, replica });
  stops.add('transmit', () => {
    transmit.close();
  });
  stops.add('barriers', sendBarriersHome(store, link, ears));
  return { link, ears, board, transmit, events, tail };
}

const BARRIERS = 'barrier';

/** A server that spreads stanzas over several links may return a barrier over another one than it left by. */
function sendBarriersHome(store: Store, link: LinkSupervisor, ears: LinkEars): () => void {
  const returned = store.subscribe(BARRIERS, (id) => {
    link.barrierReturned(id);
  });
  ears.strayBarrier = (id) => {
    // A signal that is lost costs time: the barrier is asked again.
    store.publish(BARRIERS, id).catch(() => undefined);
  };
  return () => {
    returned.end();
  };
}

/** Until there is somebody to hear. */
function deaf(): LinkEars {
  const nothing = () => undefined;
  return {
    hear: nothing,
    isAwaited: () => false,
    answerTooLarge: nothing,
    up: nothing,
    down: nothing,
    strayBarrier: nothing,
    mayReconnect: () => true,
  };
}
