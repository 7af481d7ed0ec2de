import type { LoggedEvent } from '../../events/logged-event.ts';
import { subjectOf } from '../delivery/records.ts';
import type { DeferredEvents } from './deferred-events.ts';
import type { Item } from './item.ts';
import { costOf, type MemoryShare } from './memory-budget.ts';

/** Which events of a backlog are in memory: those read and not deferred, and those that are attempted. */
export class HeldEvents {
  readonly #memory: MemoryShare;
  readonly #stored: Pick<DeferredEvents, 'find'>;

  constructor(memory: MemoryShare, stored: Pick<DeferredEvents, 'find'>) {
    this.#memory = memory;
    this.#stored = stored;
  }

  hasRoom(): boolean {
    return this.#memory.hasRoom();
  }

  hold(logged: LoggedEvent): void {
    this.#memory.hold(logged);
  }

  /** Whether an item can be attempted now: what is deferred needs room in memory. */
  mayLoad(item: Item): boolean {
    return item.logged !== undefined || this.#memory.hasRoom();
  }

  /** The event of an item, for an attempt. Undefined when it is stored no more. Throws `store-unavailable`. */
  async load(item: Item): Promise<LoggedEvent | undefined> {
    item.isBusy = true;
    if (item.logged !== undefined) return item.logged;
    const cost = costOf(item);
    this.#memory.reserve(cost);
    try {
      const entry = await item.deferred;
      item.logged = entry === undefined ? undefined : await this.#stored.find(entry);
      if (item.logged !== undefined) this.#memory.hold(item.logged);
      return item.logged;
    } finally {
      this.#memory.unreserve(cost);
    }
  }

  /** An attempt is over. */
  unload(item: Item): void {
    item.isBusy = false;
    if (item.subject !== undefined) this.release(item);
  }

  /** What is deferred is held no more, except while it is attempted. */
  isDeferred(item: Item): void {
    if (item.logged === undefined) return;
    item.subject = subjectOf(item.logged);
    if (item.isBusy !== true) this.release(item);
  }

  release(item: Item): void {
    if (item.logged === undefined) return;
    this.#memory.release(item.logged);
    item.logged = undefined;
  }
}
