/** The memberships of rooms that are declared, on any replica. */
import { RESOURCE } from '../../../core/addresses/identity.ts';
import type { XmlElement } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { instant } from '../../../core/instant.ts';
import { bare, parseJid } from '../../../core/jid/jid.ts';
import type { Declarations, Heard as Recorded } from '../../../reconciler/declarations.ts';
import type { Declared, Kind, Request } from '../../../reconciler/kind.ts';
import { passGate } from '../../../stanza/gate/gate.ts';
import { conversationEvent, type Event } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import type { Runtime } from '../../runtime.ts';
import { askFor } from './asking.ts';
import { heardIn, type Heard } from './heard.ts';
import { inDoubt, loweredTo, restarted } from './in-doubt.ts';
import { keyOf, placeOf, type CatchUp, type Seen, type Wish } from './membership.ts';
import { ROOM_ITEMS } from './members-seen.ts';
import { planMembership, type MembershipSituation } from './plan.ts';
import type { Trail } from '../last-heard.ts';
import type { HistoryWanted } from './stanzas.ts';
import type { Told } from './told.ts';
import { firstSeen, transition, type Transition } from './transition.ts';

export type Membership = Declared<Wish, Seen>;

export interface MembershipsDeps extends Pick<
  Runtime,
  'reconciler' | 'link' | 'gate' | 'newId' | 'now' | 'domain'
> {
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** The most that may be declared. */
  readonly limit: number;
  /** Where what was missed begins. */
  readonly trail: Pick<Trail, 'from' | 'begun' | 'link'>;
  /** Whether the history that came with the last join reached back to that message. */
  readonly isWhole: (key: string) => boolean;
  /** From when on something may have been lost with another link, ms since 1970; undefined where nothing was. */
  readonly lostSince: () => Promise<number | undefined>;
  /** There is one link at a time, so the archive's answers all come over it. */
  readonly isOneLink: boolean;
  /** The link before the present one was read to its end. */
  readonly wasHandedOver: () => Promise<boolean>;
  /** It came in, or is out: whoever waits for that. */
  readonly changed: (key: string, told: Told | undefined, seen: Seen) => void;
}

export type Applied =
  { readonly is: 'applied' } | { readonly is: 'foreign'; readonly item: Membership | undefined };

export interface Memberships {
  readonly declarations: Declarations<Wish, Seen>;
  /** Applies what a stanza says about a membership. `foreign`: it says nothing about it; `item` is the membership as read. */
  readonly hearStanza: (key: string, stanza: XmlElement) => Promise<Applied>;
  readonly hear: (key: string, heard: Heard) => Promise<void>;
}

export function createMemberships(deps: MembershipsDeps): Memberships {
  const { reconciler } = deps;
  const kind: Kind<Wish, Seen> = {
    ...ROOM_ITEMS,
    limit: deps.limit,
    plan: planMembership,
    ask: (request) => ask(deps, self, request),
    priority: priorityOf,
  };
  const declarations = reconciler.register(kind);
  const self: Memberships = {
    declarations,
    async hearStanza(key, stanza) {
      const item = await declarations.get(key);
      const heard = item && heardIn(stanza, item.seen);
      if (heard === undefined) return { is: 'foreign', item };
      await apply(deps, declarations, key, { heard, wish: item?.wanted });
      return { is: 'applied' };
    },
    async hear(key, heard) {
      const item = await declarations.get(key);
      if (item !== undefined) await apply(deps, declarations, key, { heard, wish: item.wanted });
    },
  };
  return self;
}

/** What was missed can wait until all the others are in. */
const LAST = -Number.MAX_SAFE_INTEGER;

function priorityOf({ seen, fresh }: MembershipSituation): number {
  const isCatchingUp = fresh && seen?.state === 'joined' && seen.unchecked !== true;
  return isCatchingUp ? LAST : -(seen?.since ?? 0);
}

/** The membership that a stanza to the address of an identity in rooms may be about; undefined for any other stanza. */
export function keyIn({ attributes: { from, to = '' } }: XmlElement): string | undefined {
  if (from === undefined || !to.endsWith(`/${RESOURCE}`)) return undefined;
  const identity = bare(to);
  return to.length === identity.length + 1 + RESOURCE.length
    ? keyOf({ identity, room: bare(from) })
    : undefined;
}

async function ask(
  deps: MembershipsDeps,
  { declarations, hear }: Memberships,
  request: Request<Wish, Seen>,
): Promise<void> {
  const { key, wanted: wish, seen } = request;
  const catchUp = wish && (await beginCatchUp(deps, declarations, request));
  const history = (): HistoryWanted => historyFor(wish, catchUp);
  const what = askFor(request, { newId: deps.newId, history });
  if (what.say === 'nothing') return hear(key, { news: what.news });
  if (seen === undefined) {
    // First it is known that it may be in the room, and then it is: what is declared and deleted at once is left too.
    const first = firstSeen({ wish, now: deps.now() });
    await declarations.revise(key, (present) => (present ? undefined : { seen: first }));
  }
  await deps.link.drained();
  const sent =
    !request.signal.aborted && deps.link.send(what.say.map((it) => passGate(it, deps.gate)));
  if (!sent) throw new BridgeError('link-down', 'There is no link to the XMPP server now.');
}

/** A little more than was missed: clocks differ, and what is known is dropped. */
const OVERLAP_MS = 5_000;

function historyFor(wish: Wish | undefined, catchUp: CatchUp | undefined): HistoryWanted {
  if (catchUp !== undefined) return { since: instant(catchUp.at - OVERLAP_MS) };
  return { maxStanzas: wish?.history.maxStanzas ?? 0 };
}

/**
 * Before the room is asked whether it is still in it, or joined again, it is kept up to where it has heard: what comes
 * from now on may be later than what is missing.
 */
async function beginCatchUp(
  deps: MembershipsDeps,
  declarations: Declarations<Wish, Seen>,
  { key, wanted: wish, seen, fresh }: Request<Wish, Seen>,
): Promise<CatchUp | undefined> {
  const { trail } = deps;
  const before = seen?.catchUp;
  if (seen?.wasIn !== true || (before !== undefined && fresh)) return before;
  const isIn = seen.state === 'joined';
  if (wish?.history.catchUp !== true || (isIn && fresh)) return before;
  const link = trail.link();
  const catchUp = await whereFrom(deps, key, seen);
  await declarations.revise(key, (now) =>
    now?.state !== seen.state || JSON.stringify(now.catchUp) !== JSON.stringify(before)
      ? undefined
      : { seen: { ...now, catchUp, ...(isIn && { unchecked: true as const }) } },
  );
  trail.begun(key, link);
  return catchUp;
}

async function whereFrom(deps: MembershipsDeps, key: string, seen: Seen): Promise<CatchUp> {
  const { trail, isOneLink } = deps;
  const lost = await deps.lostSince();
  const { isOld, ...last } = (await trail.from(key)) ?? { at: seen.since, isOld: undefined };
  const { catchUp: before } = seen;
  const from: CatchUp = before === undefined ? last : restarted(before);
  if (lost !== undefined) return loweredTo(Math.min(lost, from.at), seen);
  const isIn = seen.state === 'joined' && before === undefined;
  const isSure = isIn && isOld !== true && (await deps.wasHandedOver());
  if (isSure) return { ...from, isSure };
  // With several links nobody knows all that the archive tells.
  const isProven = isOneLink && from.stanzaId !== undefined && from.mark !== undefined;
  return isProven ? { ...from, isProven } : from;
}

/** At once, for commits are shared. */
const CHUNK = 100;

/** A link of another replica went: what this one looks after is caught up with. Throws `store-unavailable`. */
export async function doubtAll(
  declarations: Memberships['declarations'],
  since: number,
): Promise<void> {
  const filter = ({ key, wanted, seen }: Membership) =>
    declarations.isRunHere(key) && wanted?.history.catchUp === true && seen?.wasIn === true;
  const { items } = await declarations.list({ filter, limit: Infinity });
  for (let first = 0; first < items.length; first += CHUNK) {
    const chunk = items.slice(first, first + CHUNK);
    await Promise.all(
      chunk.map(({ key, fresh }) =>
        declarations.revise(key, (seen) => {
          const next = seen && inDoubt(seen, since, fresh);
          return next && { seen: next };
        }),
      ),
    );
  }
}

interface News {
  readonly heard: Heard;
  readonly wish: Wish | undefined;
}

/** The event is stored with the state that it tells of. */
async function apply(
  deps: MembershipsDeps,
  declarations: Declarations<Wish, Seen>,
  key: string,
  { heard, wish }: News,
): Promise<void> {
  const { room } = placeOf(key);
  const isOfArchive = heard.news === 'archiveFailed' || heard.news === 'archived';
  const whole = isOfArchive ? { ...heard, isWhole: deps.isWhole(key) } : heard;
  let event: Event | undefined;
  let moved: Transition | undefined;
  const revised = (present: Seen | undefined): Recorded<Seen> | undefined => {
    const context = { room, wish, now: deps.now(), random: deps.random() };
    moved = transition(context, present, whole);
    event = moved?.told && eventOf(deps, key, moved.told);
    if (moved === undefined) return undefined;
    return { seen: moved.seen, changes: event === undefined ? [] : [eventChange(event)] };
  };
  const result = await declarations.revise(key, revised);
  if (result === undefined || moved === undefined) return;
  if (event !== undefined) deps.log.stored(event, { room });
  deps.changed(key, moved.told, moved.seen);
  if (moved.follow !== undefined && wish !== undefined) {
    await followTo(deps, declarations, { key, wish, alternate: moved.follow });
  }
}

function eventOf({ log }: MembershipsDeps, key: string, { type, data }: Told): Event {
  const { identity, room } = placeOf(key);
  return conversationEvent(log.stamp(), type, { identity, remote: room }, data);
}

interface Following {
  readonly key: string;
  readonly wish: Wish;
  readonly alternate: string;
}

/** Only to a room of the same service: whoever destroys a room must not lead the bridge anywhere else. */
async function followTo(
  { domain }: MembershipsDeps,
  declarations: Declarations<Wish, Seen>,
  { key, wish, alternate }: Following,
): Promise<void> {
  const { identity, room } = placeOf(key);
  const jid = parseJid(alternate);
  const home = parseJid(room)?.domain;
  if (jid === undefined || jid.local === '' || jid.domain !== home || home === domain) return;
  await declarations.want(keyOf({ identity, room: `${jid.local}@${jid.domain}` }), wish);
}
