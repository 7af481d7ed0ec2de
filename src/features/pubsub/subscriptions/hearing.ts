/** What a service says to an identity that is subscribed, as events. */
import type { XmlElement } from '../../../core/element.ts';
import type { InboundHandler } from '../../../core/feature.ts';
import { bare } from '../../../core/jid/jid.ts';
import { createTurns } from '../../../core/turns.ts';
import type { Declarations } from '../../../reconciler/declarations.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';
import type { Event } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import type { Runtime } from '../../runtime.ts';
import { replay, toldOf, turn, type Heard, type NewsCount, type NewsDeps } from './news.ts';
import { readNotification, type Notification } from './notifications.ts';
import { sizeOf, withBaseline } from './ring.ts';
import { turnRing } from './rings.ts';
import { keyOf, placeOf, type Seen, type Wish } from './subscription.ts';

export interface HearingDeps extends NewsDeps, Pick<Runtime, 'store'> {
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  readonly declarations: Declarations<Wish, Seen>;
}

export interface CatchingUp {
  readonly wish: Wish;
  /** What is there is no news. */
  readonly isFirst: boolean;
}

export interface Hearing {
  readonly handlers: readonly InboundHandler[];
  /** What a service keeps: what was missed of it becomes events. */
  readonly catchUp: (key: string, kept: readonly XmlElement[], how: CatchingUp) => Promise<void>;
  /** The service was asked to subscribe, and may send the last item again. */
  readonly asked: (key: string) => void;
}

interface Ours {
  readonly key: string;
  /** Of the ring. */
  readonly size: number;
  readonly notification: Notification;
}

/** What a service sends again because it was asked to subscribe comes at once. */
const ECHO_MS = 10_000;
/** Subscriptions that are remembered to have asked. */
const MAX_ASKED = 5_000;

export function createHearing(deps: HearingDeps): Hearing {
  const echoes = createEchoes(deps.now);
  return {
    handlers: handlersOf(deps, echoes),
    catchUp: (key, kept, how) => catchUp(deps, key, kept, how),
    asked: echoes.asked,
  };
}

/** What services send again because they were asked to subscribe. */
interface Echoes {
  readonly asked: (key: string) => void;
  /** Once for each time that it was asked. */
  readonly take: (key: string) => boolean;
}

function createEchoes(now: () => number): Echoes {
  const askedAt = new Map<string, number>();
  return {
    asked(key) {
      askedAt.delete(key);
      askedAt.set(key, now());
      const [oldest] = askedAt.keys();
      if (askedAt.size > MAX_ASKED && oldest !== undefined) askedAt.delete(oldest);
    },
    take(key) {
      const at = askedAt.get(key) ?? -Infinity;
      askedAt.delete(key);
      return now() - at < ECHO_MS;
    },
  };
}

function handlersOf(deps: HearingDeps, echoes: Echoes): readonly InboundHandler[] {
  // What concerns one subscription is handled in the order in which it came; `inbound/unhandled.ts` bounds what waits.
  const inTurn = createTurns();
  const ours = new WeakMap<XmlElement, Ours>();
  return [
    {
      // Whether it is ours is looked up where the order of the conversation is kept.
      stage: 'claim',
      handle(stanza) {
        const read = readNotification(stanza);
        const { from = '', to = '' } = stanza.attributes;
        if (read === undefined || from === '' || from !== bare(from)) return 'passed';
        const { node, notification } = read;
        const key = keyOf({ service: from, identity: bare(to), node });
        return retryUntilAnswered(() => deps.declarations.get(key)).then((item) => {
          if (item?.wanted !== undefined) {
            ours.set(stanza, { key, notification, size: sizeOf(item.wanted) });
          }
          return 'passed';
        });
      },
    },
    {
      // Whoever sends them draws on the byte budget, which stands before.
      stage: 'record',
      handle(stanza, arrival) {
        const found = ours.get(stanza);
        if (found === undefined) return 'passed';
        const { key, notification, size } = found;
        const heard = { stanza, arrival, notification, size, isEcho: () => echoes.take(key) };
        return inTurn(key, () => hear(deps, key, heard)).then(() => 'claimed');
      },
    },
  ];
}

async function catchUp(
  deps: HearingDeps,
  key: string,
  kept: readonly XmlElement[],
  { wish, isFirst }: CatchingUp,
): Promise<void> {
  const size = sizeOf(wish);
  const items = kept.map(toldOf);
  let events: readonly Event[] = [];
  await turnRing(deps.store, key, (ring) => {
    const turned = isFirst
      ? { ring: withBaseline(ring, items, size), events: [] }
      : replay(deps, key, { ring, items, size });
    ({ events } = turned);
    return { ring: turned.ring, changes: events.map(eventChange) };
  });
  for (const event of events) {
    deps.log.stored(event, { node: placeOf(key).node });
    deps.count('replayed');
  }
}

async function hear(deps: HearingDeps, key: string, heard: Heard): Promise<void> {
  const { store, log } = deps;
  const { stanza } = heard;
  let events: readonly Event[] = [];
  let counts: readonly NewsCount[] = [];
  const isStored = await turnRing(store, key, (ring) => {
    const turned = turn(deps, key, heard, ring);
    ({ events, counts } = turned);
    const isNew = turned.ring !== ring || events.length > 0;
    return isNew ? { ring: turned.ring, changes: events.map(eventChange) } : undefined;
  });
  for (const what of counts) deps.count(what);
  if (isStored) for (const event of events) log.stored(event, { stanza: stanza.attributes['id'] });
  await changeState(deps, key, heard.notification);
}

/** What the service says of the subscription itself. */
async function changeState(
  { declarations, now }: HearingDeps,
  key: string,
  notification: Notification,
): Promise<void> {
  const state = stateAfter(notification);
  if (state === undefined) return;
  await retryUntilAnswered(() =>
    declarations.revise(key, (present) =>
      present === undefined ? undefined : { seen: { ...present, state, since: now() } },
    ),
  );
}

function stateAfter(notification: Notification): Seen['state'] | undefined {
  if (notification.news === 'deleted') return 'gone';
  if (notification.news !== 'subscription') return undefined;
  return notification.state === 'none' ? 'refused' : notification.state;
}
