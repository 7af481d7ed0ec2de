import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { roomInbound, type RoomInboundDeps } from './inbound.ts';
import { readLast } from './last-heard.ts';
import { createMemberships } from './membership/memberships.ts';
import type { Told } from './membership/transition.ts';
import { ROOM_METRICS } from './metrics.ts';
import { roomsPort, type Rooms } from './port.ts';
import { roomRoutes } from './routes.ts';

export interface RoomsFeature extends Feature {
  readonly routes: ReturnType<typeof roomRoutes>;
  readonly port: Rooms;
}

export interface RoomsDeps extends Pick<RoomInboundDeps, 'requeue'> {
  readonly log: EventLog;
}

/** Identities in rooms: declared once, and kept there. */
export function createRooms(runtime: Runtime, { log, requeue }: RoomsDeps): RoomsFeature {
  const { settings, store, home } = runtime;
  const tally = createTally<string>();
  const memberships = createMemberships({
    ...runtime,
    log,
    limit: settings.maxRooms,
    random: Math.random,
    historyFor: (_key, { history }) => Promise.resolve({ maxStanzas: history.maxStanzas }),
    changed: (_key, told) => {
      if (told !== undefined) tally.count(countedAs(told));
    },
  });
  const counts = (what: string) =>
    tally
      .counts()
      .filter(([name]) => name.startsWith(what))
      .map(([name, value]) => ({ value, name: name.slice(what.length) }));
  return {
    name: 'rooms',
    routes: roomRoutes({
      declarations: memberships.declarations,
      home,
      lastHeard: (keys) => readLast(store, keys),
    }),
    port: roomsPort(memberships.declarations),
    inbound: roomInbound({ ...memberships, requeue }),
    metrics: collectors(ROOM_METRICS, {
      joins: () => counts('joined ').map(({ name, value }) => ({ labels: { which: name }, value })),
      leaves: () => counts('left ').map(({ name, value }) => ({ labels: { cause: name }, value })),
    }),
  };
}

function countedAs({ type, data }: Told): string {
  if (type === 'room.left') return `left ${data.cause}`;
  return `joined ${data.again ? 'again' : 'first'}`;
}
