/** What becomes of what is said in a room that an identity is kept in. */
import { createHash } from 'node:crypto';
import type {
  HeardInRoom,
  RoomConfiguredData,
  RoomSubjectData,
} from '../../../contract/schemas.ts';
import { childNamed, childElements, type XmlElement } from '../../../core/element.ts';
import { bare, parseJid } from '../../../core/jid/jid.ts';
import { present } from '../../../core/present.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { childText } from '../../../stanza/element-helpers.ts';
import type { Change, Space, Store } from '../../../store/store.ts';
import { lastChange, type Heard, type Trail } from '../last-heard.ts';
import type { Membership, Memberships } from '../membership/memberships.ts';
import { keyIn } from '../membership/memberships.ts';
import { isSubject, mucUserOf, occupantIdOf } from '../membership/heard.ts';
import { placeOf, type Seen, type Wish } from '../membership/membership.ts';
import { isMentioned } from './mentioned.ts';
import { readOccupant, type Occupant } from './occupants.ts';

const NS_SID = 'urn:xmpp:sid:0';
const NS_DELAY = 'urn:xmpp:delay';
/** The last subject of each membership, so that it is told once, not at each join. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const SUBJECTS: Space = { name: 'room-subject', ttl: KEPT_MS };

/** As the recording of messages wants it. */
export interface RoomHeard {
  readonly event:
    | { readonly type: 'message.received'; readonly mark: HeardInRoom }
    | { readonly type: 'room.subject'; readonly data: RoomSubjectData }
    | { readonly type: 'room.configured'; readonly data: RoomConfiguredData }
    | undefined;
  readonly changes: readonly Change[];
}

export interface HearingDeps {
  readonly store: Pick<Store, 'get'>;
  readonly declarations: Pick<Memberships['declarations'], 'get'>;
  readonly trail: Pick<Trail, 'before'>;
  readonly now: () => number;
  /** This message of the past came, so nothing before it is missing. */
  readonly reached: (key: string, mark: string) => void;
}

const NOTHING: RoomHeard = { event: undefined, changes: [] };

/** Undefined where the identity is not kept in the room. Throws `store-unavailable`. */
export async function hearInRoom(
  deps: HearingDeps,
  message: XmlElement,
): Promise<RoomHeard | undefined> {
  const key = keyIn(message);
  if (key === undefined) return undefined;
  const nick = parseJid(message.attributes['from'] ?? '')?.resource ?? '';
  const [item, occupant, before] = await Promise.all([
    deps.declarations.get(key),
    nick === '' ? undefined : readOccupant(deps.store, key, nick),
    deps.trail.before(key),
  ]);
  if (item?.wanted === undefined || item.seen === undefined) return undefined;
  const { wanted, seen } = item;
  if (isSubject(message)) return hearSubject(deps, item, message, nick);
  const configured = hearConfigured(key, message, nick);
  if (configured !== undefined) return configured;
  return hearMessage(deps, { key, message, nick, occupant, wanted, seen, before });
}

interface Said {
  readonly key: string;
  readonly message: XmlElement;
  readonly nick: string;
  readonly occupant: Occupant | undefined;
  readonly wanted: Wish;
  readonly seen: Seen;
  readonly before: Heard | undefined;
}

function hearMessage(deps: HearingDeps, said: Said): RoomHeard {
  const { key, message, wanted, before } = said;
  const mark = shownIn(said);
  const stanzaId = stanzaIdOf(message);
  const isLive = !mark.history && !mark.private;
  const known = markOf(message, stanzaId);
  if (mark.history) deps.reached(key, known);
  const last = present<Heard>({ stanzaId, at: deps.now(), mark: known });
  const changes = isLive ? [lastChange(key, last, before)] : [];
  return { event: isHeard(wanted, mark) ? { type: 'message.received', mark } : undefined, changes };
}

function isHeard({ hear }: Wish, mark: HeardInRoom): boolean {
  return hear === 'all' || mark.private || (hear === 'mentions' && mark.mentioned);
}

function shownIn({ key, message, nick, occupant = {}, seen }: Said): HeardInRoom {
  const { identity, room } = placeOf(key);
  const own = seen.self?.nick ?? seen.nick;
  const { role, affiliation } = occupant;
  return present<HeardInRoom>({
    nick: nick === '' ? undefined : nick,
    occupantId: occupantIdOf(message) ?? occupant.occupantId,
    role,
    affiliation,
    private: message.attributes['type'] !== 'groupchat',
    history: isPast(message),
    mentioned: isMentioned(message, { nick: own, addresses: [identity, `${room}/${own}`] }),
  });
}

/** Where the room gives no ids, clients may use one twice: what was said belongs to it. Of a length that no occupant decides. */
function markOf(message: XmlElement, stanzaId: string | undefined): string {
  const { id = '', from = '' } = message.attributes;
  const said = `${from}\n${id}\n${childText(message, 'body', NS_CLIENT) ?? ''}`;
  return createHash('sha256')
    .update(stanzaId ?? said)
    .digest('base64url')
    .slice(0, 22);
}

/** XEP-0045 §7.2.14; the archive's messages are made alike. */
function isPast(message: XmlElement): boolean {
  const { from = '', type } = message.attributes;
  if (type !== 'groupchat') return false;
  return childElements(message).some(({ name, namespace, attributes }) => {
    if (name !== 'delay' || namespace !== NS_DELAY) return false;
    return attributes['from'] === undefined || bare(attributes['from']) === bare(from);
  });
}

function stanzaIdOf(message: XmlElement): string | undefined {
  const room = bare(message.attributes['from'] ?? '');
  return childElements(message).find(
    ({ name, namespace, attributes }) =>
      name === 'stanza-id' && namespace === NS_SID && attributes['by'] === room,
  )?.attributes['id'];
}

async function hearSubject(
  { store }: HearingDeps,
  { key }: Membership,
  message: XmlElement,
  nick: string,
): Promise<RoomHeard> {
  const subject = childText(message, 'subject', NS_CLIENT) ?? '';
  const before = (await store.get(SUBJECTS, key))?.value ?? '';
  if (before === subject) return NOTHING;
  const { room } = placeOf(key);
  const data = present<RoomSubjectData>({ room, subject, nick: nick === '' ? undefined : nick });
  const change: Change = { do: 'put', space: SUBJECTS, id: key, value: subject };
  return { event: { type: 'room.subject', data }, changes: [change] };
}

/** XEP-0045 §10.2.1 and §15.6.2. */
const CONFIGURED: ReadonlySet<number> = new Set([100, 102, 103, 104, 170, 171, 172, 173, 174]);
const SHOWS_JIDS: ReadonlySet<number> = new Set([100, 172]);

/** What the room itself says about its configuration. */
function hearConfigured(key: string, message: XmlElement, nick: string): RoomHeard | undefined {
  if (nick !== '' || childNamed(message, 'body', NS_CLIENT) !== undefined) return undefined;
  const statuses = (mucUserOf(message).statuses ?? []).filter((code) => CONFIGURED.has(code));
  if (statuses.length === 0) return undefined;
  const jids = statuses.some((code) => SHOWS_JIDS.has(code)) ? ('visible' as const) : undefined;
  const data = present<RoomConfiguredData>({ room: placeOf(key).room, statuses, jids });
  return { event: { type: 'room.configured', data }, changes: [] };
}
