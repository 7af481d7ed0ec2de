import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { Limits } from '../access/limits/limits.ts';
import type { EventLog } from '../events/event-log.ts';
import type { ExpectOccupant } from '../messages/expecting.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Runtime } from '../runtime.ts';
import { createAskRoom, type AskRoomDeps } from './asking.ts';
import { createEntrance } from './creation/entrance.ts';
import { roomInbound } from './inbound.ts';
import { NS_DIRECT } from './invitations.ts';
import { ROOM_SERVICE_METRICS } from './metrics.ts';
import { privately } from './people/expected.ts';
import type { RoomPorts } from './ports.ts';
import { roomServiceRoutes } from './routes.ts';
import { createService, type RoomService } from './service.ts';

export interface RoomServiceFeature extends Feature {
  readonly routes: ReturnType<typeof roomServiceRoutes>;
  /** For private messages that say whom they are for. */
  readonly expectOccupant: ExpectOccupant;
}

export interface RoomServiceFeatureDeps {
  readonly log: EventLog;
  readonly limits: Limits;
  /** Asks a raw IQ request and resolves with its result. */
  readonly ask: AskRoomDeps['ask'];
  readonly outgoing: Outgoing;
  readonly ports: RoomPorts;
}

/** Rooms themselves, and their people: what an identity may do to a room, whether or not it is kept in it. */
export function createRoomService(
  runtime: Runtime,
  { log, limits, ask, outgoing, ports }: RoomServiceFeatureDeps,
): RoomServiceFeature {
  const entrance = createEntrance(runtime);
  const created = createTally(['created', 'failed'] as const);
  const news = createTally(['invited', 'moderated'] as const);
  const service = createService({
    ...runtime,
    ports,
    outgoing,
    entrance,
    find: (caller, id) => outgoing.find(caller, id),
    ask: createAskRoom({ ask, take: limits.stanzas }),
  });
  const create = counting((result) => created.count(result), service);
  return {
    name: 'room-service',
    expectOccupant: (caller, message) => privately({ ...runtime, ports }, caller, message),
    routes: roomServiceRoutes({ ...service, create }),
    inbound: [entrance.handler, roomInbound({ ...runtime, log, ports, count: news.count })],
    disco: { features: [NS_DIRECT] },
    metrics: collectors(ROOM_SERVICE_METRICS, {
      roomsCreated: () =>
        created.counts().map(([result, value]) => ({ labels: { result }, value })),
      roomNews: () => news.counts().map(([what, value]) => ({ labels: { what }, value })),
    }),
  };
}

function counting(
  count: (result: 'created' | 'failed') => void,
  service: Pick<RoomService, 'create'>,
): RoomService['create'] {
  return async (...call) => {
    try {
      const room = await service.create(...call);
      count('created');
      return room;
    } catch (error) {
      count('failed');
      throw error;
    }
  };
}
