/** From what a caller wrote to a place and a wish. Pure. */
import type { RoomMembershipToPut } from '../../contract/schemas.ts';
import type { Caller } from '../../core/caller.ts';
import { invalidAddress, requireAddress } from '../../core/addresses/address-advice.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { checkRecipient, resolveFrom } from '../../core/addresses/identity.ts';
import { BridgeError } from '../../core/errors.ts';
import { bare, domainOf, parseJid } from '../../core/jid/jid.ts';
import { present } from '../../core/present.ts';
import type { Place, Wish } from './membership/membership.ts';

const AT = '/path/room';

/**
 * The room and the identity of a path. Throws `invalid-address`, `identity-forbidden` and `recipient-forbidden`, as for a
 * message.
 */
export function placeIn(caller: Caller, { room, identity }: Place, home: HomeDomains): Place {
  const prepared = requireAddress(room, home, AT);
  const jid = parseJid(prepared);
  if (jid === undefined || jid.local === '' || jid.resource !== '') {
    throw invalidAddress('A room is a bare JID such as ops@rooms.example.org; encode it once.', AT);
  }
  if (jid.domain === home.domain) {
    throw invalidAddress(`${home.domain} is the bridge itself, and has no rooms.`, AT);
  }
  const speaker = bare(resolveFrom(caller, identity, home.domain));
  checkRecipient(caller, prepared, { pointer: AT });
  return { room: prepared, identity: speaker };
}

/** What the contract has a default for may be left out. */
type Given = Partial<RoomMembershipToPut>;

/** Throws `invalid-request` for a nickname that is none. */
export function wishOf({ identity, room }: Place, body: Given): Wish {
  const { nick, password, presence, config } = body;
  const { nickConflict = 'suffix', hear = 'all', create = 'never' }: Given = body;
  const { onKick = 'stayOut', follow = false }: Given = body;
  const history: Partial<Wish['history']> = body.history ?? {};
  const { catchUp = true, maxStanzas = 0 } = history;
  return present<Wish>({
    nick: nickIn(room, nick ?? localOf(identity)),
    password,
    nickConflict,
    history: { catchUp, maxStanzas },
    hear,
    presence,
    create,
    config,
    onKick,
    follow,
  });
}

/** The domain itself has no local part: its first label stands for it. */
function localOf(identity: string): string {
  const local = parseJid(identity)?.local ?? '';
  return local === '' ? (domainOf(identity).split('.')[0] ?? '') : local;
}

function nickIn(room: string, nick: string): string {
  const prepared = parseJid(`${room}/${nick}`)?.resource;
  if (prepared !== undefined) return prepared;
  const detail = 'The nickname has characters that no nickname may have, or is too long.';
  throw new BridgeError('invalid-request', detail, { errors: [{ pointer: '/nick', detail }] });
}
