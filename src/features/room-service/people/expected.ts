import type { Caller } from '../../../core/caller.ts';
import type { MessageToSend } from '../../../contract/schemas.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import { resolveAddresses } from '../../../core/addresses/identity.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare, domainOf, parseJid } from '../../../core/jid/jid.ts';
import { fullJid } from '../../../core/addresses/identity.ts';
import type { RoomPorts } from '../ports.ts';

export interface Expected {
  readonly room: string;
  /** Bare JID of the identity that sees the room. */
  readonly identity: string;
  readonly nick: string;
  readonly occupantId: string;
}

/**
 * A nickname may belong to somebody else by now. Throws `conflict` where it does, `not-in-room` where nobody looks, and
 * `feature-missing` where the room has no ids.
 */
export async function expectOccupant(
  { occupant: look }: Pick<RoomPorts, 'occupant'>,
  { room, identity, nick, occupantId }: Expected,
): Promise<void> {
  const found = await look?.({ room, identity }, nick);
  if (found === undefined) throw notThere(room, identity);
  const { seen } = found;
  if (seen === undefined) throw changed(`Nobody in ${room} is called ${nick} now.`);
  if (seen.occupantId === undefined) throw noIds(room);
  if (seen.occupantId !== occupantId) {
    throw changed(`${nick} in ${room} is somebody else by now: ${seen.occupantId}.`);
  }
}

/** A private message (XEP-0045 §7.5) as it goes to the occupant that is expected. Throws as `expectOccupant`. */
export async function privately(
  { ports, home }: { readonly ports: RoomPorts; readonly home: HomeDomains },
  caller: Caller,
  message: MessageToSend,
): Promise<MessageToSend> {
  const { expectOccupantId: occupantId = '', mucUser = {} } = message;
  const { from, to = '' } = resolveAddresses(caller, message, home);
  const { resource: nick } = parseJid(to) ?? { resource: '' };
  if (nick === '') throw notPrivate(to);
  await expectOccupant(ports, { room: bare(to), identity: bare(from), nick, occupantId });
  return { ...message, from: fullJid(from), mucUser };
}

function notPrivate(to: string): BridgeError {
  const detail = `${to} is no occupant of a room; write the room and the nickname, as room@muc.example.org/Juliet.`;
  return new BridgeError('invalid-request', detail, { errors: [{ pointer: '/to', detail }] });
}

function notThere(room: string, identity: string): BridgeError {
  return new BridgeError(
    'not-in-room',
    `Only who is in ${room} knows the ids of its occupants; let ${identity} join it first (PUT /v1/rooms/{room}/identities/{identity}).`,
  );
}

function changed(detail: string): BridgeError {
  const errors = [{ pointer: '/expectOccupantId', detail }];
  return new BridgeError('conflict', detail, { errors });
}

function noIds(room: string): BridgeError {
  const detail =
    `${room} gives occupants no ids (XEP-0421), so nobody can tell whether the nickname still belongs to the same one. Leave ` +
    '"expectOccupantId" out, or add the ids: in Prosody they are there from 0.12 on; in ejabberd, mod_muc_occupantid.';
  return new BridgeError('feature-missing', detail, {
    feature: 'urn:xmpp:occupant-id:0',
    service: domainOf(room),
  });
}
