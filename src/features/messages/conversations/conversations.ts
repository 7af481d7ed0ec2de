import type { HeardRecord, LoopGuard } from './loop-guard.ts';
import type { Heard } from './pairing.ts';
import type { Origin } from './reflection.ts';
import type { XmlElement } from '../../../core/element.ts';
import { IN_TIME, type Arrival } from '../../../core/feature.ts';
import { bare } from '../../../core/jid/jid.ts';
import { isTalk } from '../../../stanza/talk.ts';
import type { Change, Space } from '../../../store/store.ts';
import { copyKeyOf, isHistory, wayOf, type Way } from './classify.ts';
import type { HearRoom, RoomHeard } from '../rooms/room-hearing.ts';
import type { EventType } from '../../events/event.ts';
import type { Runtime } from '../../runtime.ts';

/** What is recorded of a message besides the message itself. */
export interface Marks extends Arrival {
  readonly self?: true;
  readonly history?: true;
  readonly room?: object;
}

/** An event that is yet to be stored. */
export interface PendingEvent {
  readonly change: Change;
  /** To be called once it is. */
  readonly stored: () => void;
}

export interface ConversationsDeps extends Pick<Runtime, 'store' | 'domain'> {
  readonly guard: Pick<LoopGuard, 'read' | 'note'>;
  /** How long a copy of a room's message is known as one. */
  readonly keepMs: number;
  readonly originOf: (way: Way, message: XmlElement) => Promise<Origin>;
  /** The event of a stanza; undefined for one that makes none. */
  readonly event: (stanza: XmlElement, marks: Marks) => PendingEvent | undefined;
  /** Another event about the conversation that a stanza belongs to. */
  readonly otherEvent: (type: EventType, stanza: XmlElement, data: object) => PendingEvent;
  /** What is known of a message from a room. */
  readonly hearRoom: HearRoom;
  /** Reads from the store; waits while it is away. */
  readonly retrying: <T>(work: () => Promise<T>) => Promise<T>;
  /** A copy of what is in the event log was dropped. */
  readonly duplicate: () => void;
}

/**
 * Conversations in which the bridge may hear itself: with rooms, and between its identities. What comes in there is recorded
 * in order, each message together with what the loop guard has to know of it. Messages that come while others are being
 * stored share one commit.
 */
export interface Conversations {
  /** Whether a stanza has to go this way; also one that must not overtake another of its conversation. */
  readonly concern: (stanza: XmlElement) => boolean;
  /** Resolves when it is stored. True: it was claimed, as it is our reflection or a copy of what is known. */
  readonly hear: (stanza: XmlElement, arrival?: Arrival) => Promise<boolean>;
}

interface Item {
  readonly stanza: XmlElement;
  readonly arrival: Arrival;
  readonly origin: Promise<Origin>;
  readonly room: Promise<RoomHeard | undefined>;
  readonly done: (claimed: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Stored by one commit. */
const MAX_BATCH = 64;

export function createConversations(deps: ConversationsDeps): Conversations {
  const waiting = new Map<string, Item[]>();

  async function work(key: string, items: Item[]): Promise<void> {
    while (items.length > 0) {
      const batch = items.splice(0, MAX_BATCH);
      await storeBatch(deps, batch).catch((error: unknown) => {
        for (const { failed } of batch) failed(error);
      });
    }
    waiting.delete(key);
  }

  return {
    concern: (stanza) =>
      wayOf(stanza, deps.domain) !== undefined || (waiting.size > 0 && waiting.has(keyOf(stanza))),
    hear: (stanza, arrival = IN_TIME) =>
      new Promise((done, failed) => {
        const room = roomOf(deps, stanza);
        const item = { stanza, arrival, origin: originOf(deps, stanza), room, done, failed };
        const key = keyOf(stanza);
        const items = waiting.get(key);
        if (items !== undefined) {
          items.push(item);
          return;
        }
        const begun = [item];
        waiting.set(key, begun);
        void work(key, begun);
      }),
  };
}

function keyOf({ attributes: { from = '', to = '' } }: XmlElement): string {
  return `${bare(to)} ${bare(from)}`;
}

const FOREIGN: Origin = { from: 'foreign' };

function originOf(deps: ConversationsDeps, stanza: XmlElement): Promise<Origin> {
  const way = wayOf(stanza, deps.domain);
  const origin =
    way === undefined ? Promise.resolve(FOREIGN) : deps.retrying(() => deps.originOf(way, stanza));
  // The caller that stores it gets the error.
  origin.catch(() => undefined);
  return origin;
}

/** Only what comes from a room can be said in one. */
function roomOf(deps: ConversationsDeps, stanza: XmlElement): Promise<RoomHeard | undefined> {
  const way = wayOf(stanza, deps.domain);
  if (way !== 'room' && way !== 'private') return Promise.resolve(undefined);
  const heard = deps.retrying(() => deps.hearRoom(stanza));
  heard.catch(() => undefined);
  return heard;
}

/** A message with what is known of it. */
interface Classified {
  readonly item: Item;
  readonly origin: Origin;
  readonly event: PendingEvent | undefined;
  /** The condition that a copy of it fails, or what makes a later copy fail. */
  readonly copy: Change | undefined;
  /** What else is stored with it. */
  readonly more: readonly Change[];
}

async function storeBatch(deps: ConversationsDeps, batch: readonly Item[]): Promise<void> {
  const [first] = batch;
  if (first === undefined) return;
  const { to = '', from = '' } = first.stanza.attributes;
  const between = { identity: bare(to), remote: bare(from) };
  const reading = deps.retrying(() => deps.guard.read(between.identity, between.remote));
  reading.catch(() => undefined);
  const classified: Classified[] = [];
  for (const item of batch) {
    try {
      const [origin, room] = await Promise.all([item.origin, item.room]);
      if (origin.from === 'own') item.done(true);
      else classified.push(classify(deps, item, { origin, room }));
    } catch (error) {
      item.failed(error);
    }
  }
  if (classified.length > 0) await commitAll(deps, between, classified, await reading);
}

interface Known {
  readonly origin: Origin;
  readonly room: RoomHeard | undefined;
}

function classify(deps: ConversationsDeps, item: Item, { origin, room }: Known): Classified {
  const { stanza, arrival } = item;
  const history = isHistory(stanza);
  const marks: Marks = {
    ...arrival,
    ...(origin.from === 'self' && { self: true }),
    ...(history && { history: true }),
    ...(room?.event?.type === 'message.received' && { room: room.event.mark }),
  };
  const isUnheard = room !== undefined && room.event === undefined;
  return {
    item,
    origin,
    event: room === undefined ? deps.event(stanza, marks) : eventInRoom(deps, stanza, marks, room),
    copy: isUnheard ? undefined : copyChange(deps, stanza, history),
    more: room?.changes ?? [],
  };
}

function eventInRoom(
  deps: ConversationsDeps,
  stanza: XmlElement,
  marks: Marks,
  { event }: RoomHeard,
): PendingEvent | undefined {
  if (event === undefined) return undefined;
  if (event.type === 'message.received') return deps.event(stanza, marks);
  return deps.otherEvent(event.type, stanza, event.data);
}

function copyChange(
  { keepMs }: ConversationsDeps,
  stanza: XmlElement,
  history: boolean,
): Change | undefined {
  if (stanza.attributes['type'] !== 'groupchat') return undefined;
  const space: Space = { name: 'copy', ttl: keepMs };
  const { key: id, isUnique } = copyKeyOf(stanza);
  // What a client sends now is new, whatever id it has; only what a room tells of the past can be known already.
  return { do: history || isUnique ? 'create' : 'put', space, id, value: '' };
}

/** Others hear and send in the conversation at the same time; beyond this the guard is left out rather than the message. */
const MAX_ROUNDS = 20;

async function commitAll(
  deps: ConversationsDeps,
  between: { readonly identity: string; readonly remote: string },
  all: readonly Classified[],
  read: HeardRecord,
): Promise<void> {
  let left = withoutTwins(deps, all);
  let record = read;
  for (let round = 0; left.length > 0;) {
    const news = round < MAX_ROUNDS ? left.flatMap(heardOf) : [];
    const note = deps.guard.note(between, record, news);
    const plan = [
      ...(note === undefined ? [] : [{ change: note, of: undefined }]),
      ...left.flatMap((one) => [
        ...(one.copy === undefined ? [] : [{ change: one.copy, of: one }]),
        ...(one.event === undefined ? [] : [{ change: one.event.change, of: one }]),
        ...one.more.map((change) => ({ change, of: one })),
      ]),
    ];
    const written = await deps.store.commit(
      plan.map(({ change }) => change),
      { untilKnown: true, takesIn: true },
    );
    if (written.ok) break;
    const copy = plan[written.change]?.of;
    if (copy === undefined) {
      round += 1;
      record = await deps.retrying(() => deps.guard.read(between.identity, between.remote));
    } else {
      drop(deps, copy);
      left = left.filter((one) => one !== copy);
    }
  }
  for (const { event, item } of left) {
    event?.stored();
    item.done(false);
  }
}

/** Conditions are compared with what was stored before the commit, so two copies in one batch would both pass. */
function withoutTwins(deps: ConversationsDeps, all: readonly Classified[]): readonly Classified[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    if (one.copy === undefined || !('id' in one.copy)) return true;
    const { id } = one.copy;
    const isTwin = seen.has(id) && one.copy.do === 'create';
    seen.add(id);
    if (isTwin) drop(deps, one);
    return !isTwin;
  });
}

function drop(deps: ConversationsDeps, { item }: Classified): void {
  deps.duplicate();
  item.done(true);
}

/** What the loop guard has to know: who may be answered. Nobody reacts at once to what others said in the past. */
function heardOf({ item, origin, event }: Classified): readonly Pick<Heard, 'from'>[] {
  const { stanza } = item;
  if (event === undefined || !isTalk(stanza)) return [];
  if (origin.from !== 'self') return origin.from === 'foreign' ? [{ from: 'foreign' }] : [];
  if (isHistory(stanza)) return [];
  return [{ from: origin.isAnswer ? 'answer' : 'self' }];
}
