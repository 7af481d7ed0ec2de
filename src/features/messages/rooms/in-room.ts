import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { RoomPort } from './room-port.ts';

interface ToRoom {
  readonly from: string;
  readonly to: string;
  /** The identity is declared to be in the room if it is not. */
  readonly join: boolean;
}

/**
 * The address that a message into a room leaves from, if the bridge keeps its sender there; undefined where the caller
 * has joined the room by himself. Throws what `declare` throws.
 */
export async function inRoom(
  rooms: RoomPort,
  caller: Caller,
  { from, to, join }: ToRoom,
): Promise<string | undefined> {
  const place = { identity: bare(from), room: bare(to) };
  const address = `${place.identity}/${rooms.resource}`;
  // Whoever names a resource of his own speaks as the occupant that he made himself.
  const isOwn = from !== place.identity && from !== address;
  if (isOwn && join) throw ownResource(address);
  if (isOwn) return undefined;
  if (join) await rooms.declare(caller, place);
  return join || (await rooms.isDeclared(place)) ? address : undefined;
}

function ownResource(address: string): BridgeError {
  const detail = `With "join", leave the resource out of "from": the bridge is in rooms as ${address}.`;
  return new BridgeError('invalid-request', detail, { errors: [{ pointer: '/from', detail }] });
}
