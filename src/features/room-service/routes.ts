/** The operations on rooms. */
import { pageOf, readListPage, type Page } from '../../core/paging.ts';
import { json, type Call, type Routes } from '../../core/route.ts';
import { toSendRecord } from '../messages/ledger/ledger.ts';
import type { LedgerRecord } from '../messages/ledger/record.ts';
import type { RoomService } from './service.ts';

export type RoomOperation =
  | 'createRoom'
  | 'getRoom'
  | 'destroyRoom'
  | 'getRoomConfig'
  | 'configureRoom'
  | 'setRoomSubject'
  | 'inviteToRoom'
  | PeopleOperation
  | 'moderateMessage'
  | 'retractFromRoom'
  | 'reactInRoom';

type PeopleOperation =
  | 'listRoomAffiliations'
  | 'changeRoomAffiliations'
  | 'getRoomAffiliation'
  | 'setRoomAffiliation'
  | 'listRoomOccupants'
  | 'changeRoomOccupant';

const scope = 'rooms:manage' as const;

/** As every operation names the room and who acts. */
type InRoom = Pick<Call<'getRoom'>, 'caller' | 'path' | 'query'>;

export function roomServiceRoutes(service: RoomService): Pick<Routes, RoomOperation> {
  const actor = ({ caller, path, query }: InRoom) =>
    service.acting(caller, { room: path.room, as: query.as });
  return {
    createRoom: {
      scope,
      async handler({ caller, query, body, options }) {
        const created = await service.create(caller, query.as, body, options);
        return json(201, created, { location: `/v1/rooms/${encodeURIComponent(created.room)}` });
      },
    },
    getRoom: { scope, handler: async (call) => json(200, await service.look(await actor(call))) },
    destroyRoom: {
      scope,
      async handler(call) {
        await service.destroy(await actor(call), call.body ?? {});
        return { status: 204 };
      },
    },
    getRoomConfig: {
      scope,
      handler: async (call) => json(200, await service.config(await actor(call))),
    },
    configureRoom: {
      scope,
      handler: async (call) => json(200, await service.configure(await actor(call), call.body)),
    },
    ...peopleRoutes(service, actor),
    ...speakingRoutes(service, actor),
  };
}

type ActorOf = (call: InRoom) => ReturnType<RoomService['acting']>;

function peopleRoutes(service: RoomService, actor: ActorOf): Pick<Routes, PeopleOperation> {
  return {
    listRoomAffiliations: {
      scope,
      async handler(call) {
        const { query } = call;
        const who = await actor(call);
        const list = `affiliations ${who.room} ${query.affiliation ?? ''}`;
        const read = async (wanted: Page) =>
          pageOf(await service.affiliations(who, query.affiliation), wanted, ({ jid }) => jid);
        return json(200, await readListPage(list, query, read));
      },
    },
    changeRoomAffiliations: {
      scope,
      handler: async (call) =>
        json(200, await service.setAffiliations(await actor(call), call.body)),
    },
    getRoomAffiliation: {
      scope,
      handler: async (call) =>
        json(200, await service.affiliation(await actor(call), call.path.jid)),
    },
    setRoomAffiliation: {
      scope,
      handler: async (call) =>
        json(200, await service.setAffiliation(await actor(call), call.path.jid, call.body)),
    },
    listRoomOccupants: {
      scope,
      async handler(call) {
        const who = await actor(call);
        const { items, ...rest } = await service.occupants(who);
        const page = await readListPage(`occupants ${who.room}`, call.query, (wanted) =>
          Promise.resolve(pageOf(items, wanted, ({ nick }) => nick)),
        );
        return json(200, { ...rest, ...page });
      },
    },
    changeRoomOccupant: {
      scope,
      handler: async (call) =>
        json(200, await service.setRole(await actor(call), call.path.nick, call.body)),
    },
  };
}

type SpeakingOperation = Exclude<
  RoomOperation,
  PeopleOperation | 'createRoom' | 'getRoom' | 'destroyRoom' | 'getRoomConfig' | 'configureRoom'
>;

function speakingRoutes(service: RoomService, actor: ActorOf): Pick<Routes, SpeakingOperation> {
  return {
    setRoomSubject: {
      scope,
      handler: async (call) =>
        sent(await service.subject(await actor(call), call.body.subject, call.options)),
    },
    inviteToRoom: {
      scope,
      handler: async (call) =>
        sent(await service.invite(await actor(call), call.body, call.options)),
    },
    moderateMessage: {
      scope,
      handler: async (call) =>
        json(200, await service.moderate(await actor(call), call.body.ref, call.body.reason)),
    },
    retractFromRoom: {
      scope,
      handler: async (call) =>
        sent(await service.retract(await actor(call), call.body, call.options)),
    },
    reactInRoom: {
      scope,
      handler: async (call) =>
        sent(await service.react(await actor(call), call.body, call.options)),
    },
  };
}

function sent(record: LedgerRecord) {
  const location = `/v1/messages/${encodeURIComponent(record.id)}`;
  return json(202, toSendRecord(record), { location });
}
