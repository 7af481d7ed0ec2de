/** Why a room cannot be made, for a person who can change it. Pure. */
import type { StanzaError } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import { domainOf } from '../../../core/jid/jid.ts';
import { stanzaErrorWords } from '../../../core/words/stanza-error-words.ts';
import { NS_MUC } from '../asking.ts';

const NO_RIGHT = new Set(['forbidden', 'not-allowed', 'not-authorized']);

/** Of the room's answer to the presence that would have made it. */
export function roomRefused(room: string, nick: string, stanzaError: StanzaError): BridgeError {
  const words = stanzaErrorWords({ kind: 'presence', to: `${room}/${nick}` }, stanzaError);
  const { condition } = stanzaError;
  const isAboutRights = NO_RIGHT.has(condition);
  const cure = isAboutRights ? ` ${mayCreate(domainOf(room))}` : (CURES[condition] ?? '');
  return new BridgeError('room-refused', words + cure, { stanzaError });
}

/** COMPAT: Prosody and ejabberd take no character in a nickname that came after Unicode 3.2, which is most emoji. */
const OLD_CHARACTERS =
  ' Prosody and ejabberd take no characters in nicknames that are newer than Unicode 3.2, such as most emoji; choose a plainer one.';
const CURES: Readonly<Record<string, string | undefined>> = {
  'jid-malformed': OLD_CHARACTERS,
  'bad-request': OLD_CHARACTERS,
};

function mayCreate(service: string): string {
  return (
    `If identities of the bridge are not to create rooms on ${service}, somebody else has to. To let them: in Prosody, take ` +
    `restrict_room_creation out of Component "${service}" "muc"; in ejabberd, let access_create and access_persistent of ` +
    'mod_muc admit the bridge (acl: {bridge: {server: …}}). See docs/rooms.md.'
  );
}

/** There is nobody at the address who could have rooms. */
export function noRooms(service: string): BridgeError {
  const detail =
    `${service} has no rooms. Look for the address of your room service, or add one: in Prosody, Component "${service}" "muc"; ` +
    `in ejabberd, mod_muc with hosts: ["${service}"]. See docs/rooms.md.`;
  return new BridgeError('feature-missing', detail, { feature: NS_MUC, service });
}

export function exists(room: string): BridgeError {
  const detail = `${room} exists. Configure it with PATCH /v1/rooms/{room}/config, or choose another address.`;
  return new BridgeError('conflict', detail);
}

export function isGone(room: string, stanzaError: StanzaError | undefined): BridgeError {
  const { uri = '' } = stanzaError ?? {};
  const instead = uri === '' ? '' : ` It names ${uri} instead.`;
  return new BridgeError(
    'conflict',
    `${room} was destroyed, and its service keeps the address for a while (Prosody: muc_tombstone_expiry).${instead} Choose another address.`,
  );
}

export function cannotStay(room: string): BridgeError {
  return new BridgeError(
    'feature-missing',
    `${room} is not persistent, so it would be gone as soon as the identity leaves; it was destroyed again. Leave "join" out, or let ` +
      'identities make persistent rooms: in Prosody 13, server_user_role = "prosody:registered" in the section of the MUC ' +
      'component; in ejabberd, access_persistent of mod_muc.',
    { feature: 'muc_persistent', service: domainOf(room) },
  );
}

export function noWord(room: string, nick: string): BridgeError {
  return new BridgeError(
    'iq-timeout',
    `${room} did not answer to ${nick} in time; it may be slow or away. Nothing was made, as far as the bridge knows.`,
  );
}
