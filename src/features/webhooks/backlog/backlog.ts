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
import { LowWater, type Unfinished } from './low-water.ts';
import type { Parked, Parking } from './parking.ts';
import type { Runtime } from '../../runtime.ts';

/** One event in a webhook's backlog. */
export interface Item {
  readonly logged: LoggedEvent;
  /** From its first failure on. */
  delivery?: Delivery;
  /** Holds the mark back; only what was read from the event log has it. */
  readonly unfinished?: Unfinished;
  /** Where it is parked, once that is stored; undefined when it could not be. */
  parked?: Promise<string | undefined>;
  /** On its way to the dead letters. */
  burying?: true;
}

export interface BacklogBounds {
  /** Events in memory that are neither delivered nor parked. */
  readonly window: number;
  /** Events parked behind conversations that are not taken. */
  readonly parked: number;
  /** Events done that stand behind one that is not. */
  readonly ahead: number;
}

export const BACKLOG_BOUNDS: BacklogBounds = { window: 2_000, parked: 10_000, ahead: 100_000 };

export interface BacklogDeps extends Pick<Runtime, 'logger' | 'now'> {
  readonly webhook: string;
  readonly parking: Parking;
  readonly notes: DeliveredNotes;
  readonly bounds: BacklogBounds;
  /** Whether the receiver takes events, so that what it refuses is refused for its own sake. */
  readonly isUp: () => boolean;
  /** The mark may have moved, or there be room. `urgent`: forgetting it would repeat deliveries. */
  readonly changed: (urgent: boolean) => void;
}

/**
 * What one webhook is yet to deliver, as far as it was read. A conversation whose head fails is parked in the
 * store with all that follows in it, so that it neither holds back the mark nor fills the window.
 */
export class Backlog {
  readonly lanes = new Lanes<Item>();
  readonly #deps: BacklogDeps;
  #mark: LowWater;
  #window = 0;
  #parked = 0;
  /** Events that are parked although the event log will be read again from before them. */
  readonly #restored = new Set<string>();
  #overflowed = 0;

  constructor(deps: BacklogDeps, from: string) {
    this.#deps = deps;
    this.#mark = new LowWater(from);
  }

  /** Whether more may be read. A receiver that is down has its backlog in the event log. */
  hasRoom(): boolean {
    const { window, parked, ahead } = this.#deps.bounds;
    if (this.#window >= window || this.#mark.size >= ahead) return false;
    return this.#parked < parked || this.#deps.isUp();
  }

  /** Where to read on. */
  get read(): string {
    return this.#mark.read;
  }

  /** Everything at or below needs no more work from the event log. */
  get done(): string {
    return this.#mark.position();
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
    this.#mark = new LowWater(position);
  }

  /** Takes in an event that somebody asked for again and that is parked; undefined when it waits here already. */
  takeAgain({ logged, entry, delivery }: Parked): Lane<Item> | undefined {
    const { conversation, id } = logged.event;
    if (this.waitingFor(conversation, id) !== undefined) return undefined;
    const item: Item = { logged, parked: Promise.resolve(entry) };
    if (delivery !== undefined) item.delivery = delivery;
    this.#parked += 1;
    const isAfter = (other: Item) => comparePositions(other.logged.position, logged.position) > 0;
    return this.lanes.insert(conversation, item, isAfter);
  }

  /** The lane that an event waits in, if it does. */
  waitingFor(conversation: string, event: string): Lane<Item> | undefined {
    const lane = this.lanes.of(conversation);
    return lane?.items.some(({ logged }) => logged.event.id === event) === true ? lane : undefined;
  }

  restore(parked: readonly Parked[]): void {
    for (const { logged, entry, delivery } of parked) {
      const item: Item = { logged, parked: Promise.resolve(entry) };
      if (delivery !== undefined) item.delivery = delivery;
      this.#restored.add(logged.event.id);
      this.#parked += 1;
      this.lanes.add(logged.event.conversation, item);
    }
  }

  /** Takes in what was read; what the filter leaves out moves the mark only. */
  take(events: readonly LoggedEvent[], isWanted: (logged: LoggedEvent) => boolean): void {
    const parkedLanes = new Set<Lane<Item>>();
    for (const logged of events) {
      if (!isWanted(logged) || this.#restored.delete(logged.event.id)) {
        this.#mark.skip(logged.position);
        continue;
      }
      const unfinished = this.#mark.begin(logged.position);
      this.#window += 1;
      const lane = this.lanes.add(logged.event.conversation, { logged, unfinished });
      if (lane.items[0]?.parked !== undefined) parkedLanes.add(lane);
    }
    for (const lane of parkedLanes) this.#parkLane(lane);
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
    this.#parkLane(lane, delivery);
  }

  /** The head of a lane becomes a dead letter. Rejects with `store-unavailable`; then nothing has changed. */
  async bury(lane: Lane<Item>, delivery: Delivery): Promise<void> {
    const [item] = lane.items;
    if (item === undefined) return;
    await this.#deps.parking.bury(item.logged, delivery, await item.parked);
    if (item.parked !== undefined) this.#parked -= 1;
    this.lanes.done(lane);
    this.#finish(item);
  }

  /** Parks what is not parked yet of a lane, and notes the delivery of its head. */
  #parkLane(lane: Lane<Item>, delivery?: Delivery): void {
    const { parking, logger, webhook } = this.#deps;
    const items = this.#withinBound(lane);
    if (items.length === 0 && delivery === undefined) return;
    const logged = items.map((item) => item.logged);
    this.#parked += items.length;
    const stored = parking.park(logged, delivery).then(
      (entries) => {
        for (const item of items) this.#finish(item);
        return entries;
      },
      (error: unknown) => {
        // They go on holding the mark back, and are parked when this conversation fails again.
        for (const item of items) delete item.parked;
        this.#parked -= items.length;
        logger.warn({ webhook, reason: String(error) }, 'failed deliveries could not be parked');
        return [];
      },
    );
    for (const [index, item] of items.entries()) {
      item.parked = stored.then((entries) => entries[index]);
    }
  }

  /** What is to be parked of a lane. What there is no room for is buried, unless the receiver is down. */
  #withinBound(lane: Lane<Item>): readonly Item[] {
    const items = lane.items.filter(({ parked, burying }) => !(parked ?? burying));
    if (!this.#deps.isUp()) return items;
    // The head has its place: its turn comes.
    const head = items[0] === lane.items[0] ? 1 : 0;
    const room = Math.max(this.#deps.bounds.parked - this.#parked, head);
    for (const item of items.slice(room)) void this.#overflow(lane, item);
    return items.slice(0, room);
  }

  async #overflow(lane: Lane<Item>, item: Item): Promise<void> {
    const { parking, webhook, logger, now } = this.#deps;
    item.burying = true;
    const at = now();
    const delivery: Delivery = {
      ...newDelivery(webhook, subjectOf(item.logged), at),
      state: 'dead',
      last: { at, durationMs: 0, error: 'too many events waited in this conversation' },
    };
    try {
      await parking.overflow(item.logged, delivery);
      this.lanes.remove(lane, item);
      this.#overflowed += 1;
      this.#finish(item);
    } catch (error) {
      delete item.burying;
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a dead letter could not be stored');
    }
  }

  async #leave(item: Item, delivery: Delivery): Promise<void> {
    const { parking, logger, webhook } = this.#deps;
    try {
      const entry = await item.parked;
      if (entry === undefined) await parking.note(delivery);
      else await parking.leave(entry, delivery);
    } catch (error) {
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a delivery could not be noted');
    }
    if (item.parked !== undefined) this.#parked -= 1;
  }

  #finish({ unfinished }: Item): void {
    if (unfinished === undefined || unfinished.finished) return;
    this.#mark.finish(unfinished);
    this.#window -= 1;
    this.#deps.changed(true);
  }
}
