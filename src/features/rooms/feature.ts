import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import { watchLosses, type LinkLosses } from '../../link/losses.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { roomInbound, type RoomInboundDeps } from './inbound.ts';
import { hearInRoom } from './hearing/hearing.ts';
import { hearOther } from './hearing/others.ts';
import { createReached } from './hearing/reached.ts';
import { createTrail, readLast } from './last-heard.ts';
import { createHandover } from './membership/handover.ts';
import { createMemberships, doubtAll } from './membership/memberships.ts';
import type { Told } from './membership/told.ts';
import { ROOM_METRICS } from './metrics.ts';
import { roomsPort, type Rooms } from './port.ts';
import { roomRoutes } from './routes.ts';

export interface RoomsFeature extends Feature {
  readonly routes: ReturnType<typeof roomRoutes>;
  readonly port: Rooms;
}

export interface RoomsDeps extends Pick<RoomInboundDeps, 'requeue' | 'hearPast'> {
  readonly log: EventLog;
}

/** Identities in rooms: declared once, and kept there. */
export function createRooms(runtime: Runtime, { log, requeue, hearPast }: RoomsDeps): RoomsFeature {
  const { settings, store, home, now, link } = runtime;
  const tally = createTally<string>(['joined first', 'joined again', 'left left', 'left kicked']);
  const reached = createReached();
  const trail = createTrail({
    ...{ store, now, limit: settings.maxRooms },
    link: () => link.state().since,
  });
  const isOneLink = settings.linkMode === 'leader';
  const losses = watchAll(runtime, (since) => doubtAll(declarations, since));
  const memberships = createMemberships({
    ...runtime,
    ...{ log, isOneLink },
    lostSince: () => (isOneLink ? Promise.resolve(undefined) : losses.since()),
    limit: settings.maxRooms,
    random: Math.random,
    trail,
    wasHandedOver: createHandover(runtime),
    isWhole: (key) => reached.isWhole(key),
    changed: (key, told, seen) => {
      if (told !== undefined) tally.count(countedAs(told));
      reached.follow(key, seen.catchUp?.mark);
    },
  });
  const { declarations } = memberships;
  const hearing = { store, declarations, trail, now, reached: reached.told };
  const counts = (what: string) =>
    tally
      .counts()
      .filter(([name]) => name.startsWith(what))
      .map(([name, value]) => ({ value, name: name.slice(what.length) }));
  return {
    name: 'rooms',
    ...(!isOneLink && store.kind !== 'memory' && { start: losses.start, stop: losses.stop }),
    routes: roomRoutes({
      declarations,
      home,
      lastHeard: (keys) => readLast(store, keys),
    }),
    port: roomsPort({ ...memberships, store }, (message) => hearInRoom(hearing, message)),
    inbound: roomInbound({
      ...memberships,
      ...{ requeue, hearPast },
      hearOther: (item, presence) => hearOther({ store, log }, item, presence),
    }),
    metrics: collectors(ROOM_METRICS, {
      gaps: () => counts('gaps')[0]?.value ?? 0,
      joins: () => counts('joined ').map(({ name, value }) => ({ labels: { which: name }, value })),
      leaves: () => counts('left ').map(({ name, value }) => ({ labels: { cause: name }, value })),
    }),
  };
}

function countedAs({ type, data }: Told): string {
  if (type === 'room.gap') return 'gaps';
  if (type === 'room.left') return `left ${data.cause}`;
  return `joined ${data.again ? 'again' : 'first'}`;
}

const RETRY_MS = 500;

/** What went with a link of any replica is caught up with. */
function watchAll(runtime: Runtime, doubt: (since: number) => Promise<void>): LinkLosses {
  const { logger, stopping: signal } = runtime;
  const failed = (error: unknown) => {
    logger.debug({ reason: String(error) }, 'rooms do not all catch up yet');
  };
  return watchLosses({
    ...runtime,
    lost(since) {
      logger.info({ since }, 'a link went: rooms catch up from then on');
      void retryUntilAborted(() => doubt(since), { every: RETRY_MS, signal, failed });
    },
  });
}
