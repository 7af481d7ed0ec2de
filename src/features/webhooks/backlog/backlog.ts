import type { LoggedEvent } from '../../events/logged-event.ts';
import { comparePositions } from '../../../store/store.ts';
import {
  afterDelivered,
  newDelivery,
  type AttemptReport,
  type Delivery,
} from '../delivery/delivery.ts';
import type { DeliveredNotes } from '../delivery/notes.ts';
import { Lanes, type Lane } from './lanes.ts';
import { Checkpoint } from './checkpoint.ts';
import type { DeferredEvents } from './deferred-events.ts';
import { deferredItem, readItem, subjectOfItem, type DeferredEvent, type Item } from './item.ts';
import { HeldEvents } from './held-events.ts';
import type { MemoryShare } from './memory-budget.ts';
import { Places } from './places.ts';
import type { Runtime } from '../../runtime.ts';

export interface BacklogBounds {
  /** Events read that are neither delivered nor deferred. */
  readonly window: number;
  /** Events deferred behind conversations that are not taken. */
  readonly deferred: number;
  /** Events done that stand behind one that is not. */
  readonly ahead: number;
}

export const BACKLOG_BOUNDS: BacklogBounds = { window: 2_000, deferred: 10_000, ahead: 100_000 };

/** What callers ask for has so small a part of the places of its own. */
const AGAIN_PART = 10;

export interface BacklogDeps extends Pick<Runtime, 'logger' | 'now'> {
  readonly webhook: string;
  readonly deferredEvents: DeferredEvents;
  readonly notes: DeliveredNotes;
  readonly bounds: BacklogBounds;
  /** What the events that are held in memory may take. */
  readonly memory: MemoryShare;
  /** Whether the receiver takes events, so that what it refuses is refused for its own sake. */
  readonly isUp: () => boolean;
  /** The checkpoint may have moved, or there be room. `urgent`: forgetting it would repeat deliveries. */
  readonly changed: (urgent: boolean) => void;
}

/**
 * What one webhook is yet to deliver, as far as it was read. A conversation whose head fails is deferred in the
 * store with all that follows in it, so that it neither holds back the checkpoint nor fills the window.
 */
export class Backlog {
  readonly lanes = new Lanes<Item>();
  readonly held: HeldEvents;
  readonly #deps: BacklogDeps;
  readonly #places: Places;
  #checkpoint: Checkpoint;
  #window = 0;
  /** Events that somebody asked for again. */
  readonly #again = new Set<Item>();
  /** Events that are deferred although the event log will be read again from before them. */
  readonly #restored = new Set<string>();

  constructor(deps: BacklogDeps, from: string) {
    this.#deps = deps;
    this.#checkpoint = new Checkpoint(from);
    this.held = new HeldEvents(deps.memory, deps.deferredEvents);
    this.#places = new Places({
      ...deps,
      held: this.held,
      lanes: this.lanes,
      most: deps.bounds.deferred,
      finish: (item) => {
        this.#finish(item);
        deps.changed(false);
      },
    });
  }

  /** Whether more may be read. A receiver that is down has its backlog in the event log. */
  hasRoom(): boolean {
    const { bounds, isUp } = this.#deps;
    if (this.#window >= bounds.window || this.#checkpoint.size >= bounds.ahead) return false;
    if (this.#places.leaving >= bounds.window || !this.held.hasRoom()) return false;
    return this.#places.taken < bounds.deferred || isUp();
  }

  /** Where to read on. */
  get read(): string {
    return this.#checkpoint.read;
  }

  /** Everything at or below needs no more work from the event log. */
  get done(): string {
    return this.#checkpoint.position();
  }

  /** Events that became dead letters unsent, because too many waited. */
  get overflowed(): number {
    return this.#places.overflowed;
  }

  /** Events that were taken in and are neither delivered nor dead. */
  get waiting(): number {
    return this.lanes.size;
  }

  countOverflowed(before: number): void {
    this.#places.overflowed += before;
  }

  /** Goes on at another place of the log, or in another log. */
  moveTo(position: string): void {
    this.#checkpoint = new Checkpoint(position);
  }

  /** Whether another event that somebody asked for again may be taken in: some may also when all places are taken. */
  mayTakeAgain(): boolean {
    const { deferred } = this.#deps.bounds;
    return this.waiting < deferred || this.#again.size < deferred / AGAIN_PART;
  }

  /** Takes in an event that somebody asked for again and that is deferred; undefined when it waits here already. */
  takeAgain(deferred: DeferredEvent): Lane<Item> | undefined {
    const { conversation, event } = deferred.subject;
    if (this.waitingFor(conversation, event) !== undefined) return undefined;
    const item = deferredItem(deferred);
    const isAfter = (other: Item) => comparePositions(other.position, item.position) > 0;
    const lane = this.lanes.insert(conversation, item, isAfter);
    this.#again.add(item);
    this.#places.take(lane);
    return lane;
  }

  /** The lane that an event waits in, if it does. */
  waitingFor(conversation: string, event: string): Lane<Item> | undefined {
    const lane = this.lanes.of(conversation);
    return lane?.items.some((item) => item.event === event) === true ? lane : undefined;
  }

  restore(deferred: readonly DeferredEvent[]): void {
    for (const it of deferred) {
      this.#restored.add(it.subject.event);
      this.#places.take(this.lanes.add(it.subject.conversation, deferredItem(it)));
    }
  }

  /**
   * Takes in what was read, as far as there is room for it; what the filter leaves out moves the checkpoint only.
   * What follows is to be read again.
   */
  take(events: readonly LoggedEvent[], isWanted: (logged: LoggedEvent) => boolean): void {
    const deferredLanes = new Set<Lane<Item>>();
    for (const logged of events) {
      if (!isWanted(logged) || this.#restored.delete(logged.event.id)) {
        this.#checkpoint.skip(logged.position);
        continue;
      }
      if (!this.held.hasRoom()) break;
      this.held.hold(logged);
      this.#window += 1;
      const item = readItem(logged, this.#checkpoint.begin(logged.position));
      const lane = this.lanes.add(logged.event.conversation, item);
      if (lane.items[0]?.deferred !== undefined) deferredLanes.add(lane);
    }
    for (const lane of deferredLanes) this.#deferLane(lane);
    this.#deps.changed(false);
  }

  /** Nothing up to this position is to be delivered, apart from what was taken in. */
  pass(position: string): void {
    if (position === this.read) return;
    this.#checkpoint.skip(position);
    this.#deps.changed(false);
  }

  /** The head of a lane was delivered, at once or after failures. */
  delivered(lane: Lane<Item>, report: AttemptReport): void {
    const [item] = lane.items;
    this.lanes.done(lane);
    if (item === undefined) return;
    const { webhook, notes } = this.#deps;
    const past = item.delivery ?? newDelivery(webhook, subjectOfItem(item), report.at);
    const delivery = afterDelivered(past, report);
    this.held.release(item);
    this.#finish(item);
    // A delivery without a past waits for the next save of the progress: that is what makes it cheap.
    const hasPast = item.delivery !== undefined || item.deferred !== undefined;
    if (hasPast || report.replyError !== undefined) void this.#leave(lane, item, delivery);
    else notes.add(delivery);
  }

  /** Whether the head of a lane can be deferred: it is, or there is a place for it, or somebody makes it one. */
  mayWait(lane: Lane<Item>): boolean {
    return lane.items[0]?.deferred !== undefined || this.#places.isFree(lane);
  }

  /** The head of a lane waits for its next attempt. */
  waits(lane: Lane<Item>, delivery: Delivery): void {
    const [item] = lane.items;
    if (item === undefined) return;
    item.delivery = delivery;
    this.lanes.wait(lane);
    this.#deferLane(lane, delivery);
  }

  /** The head of a lane becomes a dead letter. Rejects with `store-unavailable`; then nothing has changed. */
  async deadLetter(lane: Lane<Item>, delivery: Delivery, logged: LoggedEvent): Promise<void> {
    const [item] = lane.items;
    if (item === undefined) return;
    await this.#deps.deferredEvents.deadLetter(logged, delivery, await item.deferred);
    this.#drop(lane, item);
  }

  /** The head of a lane is stored no more: the store came back without it. */
  lost(lane: Lane<Item>): void {
    const [item] = lane.items;
    if (item !== undefined) this.#drop(lane, item);
  }

  #drop(lane: Lane<Item>, item: Item): void {
    if (item.deferred !== undefined) this.#places.give(lane);
    this.lanes.done(lane);
    this.held.release(item);
    this.#finish(item);
  }

  /** Defers what is not deferred yet of a lane, and notes the delivery of its head. */
  #deferLane(lane: Lane<Item>, delivery?: Delivery): void {
    const { deferredEvents, logger, webhook } = this.#deps;
    const items = this.#places.allot(lane);
    if (items.length === 0 && delivery === undefined) return;
    const events = items.flatMap(({ logged }) => logged ?? []);
    const stored = deferredEvents.defer(events, delivery).then(
      (entries) => {
        for (const item of items) {
          this.held.isDeferred(item);
          this.#finish(item);
        }
        return entries;
      },
      (error: unknown) => {
        // They go on holding the checkpoint back, and are deferred when this conversation fails again.
        for (const item of items) delete item.deferred;
        for (const { isDying } of items) if (isDying !== true) this.#places.give(lane);
        logger.warn({ webhook, reason: String(error) }, 'failed deliveries could not be deferred');
        return [];
      },
    );
    for (const [index, item] of items.entries()) {
      item.deferred = stored.then((entries) => entries[index]);
    }
  }

  async #leave(lane: Lane<Item>, item: Item, delivery: Delivery): Promise<void> {
    const { deferredEvents, logger, webhook } = this.#deps;
    try {
      const entry = await item.deferred;
      if (entry === undefined) await deferredEvents.note(delivery);
      else await deferredEvents.leave(entry, delivery);
    } catch (error) {
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a delivery could not be noted');
    }
    if (item.deferred !== undefined) this.#places.give(lane);
  }

  #finish(item: Item): void {
    const { unfinished } = item;
    this.#again.delete(item);
    if (unfinished === undefined || unfinished.finished) return;
    this.#checkpoint.finish(unfinished);
    this.#window -= 1;
    this.#deps.changed(true);
  }
}
