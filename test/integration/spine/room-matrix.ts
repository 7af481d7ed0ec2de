/** The cases of matrix-cases.ts that are about rooms. */
import type { Belongings, MatrixCase } from './matrix-cases.ts';

const NO_ROOM = 'vault%40rooms.example.org';
const asIdentity =
  (rest: string) =>
  ({ identity }: Belongings) =>
    `/v1/rooms${rest}?as=${encodeURIComponent(identity)}`;
const inRoom = ({ identity }: Belongings) =>
  `/v1/rooms/balcony%40rooms.example.org/identities/${encodeURIComponent(identity)}`;

export const ROOM_MATRIX = {
  putRoomMembership: { path: inRoom, body: () => ({}), right: 202, other: 403 },
  getRoomMembership: { path: inRoom, right: 200, other: 403 },
  listRooms: {
    path: () => '/v1/rooms',
    right: 200,
    other: { without: (mine) => mine.identity },
  },
  deleteRoomMembership: { path: inRoom, right: 202, other: 403 },
  // Whose identity does not go with the key is refused; otherwise the room says that it is not there.
  createRoom: {
    path: asIdentity(''),
    body: () => ({ room: 'vault@example.org' }),
    right: 501,
    other: 403,
  },
  getRoom: { path: asIdentity(`/${NO_ROOM}`), right: 404, other: 403 },
  destroyRoom: { path: asIdentity(`/${NO_ROOM}`), right: 404, other: 403 },
  getRoomConfig: { path: asIdentity(`/${NO_ROOM}/config`), right: 404, other: 403 },
  configureRoom: {
    path: asIdentity(`/${NO_ROOM}/config`),
    body: () => ({ public: false }),
    right: 404,
    other: 403,
  },
  setRoomSubject: {
    path: asIdentity(`/${NO_ROOM}/subject`),
    body: () => ({ subject: 'A glooming peace' }),
    right: 202,
    other: 403,
  },
  inviteToRoom: {
    path: asIdentity(`/${NO_ROOM}/invitations`),
    body: ({ to }) => ({ to }),
    right: 202,
    other: 403,
  },
  listRoomAffiliations: { path: asIdentity(`/${NO_ROOM}/affiliations`), right: 404, other: 403 },
  changeRoomAffiliations: {
    path: asIdentity(`/${NO_ROOM}/affiliations`),
    body: () => ({ items: [{ jid: 'romeo@example.org', affiliation: 'member' }] }),
    right: 200,
    other: 403,
  },
  getRoomAffiliation: {
    path: asIdentity(`/${NO_ROOM}/affiliations/romeo%40example.org`),
    right: 404,
    other: 403,
  },
  setRoomAffiliation: {
    path: asIdentity(`/${NO_ROOM}/affiliations/romeo%40example.org`),
    body: () => ({ affiliation: 'member' }),
    right: 404,
    other: 403,
  },
  listRoomOccupants: { path: asIdentity(`/${NO_ROOM}/occupants`), right: 404, other: 403 },
  changeRoomOccupant: {
    path: asIdentity(`/${NO_ROOM}/occupants/Tybalt`),
    body: () => ({ role: 'none' }),
    right: 404,
    other: 403,
  },
  moderateMessage: {
    path: asIdentity(`/${NO_ROOM}/moderations`),
    body: () => ({ ref: { id: 'a-curse' } }),
    right: 404,
    other: 403,
  },
  retractFromRoom: {
    path: asIdentity(`/${NO_ROOM}/retractions`),
    body: () => ({ ref: { id: 'a-vow' } }),
    right: 202,
    other: 403,
  },
  reactInRoom: {
    path: asIdentity(`/${NO_ROOM}/reactions`),
    body: () => ({ ref: { id: 'a-vow' }, emojis: ['👍'] }),
    right: 202,
    other: 403,
  },
} satisfies Record<string, MatrixCase>;
