/** The operations on rooms, in an order in which each does something. */
import { expect } from 'vitest';
import type { RoomOperation } from '../../../src/features/room-service/routes.ts';
import { BOT, type World } from './world.ts';

const JULIET = 'juliet%40example.org';

export const ROOM_OPERATIONS: Readonly<Record<RoomOperation, (world: World) => Promise<unknown>>> =
  {
    async createRoom({ api, server, room }) {
      const wish = { room: cell(server.roomsDomain), nick: 'bot', config: { name: 'The cell' } };
      const headers = { 'idempotency-key': 'a-cell' };
      for (const call of [1, 2]) {
        const { status, text } = await api.post('/v1/rooms?as=bot', wish, { headers });
        expect(status, `${call}: ${text}`).toBe(201);
      }
      const taken = await api.post('/v1/rooms?as=bot', { room });
      expect(taken.status, taken.text).toBe(409);
    },
    getRoom: (world) => call(world, 'GET', ''),
    getRoomConfig: (world) => call(world, 'GET', '/config'),
    configureRoom: (world) => call(world, 'PATCH', '/config', { body: { description: 'Damp' } }),
    setRoomSubject: (world) =>
      call(world, 'PUT', '/subject', { body: { subject: 'Herbs' }, is: 202 }),
    inviteToRoom: (world) =>
      call(world, 'POST', '/invitations', { body: { to: 'juliet@example.org' }, is: 202 }),
    listRoomAffiliations: (world) => call(world, 'GET', '/affiliations'),
    changeRoomAffiliations: (world) => {
      const items = ['juliet', 'romeo'].map((name) => ({
        ...{ jid: `${name}@example.org`, affiliation: 'member' },
      }));
      return call(world, 'PATCH', '/affiliations', { body: { items } });
    },
    setRoomAffiliation: (world) =>
      call(world, 'PUT', `/affiliations/${JULIET}`, { body: { affiliation: 'admin' } }),
    getRoomAffiliation: (world) => call(world, 'GET', `/affiliations/${JULIET}`),
    listRoomOccupants: (world) => call(world, 'GET', '/occupants'),
    changeRoomOccupant: (world) =>
      call(world, 'PATCH', '/occupants/nobody', { body: { role: 'none' }, is: [404, 422] }),
    moderateMessage: (world) =>
      call(world, 'POST', '/moderations', { body: { ref: { id: 'a-curse' } }, is: 501 }),
    retractFromRoom: (world) =>
      call(world, 'POST', '/retractions', { body: { ref: { id: 'a-vow' } }, is: 202 }),
    reactInRoom: (world) =>
      call(world, 'POST', '/reactions', {
        body: { ref: { id: 'a-vow' }, emojis: ['👍'] },
        is: 202,
      }),
    async destroyRoom(world) {
      await call(world, 'DELETE', '', { body: { reason: 'It is over' }, is: 204 });
      // That it was destroyed stays to be seen until somebody takes note.
      await call(world, 'DELETE', '/identities/bot', { is: [202, 204], isPlain: true });
    },
  };

const cell = (roomsDomain: string) => `cell@${roomsDomain}`;

interface Expected {
  readonly body?: unknown;
  readonly is?: number | readonly number[];
  /** Nobody is named who acts. */
  readonly isPlain?: true;
}

async function call(
  { api, server }: World,
  method: string,
  path: string,
  { body, is = 200, isPlain }: Expected = {},
): Promise<void> {
  const room = encodeURIComponent(cell(server.roomsDomain));
  const answer = await api.call(
    method,
    `/v1/rooms/${room}${path}${isPlain ? '' : `?as=${BOT}`}`,
    body,
  );
  expect([is].flat(), `${method} ${path}: ${answer.text}`).toContain(answer.status);
}
