import { newDelivery, type Delivery } from '../delivery/delivery.ts';
import type { DeferredEvents } from './deferred-events.ts';
import type { HeldEvents } from './held-events.ts';
import { subjectOfItem, type Item } from './item.ts';
import type { Lane, Lanes } from './lanes.ts';
import { Shares } from './shares.ts';
import type { Runtime } from '../../runtime.ts';

export interface PlacesDeps extends Pick<Runtime, 'logger' | 'now'> {
  readonly webhook: string;
  readonly lanes: Lanes<Item>;
  readonly deferredEvents: DeferredEvents;
  readonly held: HeldEvents;
  /** How many events may be deferred. */
  readonly most: number;
  readonly isUp: () => boolean;
  /** An item needs no more work, and its lane may go on. */
  readonly finish: (item: Item) => void;
}

/**
 * The places for deferred events of a webhook. When all are taken, the conversation that has the most loses its newest
 * event to the dead letters, so that one that is never taken costs no other its place.
 */
export class Places {
  /** Events that became dead letters unsent. */
  overflowed = 0;
  readonly #deps: PlacesDeps;
  /** By conversation. */
  readonly #shares = new Shares<string>();
  #leaving = 0;
  #evictions: Promise<void> = Promise.resolve();

  constructor(deps: PlacesDeps) {
    this.#deps = deps;
  }

  get taken(): number {
    return this.#shares.total;
  }

  /** Events on their way to the dead letters. */
  get leaving(): number {
    return this.#leaving;
  }

  take({ conversation }: Lane<Item>): void {
    this.#shares.add(conversation);
  }

  give({ conversation }: Lane<Item>): void {
    this.#shares.remove(conversation);
  }

  /** Whether there is a place for the head of a lane, or another conversation has more than one. */
  isFree({ conversation }: Lane<Item>): boolean {
    if (this.#shares.total < this.#deps.most || !this.#deps.isUp()) return true;
    return this.#payerFor(conversation) !== undefined;
  }

  /**
   * The items of a lane that are not deferred yet and get a place. The others become dead letters, unless the receiver is
   * down: then nothing more is read instead.
   */
  allot(lane: Lane<Item>): readonly Item[] {
    const items = lane.items.filter(({ deferred, isDying }) => !(deferred ?? isDying));
    return items.filter((item) => {
      // A head has asked whether it may wait.
      const isPlaced = this.#makePlace(lane) || item === lane.items[0];
      if (isPlaced) this.take(lane);
      else this.#evict(lane, item);
      return isPlaced;
    });
  }

  #makePlace({ conversation }: Lane<Item>): boolean {
    if (this.#shares.total < this.#deps.most || !this.#deps.isUp()) return true;
    const payer = this.#payerFor(conversation);
    if (payer === undefined) return false;
    this.give(payer.lane);
    this.#evict(payer.lane, payer.item);
    return true;
  }

  /** Who has so much more than a conversation that it has to give. */
  #payerFor(conversation: string) {
    const largest = this.#shares.largest() ?? conversation;
    if (this.#shares.of(largest) <= this.#shares.of(conversation) + 1) return undefined;
    const lane = this.#deps.lanes.of(largest);
    const item = lane?.items.findLast(
      ({ deferred, isDying }, index) => index > 0 && deferred !== undefined && isDying !== true,
    );
    return lane && item && { lane, item };
  }

  /** One after the other: each is in memory meanwhile. */
  #evict(lane: Lane<Item>, item: Item): void {
    item.isDying = true;
    this.#leaving += 1;
    this.#evictions = this.#evictions.then(async () => {
      await this.#deadLetter(lane, item);
      this.#leaving -= 1;
    });
  }

  async #deadLetter(lane: Lane<Item>, item: Item): Promise<void> {
    const { deferredEvents, webhook, logger, lanes } = this.#deps;
    try {
      const entry = await item.deferred;
      const logged = item.logged ?? (entry && (await deferredEvents.find(entry)));
      const delivery = this.#overflow(item);
      if (logged !== undefined && logged !== '') {
        await deferredEvents.overflow(logged, delivery, entry);
        this.overflowed += 1;
      }
      this.#finished(lane, item);
    } catch (error) {
      delete item.isDying;
      if (item.deferred !== undefined) this.take(lane);
      // Its turn may have come meanwhile.
      if (lane.items[0] === item && lane.state === 'waiting') lanes.ready(lane);
      const fields = { webhook, delivery: item.event, reason: String(error) };
      logger.warn(fields, 'a dead letter could not be stored');
    }
  }

  #finished(lane: Lane<Item>, item: Item): void {
    const { lanes, held, finish } = this.#deps;
    // A head that is dying is not attempted.
    if (lane.items[0] === item) lanes.done(lane);
    else lanes.remove(lane, item);
    held.release(item);
    finish(item);
  }

  #overflow(item: Item): Delivery {
    const at = this.#deps.now();
    return {
      ...newDelivery(this.#deps.webhook, subjectOfItem(item), at),
      state: 'dead',
      last: { at, durationMs: 0, error: 'too many events waited in this conversation' },
    };
  }
}
