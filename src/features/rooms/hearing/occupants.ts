/** The other occupants, as their presence told them: for each membership, a record for each nickname. */
import { createHash } from 'node:crypto';
import type { MucUser, RoomOccupantData } from '../../../contract/schemas.ts';
import type { XmlElement } from '../../../core/element.ts';
import { parseJid } from '../../../core/jid/jid.ts';
import { present } from '../../../core/present.ts';
import type { Change, Space, Store } from '../../../store/store.ts';
import { itemOf, mucUserOf, occupantIdOf } from '../membership/heard.ts';

/** Nobody tells of an occupant that went while the link was away: it is forgotten after this. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const OCCUPANTS: Space = { name: 'room-occupant', ttl: KEPT_MS };

export interface Occupant {
  readonly role?: NonNullable<RoomOccupantData['role']>;
  readonly affiliation?: NonNullable<RoomOccupantData['affiliation']>;
  readonly occupantId?: string;
  readonly jid?: string;
}

/** Of a length that no occupant decides. */
function idOf(key: string, nick: string): string {
  return createHash('sha256').update(`${key}/${nick}`).digest('base64url').slice(0, 22);
}

export async function readOccupant(
  store: Pick<Store, 'get'>,
  key: string,
  nick: string,
): Promise<Occupant | undefined> {
  const stored = await store.get(OCCUPANTS, idOf(key, nick));
  return stored && (JSON.parse(stored.value) as Occupant);
}

export function occupantChange(key: string, nick: string, occupant: Occupant | undefined): Change {
  const id = idOf(key, nick);
  if (occupant === undefined) return { do: 'delete', space: OCCUPANTS, id };
  return { do: 'put', space: OCCUPANTS, id, value: JSON.stringify(occupant) };
}

/** What a presence says of another occupant. */
export interface Told {
  readonly nick: string;
  /** Undefined: gone. */
  readonly occupant: Occupant | undefined;
  readonly newNick?: string;
  readonly x: MucUser;
}

/** Undefined for what is no presence of an occupant. Pure. */
export function toldOf(presence: XmlElement): Told | undefined {
  const { type, from = '' } = presence.attributes;
  const nick = parseJid(from)?.resource ?? '';
  if (nick === '' || (type !== undefined && type !== 'unavailable')) return undefined;
  const x = mucUserOf(presence);
  const { role, affiliation, jid, nick: newNick } = itemOf(x);
  const occupantId = occupantIdOf(presence);
  if (type === 'unavailable') {
    const renamed = x.statuses?.includes(303) === true ? newNick : undefined;
    return present<Told>({ nick, occupant: undefined, newNick: renamed, x });
  }
  return { nick, occupant: present<Occupant>({ role, affiliation, occupantId, jid }), x };
}

/** The event of a presence; undefined where nothing is new. Pure. */
export function newsOf(
  room: string,
  before: Occupant | undefined,
  { nick, occupant, newNick, x }: Told,
): RoomOccupantData | undefined {
  const change = changeOf(before, occupant, newNick);
  if (change === undefined) return undefined;
  const { role, affiliation, jid, occupantId } = occupant ?? before ?? {};
  const { actor, reason } = itemOf(x);
  const { statuses } = x;
  return present<RoomOccupantData>({
    room,
    change,
    nick,
    newNick,
    role: occupant === undefined ? undefined : role,
    affiliation: itemOf(x).affiliation ?? affiliation,
    jid,
    occupantId,
    statuses: statuses?.length ? statuses : undefined,
    actor: actor?.nick ?? actor?.jid,
    reason,
  });
}

function changeOf(
  before: Occupant | undefined,
  after: Occupant | undefined,
  newNick: string | undefined,
): RoomOccupantData['change'] | undefined {
  if (after === undefined) return newNick === undefined ? 'left' : 'renamed';
  if (before === undefined) return 'joined';
  return before.role === after.role && before.affiliation === after.affiliation
    ? undefined
    : 'changed';
}
