/**
 * Order in memory: what belongs to one conversation stands in one lane, and only the head of a lane is worked
 * on. Lanes that can go on take turns. Knows nothing of events, time or the store.
 */
export interface Lane<Item> {
  readonly conversation: string;
  /** Oldest first; the head is what is worked on. */
  readonly items: Item[];
  /**
   * `ready`: its head may be taken; `busy`: its head is taken; `waiting`: somebody will call `ready` later.
   */
  state: 'ready' | 'busy' | 'waiting';
}

export class Lanes<Item> {
  readonly #lanes = new Map<string, Lane<Item>>();
  #ready: Lane<Item>[] = [];
  /** Lanes before this index of `#ready` were taken. */
  #taken = 0;
  #size = 0;

  /** Items in all lanes. */
  get size(): number {
    return this.#size;
  }

  add(conversation: string, item: Item): Lane<Item> {
    this.#size += 1;
    const lane = this.#lanes.get(conversation);
    if (lane !== undefined) {
      lane.items.push(item);
      return lane;
    }
    const opened: Lane<Item> = { conversation, items: [item], state: 'ready' };
    this.#lanes.set(conversation, opened);
    this.#ready.push(opened);
    return opened;
  }

  of(conversation: string): Lane<Item> | undefined {
    return this.#lanes.get(conversation);
  }

  /** Adds an item before the first one that is to come after it, but never before one that is worked on. */
  insert(conversation: string, item: Item, isAfter: (other: Item) => boolean): Lane<Item> {
    const lane = this.#lanes.get(conversation);
    if (lane === undefined) return this.add(conversation, item);
    const first = lane.state === 'busy' ? 1 : 0;
    const at = lane.items.findIndex((other, index) => index >= first && isAfter(other));
    lane.items.splice(at === -1 ? lane.items.length : at, 0, item);
    this.#size += 1;
    return lane;
  }

  /** Gives a lane that is not busy the next turn. */
  first(lane: Lane<Item>): void {
    if (lane.state === 'busy') return;
    const at = this.#ready.indexOf(lane, this.#taken);
    if (at !== -1) this.#ready.splice(at, 1);
    lane.state = 'ready';
    this.#ready.splice(this.#taken, 0, lane);
  }

  /** The lane that `take` would give. */
  next(): Lane<Item> | undefined {
    return this.#ready[this.#taken];
  }

  /** The lane whose turn it is; it is busy until `done`, `wait` or `ready`. */
  take(): Lane<Item> | undefined {
    const lane = this.#ready[this.#taken];
    if (lane === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken > 1_024 && this.#taken * 2 > this.#ready.length) {
      this.#ready = this.#ready.slice(this.#taken);
      this.#taken = 0;
    }
    lane.state = 'busy';
    return lane;
  }

  /** The head is done with: the next one may go when it is the lane's turn again. */
  done(lane: Lane<Item>): void {
    lane.items.shift();
    this.#size -= 1;
    if (lane.items.length > 0) this.ready(lane);
    else this.#lanes.delete(lane.conversation);
  }

  /** Takes out an item that is not the head. */
  remove(lane: Lane<Item>, item: Item): void {
    const at = lane.items.indexOf(item);
    if (at < 1) return;
    lane.items.splice(at, 1);
    this.#size -= 1;
  }

  /** The head is to be tried again, but not now. */
  wait(lane: Lane<Item>): void {
    lane.state = 'waiting';
  }

  ready(lane: Lane<Item>): void {
    if (lane.state === 'ready') return;
    lane.state = 'ready';
    this.#ready.push(lane);
  }

  /** The oldest item of each lane. */
  heads(): Item[] {
    return [...this.#lanes.values()].flatMap(({ items }) => items.slice(0, 1));
  }

  /** All lanes that are not worked on, the longest open first. */
  idle(): Lane<Item>[] {
    return [...this.#lanes.values()].filter((lane) => lane.state !== 'busy');
  }
}
