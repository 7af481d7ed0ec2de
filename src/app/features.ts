import type { Facade } from '../core/facade.ts';
import type { Feature } from '../core/feature.ts';
import type { OperationId, Routes } from '../core/route.ts';
import { createModRest } from '../facades/mod-rest/door.ts';
import { modRestFormat } from '../facades/mod-rest/webhook-format.ts';
import { createAccess } from '../features/access/feature.ts';
import { createAudit } from '../features/audit/feature.ts';
import { afterTaking } from '../features/access/limits/limits.ts';
import { createCommands } from '../features/commands/feature.ts';
import { createEntities } from '../features/entities/feature.ts';
import { createEventLog } from '../features/events/event-log.ts';
import { createEventsFeature } from '../features/events/feature.ts';
import { createScans } from '../features/events/scans.ts';
import { EventTail } from '../features/events/tail.ts';
import { createFleet } from '../features/fleet/feature.ts';
import { createHooks } from '../features/hooks/feature.ts';
import { createIdentities } from '../features/identities/feature.ts';
import { createIq } from '../features/iq/feature.ts';
import { createOffered } from '../features/offered/feature.ts';
import { createMessages } from '../features/messages/feature.ts';
import type { Outgoing } from '../features/messages/outgoing.ts';
import { createProvision } from '../features/provision/feature.ts';
import { createPubsub } from '../features/pubsub/feature.ts';
import { createRoomService } from '../features/room-service/feature.ts';
import { createRooms } from '../features/rooms/feature.ts';
import type { Runtime } from '../features/runtime.ts';
import { createStatus } from '../features/status/feature.ts';
import { createStreamsFeature } from '../features/streams/feature.ts';
import { createWebhooks } from '../features/webhooks/feature.ts';

/**
 * The features, in the order in which they start; they stop in reverse. `events` comes before those that store what comes
 * in, as it refuses what is over the byte budget; `rooms` before those that would take answers of rooms for their own.
 */
export function createFeatures(runtime: Runtime) {
  const log = createEventLog(runtime);
  const tail = new EventTail(runtime.store);
  const access = createAccess(runtime);
  const audit = createAudit(runtime);
  const { limits, keyCache } = access;
  const scans = createScans(limits.requests);
  const rooms = createRooms(runtime, {
    log,
    requeue: (bounce) => messages.requeue(bounce),
    hearPast: (message) => messages.hearPast(message),
  });
  const iq = createIq(runtime, {
    log,
    limits,
    webhookWants: (asked) => webhooks.wantsIq(asked),
    queueReply: (reply, commit) => messages.queueReply(reply, commit),
  });
  const askCounted: typeof iq.askRaw = (caller, ...rest) =>
    afterTaking(limits.stanzas, caller, () => iq.askRaw(caller, ...rest));
  const entities = createEntities(runtime, { ask: askCounted, askUncounted: iq.askRaw });
  const commands = createCommands(runtime, { ask: askCounted, items: entities.items });
  const identities = createIdentities(runtime, {
    log,
    featuresOf: entities.caps.featuresOf,
    forgotten: (identity) => offered.forget(identity),
  });
  const offered = createOffered(runtime, {
    ...{ log, offerers: identities.offerers, requests: iq.requests },
    queueReply: (reply, commit) => messages.queueReply(reply, commit),
  });
  const fleet = createFleet(runtime, {
    limits,
    ask: iq.askUncounted,
    contactsOf: identities.contactsOf,
  });
  const { connected, reading } = iq.readers;
  const messages = createMessages(runtime, {
    ...{ log, limits, rooms: rooms.port, ask: iq.askRaw },
    presenceSent: identities.presenceSent,
    expectOccupant: (caller, message) => roomService.expectOccupant(caller, message),
  });
  const { outgoing } = messages;
  const roomService = createRoomService(runtime, {
    ...{ log, limits, outgoing, ask: iq.askRaw },
    ports: { ...rooms.port, invites: identities.invites },
  });
  const pubsub = createPubsub(runtime, { log, limits, ask: iq.askRaw });
  const streams = createStreamsFeature(runtime, { keyCache, tail, scans, connected });
  const { placeOf } = streams.consumers;
  const webhooks = createWebhooks(runtime, {
    ...{ keyCache, tail, outgoing },
    answerIq: iq.answer,
    answerCommand: offered.answer,
    modRest: modRestFormat(runtime.gate),
  });
  const hooks = createHooks(runtime, { keyCache, outgoing, log, ask: iq.askRaw });
  const events = createEventsFeature(runtime, {
    log,
    tail,
    scans,
    reading,
    placeOf: (caller, consumer) => placeOf(caller, consumer, 'oldest'),
    heldAt: webhooks.heldAt,
  });
  const status = createStatus(runtime, {
    outbox: messages.depth,
    pendingIqs: iq.pending,
    refusal: messages.layout.refusal,
  });
  const provision = createProvision(runtime, {
    remember: async (operation, audited) => audit.auditOf(operation)?.(audited),
  });
  // `roomService` before `rooms`: what it makes itself may be declared already; before `messages`: what it makes events of is no message.
  // So is `pubsub`. `offered` before `identities`, which have no nodes besides.
  // `rooms` before `identities`, whose contacts are not occupants; both before `iq`, which takes every request that is left.
  const list = [
    ...([access, audit, events, entities, commands] as const),
    ...([roomService, pubsub, rooms, offered, identities, iq, fleet, messages] as const),
    ...([streams, webhooks, hooks, provision, status] as const),
  ] as const;
  return {
    list,
    routes: routesOf(list),
    doors: hooks.doors,
    facades: facadesOf(runtime, outgoing),
    access,
    audit,
    iq,
    messages,
    streams,
    status,
  };
}

/** Dialects of other APIs that are switched on. */
function facadesOf(runtime: Runtime, outgoing: Outgoing): readonly Facade[] {
  const { modRest, maxIqWait: maxWaitMs } = runtime.settings;
  return modRest === 'enabled' ? [createModRest({ ...runtime, outgoing, maxWaitMs })] : [];
}

/** The operations that a feature serves. */
type Served<F extends Feature> = F extends { readonly routes: infer R } ? keyof R : never;

/** The operations that more than one feature serves. */
type Twice<List extends readonly Feature[]> = List extends readonly [
  infer First extends Feature,
  ...infer Rest extends readonly Feature[],
]
  ? Extract<Served<First>, Served<Rest[number]>> | Twice<Rest>
  : never;

type Unserved<List extends readonly Feature[]> = Exclude<OperationId, Served<List[number]>>;

/** Each operation of the contract is served by exactly one feature, or the compiler names those that are not. */
function routesOf<const List extends readonly Feature[]>(
  list: List & ([Unserved<List> | Twice<List>] extends [never] ? unknown : Mismatch<List>),
): Routes {
  return Object.assign({}, ...list.map(({ routes }) => routes)) as Routes;
}

interface Mismatch<List extends readonly Feature[]> {
  readonly unserved: Unserved<List>;
  readonly twice: Twice<List>;
}
