import type { LoggedEvent } from '../../events/logged-event.ts';
import { comparePositions } from '../../../store/store.ts';
import {
  afterDelivered,
  newDelivery,
  type AttemptReport,
  type Delivery,
} from '../delivery/delivery.ts';
import type { DeliveredNotes } from '../delivery/notes.ts';
import { subjectOf } from '../delivery/records.ts';
import { Lanes, type Lane } from './lanes.ts';
import { Checkpoint, type Unfinished } from './checkpoint.ts';
import type { DeferredEvent, DeferredEvents } from './deferred-events.ts';
import type { Runtime } from '../../runtime.ts';

/** One event in a webhook's backlog. */
export interface Item {
  readonly logged: LoggedEvent;
  /** From its first failure on. */
  delivery?: Delivery;
  /** Holds the checkpoint back; only what was read from the event log has it. */
  readonly unfinished?: Unfinished;
  /** Where it is deferred, once that is stored; undefined when it could not be. */
  deferred?: Promise<string | undefined>;
  /** Being stored as a dead letter. */
  isDying?: true;
}

export interface BacklogBounds {
  /** Events in memory that are neither delivered nor deferred. */
  readonly window: number;
  /** Events deferred behind conversations that are not taken. */
  readonly deferred: number;
  /** Events done that stand behind one that is not. */
  readonly ahead: number;
}

export const BACKLOG_BOUNDS: BacklogBounds = { window: 2_000, deferred: 10_000, ahead: 100_000 };

export interface BacklogDeps extends Pick<Runtime, 'logger' | 'now'> {
  readonly webhook: string;
  readonly deferredEvents: DeferredEvents;
  readonly notes: DeliveredNotes;
  readonly bounds: BacklogBounds;
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
  readonly #deps: BacklogDeps;
  #checkpoint: Checkpoint;
  #window = 0;
  #deferred = 0;
  /** Events that are deferred although the event log will be read again from before them. */
  readonly #restored = new Set<string>();
  #overflowed = 0;

  constructor(deps: BacklogDeps, from: string) {
    this.#deps = deps;
    this.#checkpoint = new Checkpoint(from);
  }

  /** Whether more may be read. A receiver that is down has its backlog in the event log. */
  hasRoom(): boolean {
    const { window, deferred, ahead } = this.#deps.bounds;
    if (this.#window >= window || this.#checkpoint.size >= ahead) return false;
    return this.#deferred < deferred || this.#deps.isUp();
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
    return this.#overflowed;
  }

  /** Events that were taken in and are neither delivered nor dead. */
  get waiting(): number {
    return this.lanes.size;
  }

  countOverflowed(before: number): void {
    this.#overflowed += before;
  }

  /** Goes on at another place of the log, or in another log. */
  moveTo(position: string): void {
    this.#checkpoint = new Checkpoint(position);
  }

  /** Takes in an event that somebody asked for again and that is deferred; undefined when it waits here already. */
  takeAgain({ logged, entry, delivery }: DeferredEvent): Lane<Item> | undefined {
    const { conversation, id } = logged.event;
    if (this.waitingFor(conversation, id) !== undefined) return undefined;
    const item: Item = { logged, deferred: Promise.resolve(entry) };
    if (delivery !== undefined) item.delivery = delivery;
    this.#deferred += 1;
    const isAfter = (other: Item) => comparePositions(other.logged.position, logged.position) > 0;
    return this.lanes.insert(conversation, item, isAfter);
  }

  /** The lane that an event waits in, if it does. */
  waitingFor(conversation: string, event: string): Lane<Item> | undefined {
    const lane = this.lanes.of(conversation);
    return lane?.items.some(({ logged }) => logged.event.id === event) === true ? lane : undefined;
  }

  restore(deferred: readonly DeferredEvent[]): void {
    for (const { logged, entry, delivery } of deferred) {
      const item: Item = { logged, deferred: Promise.resolve(entry) };
      if (delivery !== undefined) item.delivery = delivery;
      this.#restored.add(logged.event.id);
      this.#deferred += 1;
      this.lanes.add(logged.event.conversation, item);
    }
  }

  /** Takes in what was read; what the filter leaves out moves the checkpoint only. */
  take(events: readonly LoggedEvent[], isWanted: (logged: LoggedEvent) => boolean): void {
    const deferredLanes = new Set<Lane<Item>>();
    for (const logged of events) {
      if (!isWanted(logged) || this.#restored.delete(logged.event.id)) {
        this.#checkpoint.skip(logged.position);
        continue;
      }
      const unfinished = this.#checkpoint.begin(logged.position);
      this.#window += 1;
      const lane = this.lanes.add(logged.event.conversation, { logged, unfinished });
      if (lane.items[0]?.deferred !== undefined) deferredLanes.add(lane);
    }
    for (const lane of deferredLanes) this.#deferLane(lane);
    this.#deps.changed(false);
  }

  /** The head of a lane was delivered, at once or after failures. */
  delivered(lane: Lane<Item>, report: AttemptReport): void {
    const [item] = lane.items;
    this.lanes.done(lane);
    if (item === undefined) return;
    this.#finish(item);
    const { webhook, notes } = this.#deps;
    const past = item.delivery ?? newDelivery(webhook, subjectOf(item.logged), report.at);
    const delivery = afterDelivered(past, report);
    // A delivery without a past waits for the next save of the progress: that is what makes it cheap.
    if (item.delivery === undefined && report.replyError === undefined) notes.add(delivery);
    else void this.#leave(item, delivery);
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
  async deadLetter(lane: Lane<Item>, delivery: Delivery): Promise<void> {
    const [item] = lane.items;
    if (item === undefined) return;
    await this.#deps.deferredEvents.deadLetter(item.logged, delivery, await item.deferred);
    if (item.deferred !== undefined) this.#deferred -= 1;
    this.lanes.done(lane);
    this.#finish(item);
  }

  /** Defers what is not deferred yet of a lane, and notes the delivery of its head. */
  #deferLane(lane: Lane<Item>, delivery?: Delivery): void {
    const { deferredEvents, logger, webhook } = this.#deps;
    const items = this.#withinBound(lane);
    if (items.length === 0 && delivery === undefined) return;
    const logged = items.map((item) => item.logged);
    this.#deferred += items.length;
    const stored = deferredEvents.defer(logged, delivery).then(
      (entries) => {
        for (const item of items) this.#finish(item);
        return entries;
      },
      (error: unknown) => {
        // They go on holding the checkpoint back, and are deferred when this conversation fails again.
        for (const item of items) delete item.deferred;
        this.#deferred -= items.length;
        logger.warn({ webhook, reason: String(error) }, 'failed deliveries could not be deferred');
        return [];
      },
    );
    for (const [index, item] of items.entries()) {
      item.deferred = stored.then((entries) => entries[index]);
    }
  }

  /** What is to be deferred of a lane. What there is no room for becomes a dead letter, unless the receiver is down. */
  #withinBound(lane: Lane<Item>): readonly Item[] {
    const items = lane.items.filter(({ deferred, isDying }) => !(deferred ?? isDying));
    if (!this.#deps.isUp()) return items;
    // The head has its place: its turn comes.
    const head = items[0] === lane.items[0] ? 1 : 0;
    const room = Math.max(this.#deps.bounds.deferred - this.#deferred, head);
    for (const item of items.slice(room)) void this.#overflow(lane, item);
    return items.slice(0, room);
  }

  async #overflow(lane: Lane<Item>, item: Item): Promise<void> {
    const { deferredEvents, webhook, logger, now } = this.#deps;
    item.isDying = true;
    const at = now();
    const delivery: Delivery = {
      ...newDelivery(webhook, subjectOf(item.logged), at),
      state: 'dead',
      last: { at, durationMs: 0, error: 'too many events waited in this conversation' },
    };
    try {
      await deferredEvents.overflow(item.logged, delivery);
      this.lanes.remove(lane, item);
      this.#overflowed += 1;
      this.#finish(item);
    } catch (error) {
      delete item.isDying;
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a dead letter could not be stored');
    }
  }

  async #leave(item: Item, delivery: Delivery): Promise<void> {
    const { deferredEvents, logger, webhook } = this.#deps;
    try {
      const entry = await item.deferred;
      if (entry === undefined) await deferredEvents.note(delivery);
      else await deferredEvents.leave(entry, delivery);
    } catch (error) {
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a delivery could not be noted');
    }
    if (item.deferred !== undefined) this.#deferred -= 1;
  }

  #finish({ unfinished }: Item): void {
    if (unfinished === undefined || unfinished.finished) return;
    this.#checkpoint.finish(unfinished);
    this.#window -= 1;
    this.#deps.changed(true);
  }
}
