/** What a stanza from a room says about the identity that it is for. Pure. */
import type {
  MucItem,
  MucUser,
  RoomSelf,
  StanzaErrorCondition,
} from '../../../contract/schemas.ts';
import { childNamed, type XmlElement } from '../../../core/element.ts';
import { parseJid } from '../../../core/jid/jid.ts';
import { present } from '../../../core/present.ts';
import { form } from '../../../extensions/queries/form.ts';
import { mucUser } from '../../../extensions/rooms/muc-user.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import type { Seen } from './membership.ts';
import type { News } from './states.ts';
import { isAnswerTo, pageEnd, type PageEnd } from './archive-page.ts';
import { askedBy } from './stanzas.ts';

export interface Heard {
  readonly news: News;
  /** Its nickname from now on. */
  readonly nick?: string;
  readonly self?: RoomSelf;
  /** The service gave it another nickname than it asked for (210). */
  readonly isAssigned?: true;
  readonly statuses?: readonly number[];
  readonly actor?: string;
  readonly reason?: string;
  readonly alternate?: string;
  readonly condition?: StanzaErrorCondition;
  /** The fields of the room's form. */
  readonly fields?: readonly string[];
  /** Of a page of the archive. */
  readonly page?: PageEnd;
  /** Nothing of what was said meanwhile is missing, as the history reached back far enough. */
  readonly isWhole?: boolean;
}

const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';
const NS_OCCUPANT_ID = 'urn:xmpp:occupant-id:0';

/** Undefined for what says nothing about its own membership, such as the presence of another occupant. */
export function heardIn(stanza: XmlElement, seen: Seen | undefined): Heard | undefined {
  if (stanza.name === 'presence') return heardInPresence(stanza, seen);
  if (stanza.name === 'message') return isSubject(stanza) ? { news: 'historyEnded' } : undefined;
  return heardInAnswer(stanza, seen);
}

function heardInPresence(stanza: XmlElement, seen: Seen | undefined): Heard | undefined {
  const { type, from = '' } = stanza.attributes;
  if (type === 'error') return heardInRefusal(stanza);
  const nick = parseJid(from)?.resource ?? '';
  // The room's own presence has its avatar or capabilities.
  if (nick === '') return undefined;
  const x = mucUserOf(stanza);
  const statuses = x.statuses ?? [];
  const isOwn = statuses.includes(110) || nick === (seen?.self?.nick ?? seen?.nick);
  const isAsked = type === undefined && nick === seen?.nick;
  if (!isOwn && !isAsked) return undefined;
  if (type === 'unavailable') return heardOfLeaving(x, statuses);
  if (type !== undefined) return undefined;
  return present<Heard>({
    news: statuses.includes(201) ? 'created' : 'entered',
    nick,
    self: selfOf(stanza, x, nick),
    isAssigned: statuses.includes(210) ? true : undefined,
    statuses,
  });
}

export function mucUserOf(stanza: XmlElement): MucUser {
  const x = childNamed(stanza, 'x', NS_MUC_USER);
  return (x && mucUser.toJson(x)) ?? {};
}

export function selfOf(stanza: XmlElement, x: MucUser, nick: string): RoomSelf {
  const { role, affiliation } = itemOf(x);
  return present<RoomSelf>({ nick, role, affiliation, occupantId: occupantIdOf(stanza) });
}

/** XEP-0421. */
export function occupantIdOf(stanza: XmlElement): string | undefined {
  return childNamed(stanza, 'occupant-id', NS_OCCUPANT_ID)?.attributes['id'];
}

export function itemOf({ items: [item = {}] = [] }: MucUser): MucItem {
  return item;
}

/**
 * Why it is out. Prosody gives 307 and 333 together for an occupant whose messages bounced; ejabberd gives no code at all
 * for one.
 */
const CODES: readonly (readonly [number, News])[] = [
  [303, 'renamed'],
  [301, 'banned'],
  [333, 'dropped'],
  [332, 'shutDown'],
  [321, 'removed'],
  [322, 'removed'],
  [307, 'kicked'],
];

function heardOfLeaving(x: MucUser, statuses: readonly number[]): Heard {
  const { actor, reason, nick } = itemOf(x);
  const by = actor?.nick ?? actor?.jid;
  const { destroy } = x;
  if (destroy !== undefined) {
    const { jid: alternate, reason: why } = destroy;
    return present<Heard>({ news: 'destroyed', statuses, alternate, reason: why });
  }
  const [, news = 'exited'] = CODES.find(([code]) => statuses.includes(code)) ?? [];
  const renamed = news === 'renamed' ? nick : undefined;
  return present<Heard>({ news, nick: renamed, statuses, actor: by, reason });
}

/** What an error in answer to a join means; any other is one that may pass. */
const REFUSALS: Readonly<Partial<Record<StanzaErrorCondition, News>>> = {
  conflict: 'nickTaken',
  gone: 'gone',
  'not-authorized': 'refused',
  'registration-required': 'refused',
  forbidden: 'refused',
  'not-allowed': 'refused',
  'not-acceptable': 'refused',
  'jid-malformed': 'refused',
  'policy-violation': 'refused',
  'bad-request': 'refused',
};

function heardInRefusal(stanza: XmlElement): Heard {
  const { condition, text, uri } = stanzaErrorOf(stanza);
  const news = REFUSALS[condition] ?? 'unreachable';
  const alternate = news === 'gone' ? uri?.replace(/^xmpp:/, '').replace(/\?.*$/, '') : undefined;
  const nick =
    news === 'nickTaken' ? parseJid(stanza.attributes['from'] ?? '')?.resource : undefined;
  return present<Heard>({ news, nick, condition, reason: text, alternate });
}

/** XEP-0045 §7.2.16. */
export function isSubject(message: XmlElement): boolean {
  return (
    message.attributes['type'] === 'groupchat' &&
    childNamed(message, 'subject', NS_CLIENT) !== undefined &&
    childNamed(message, 'body', NS_CLIENT) === undefined
  );
}

/** XEP-0410 §3.3: what an answer to the self-ping says. */
const PING_ERRORS: Readonly<Partial<Record<StanzaErrorCondition, News>>> = {
  'service-unavailable': 'present',
  'feature-not-implemented': 'present',
  'remote-server-not-found': 'unreachable',
  'remote-server-timeout': 'unreachable',
  'resource-constraint': 'unreachable',
};

/** Rooms may hide what they are: whatever says nothing else is there. */
function heardOfInfo(iq: XmlElement): Heard {
  const { condition } = stanzaErrorOf(iq);
  if (condition === 'gone') return heardInRefusal(iq);
  if (condition === 'item-not-found') return { news: 'nonexistent', condition };
  return condition.startsWith('remote-server')
    ? { news: 'unreachable', condition }
    : { news: 'exists' };
}

const NS_OWNER = 'http://jabber.org/protocol/muc#owner';
/** More fields than any room has. */
const MAX_FIELDS = 200;

function fieldsIn(iq: XmlElement): readonly string[] {
  const query = childNamed(iq, 'query', NS_OWNER);
  const x = query && childNamed(query, 'x', 'jabber:x:data');
  const fields = x === undefined ? [] : (form.toJson(x)?.fields ?? []);
  return fields.flatMap(({ var: name }) => name ?? []).slice(0, MAX_FIELDS);
}

const GOOD = {
  ping: { news: 'present' },
  config: { news: 'configured' },
  discard: { news: 'discarded' },
  info: { news: 'exists' },
  form: { news: 'form' },
} as const satisfies Record<string, Heard>;

function heardOfPage(iq: XmlElement): Heard {
  const page = pageEnd(iq);
  return page === undefined ? { news: 'archiveFailed' } : { news: 'archived', page };
}

function heardInAnswer(iq: XmlElement, seen: Seen | undefined): Heard | undefined {
  const { id } = iq.attributes;
  const asked = askedBy(id);
  if (asked === undefined) return undefined;
  if (asked === 'archive' && !isAnswerTo(seen?.catchUp, id)) return undefined;
  const isGood = iq.attributes['type'] === 'result';
  if (isGood && asked === 'form') return { news: 'form', fields: fieldsIn(iq) };
  if (isGood) return asked === 'archive' ? heardOfPage(iq) : GOOD[asked];
  const { condition } = stanzaErrorOf(iq);
  if (asked === 'ping') return { news: PING_ERRORS[condition] ?? 'absent', condition };
  if (asked === 'archive') return { news: 'archiveFailed', condition };
  if (asked === 'info') return heardOfInfo(iq);
  // Whoever is no occupant and no owner may do neither.
  if (condition === 'item-not-found' || condition === 'forbidden')
    return { news: 'absent', condition };
  return { news: asked === 'discard' ? 'unreachable' : 'configRefused', condition };
}
