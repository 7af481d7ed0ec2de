/** Who acts in which room, from what a caller wrote. */
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { invalidAddress, requireAddress } from '../../core/addresses/address-advice.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { checkRecipient, fullJid, mayUse, resolveFrom } from '../../core/addresses/identity.ts';
import { bare, parseJid, prepareJid } from '../../core/jid/jid.ts';
import type { RoomPorts } from './ports.ts';

export interface Actor {
  readonly caller: Caller;
  /** Bare JID of the room. */
  readonly room: string;
  /** Bare JID of the identity. */
  readonly identity: string;
  /** Its full JID. */
  readonly from: string;
}

export interface ActorDeps {
  readonly home: HomeDomains;
  readonly ports: Pick<RoomPorts, 'members'>;
}

/** As callers name them. */
export interface Named {
  readonly room: string;
  readonly as?: string | undefined;
}

/**
 * Throws `invalid-address` for what is no address of a room, `identity-forbidden` and `recipient-forbidden` for what the key
 * may not. Without `as`, an identity of the key that is in the room acts.
 */
export async function actorOf(
  { home, ports }: ActorDeps,
  caller: Caller,
  { room: text, as }: Named,
  pointer = '/path/room',
): Promise<Actor> {
  const room = roomAddress(text, home, pointer);
  checkRecipient(caller, room, { pointer });
  const wanted = as ?? (await insider(ports, caller, room, home.domain));
  const identity = speaker(caller, wanted, home.domain);
  return { caller, room, identity: bare(identity), from: fullJid(identity) };
}

/** The prepared bare JID of a room. */
export function roomAddress(text: string, home: HomeDomains, pointer: string): string {
  const room = requireAddress(text, home, pointer);
  const { local, resource } = parseJid(room) ?? { local: '', resource: '' };
  if (local !== '' && resource === '') return room;
  const example = `room@${local === '' ? room : 'muc.example.org'}`;
  throw invalidAddress(
    `${room} is not the address of a room; write its bare JID, as ${example}.`,
    pointer,
  );
}

/** The prepared bare JID of a person, or a domain. */
export function bareAddress(text: string, home: HomeDomains, pointer: string): string {
  return bare(requireAddress(text, home, pointer));
}

/** The address of an occupant; undefined where no room could have such a nickname. */
export function occupantAddress(room: string, nick: string): string | undefined {
  return nick === '' ? undefined : prepareJid(`${room}/${nick}`);
}

async function insider(
  { members }: ActorDeps['ports'],
  caller: Caller,
  room: string,
  domain: string,
): Promise<string | undefined> {
  const known = (await members?.(room)) ?? [];
  return known.find(({ identity }) => mayUse(caller, identity, domain))?.identity;
}

function speaker(caller: Caller, as: string | undefined, domain: string): string {
  try {
    return resolveFrom(caller, as, domain);
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    const errors = error.facts.errors?.map((fault) => ({ ...fault, pointer: '/query/as' }));
    const detail = error.message.replace('"from"', '"as"');
    throw new BridgeError(error.code, detail, errors === undefined ? {} : { errors });
  }
}
