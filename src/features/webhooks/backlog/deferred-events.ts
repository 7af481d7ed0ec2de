/**
 * Where a conversation waits that a receiver does not take: its events are copied out of the event log, so that
 * the webhook's checkpoint can move on and the event log be trimmed. What is never taken ends among the dead letters.
 */
import type { LoggedEvent } from '../../events/logged-event.ts';
import {
  LOG_START,
  type Change,
  type CommitOptions,
  type LogEntry,
  type Store,
} from '../../../store/store.ts';
import { deadLetterChange, deadLog } from '../delivery/dead-letters.ts';
import type { Delivery } from '../delivery/delivery.ts';
import {
  forgetRecords,
  isFirstAttempt,
  recordChanges,
  recordsOf,
  decodeDeferred,
  encodeDeferred,
} from '../delivery/records.ts';
import { commandLog } from './commands.ts';
import { deferredEvent, type DeferredEvent } from './item.ts';
import { PROGRESS } from './progress.ts';

function deferredLog(webhook: string): string {
  return `webhook-parked:${webhook}`;
}

const PAGE = 500;

/** Drops all that is kept for a webhook that is gone. Its progress goes last: what was cut short is found by it. */
export async function forgetBacklog(store: Store, webhook: string): Promise<void> {
  await store.drop(deferredLog(webhook));
  await store.drop(commandLog(webhook));
  await store.drop(deadLog(webhook));
  await forgetRecords(store, webhook);
  await store.commit([{ do: 'delete', space: PROGRESS, id: webhook }]);
}

export class DeferredEvents {
  readonly #store: Store;
  readonly #webhook: string;
  readonly #log: string;
  readonly #deadLettered: (() => void) | undefined;
  #isClosed = false;

  constructor(store: Store, webhook: string, deadLettered?: () => void) {
    this.#store = store;
    this.#webhook = webhook;
    this.#log = deferredLog(webhook);
    this.#deadLettered = deadLettered;
  }

  /** The webhook is gone: nothing is written from now on. */
  close(): void {
    this.#isClosed = true;
  }

  /** Everything that is deferred, oldest first, each event once. What the events say stays in the store. */
  async load(): Promise<DeferredEvent[]> {
    const found = new Map<string, DeferredEvent>();
    let after = LOG_START;
    for (;;) {
      const { entries, more } = await this.#store.read(this.#log, after, PAGE);
      for (const deferred of await this.#withDeliveries(entries)) {
        const { event } = deferred.subject;
        if (found.has(event)) await this.#commit([this.#leave(deferred.entry)]);
        else found.set(event, deferred);
      }
      if (!more) return [...found.values()];
      after = entries.at(-1)?.position ?? after;
    }
  }

  /** The event that stands at a place, if it is still there. */
  async find(entry: string): Promise<LoggedEvent | undefined> {
    const found = await this.#store.find(this.#log, entry);
    return found && decodeDeferred(found.value);
  }

  /** Defers events of one conversation in their order; resolves with where each stands. */
  defer(events: readonly LoggedEvent[], delivery?: Delivery): Promise<readonly string[]> {
    const appends = events.map((logged): Change => {
      return { do: 'append', log: this.#log, value: encodeDeferred(logged) };
    });
    return this.#settle([...appends, ...(delivery === undefined ? [] : record(delivery))]);
  }

  /** Defers an event that a delivery command asks for, which is done with; resolves with where it stands. */
  async deferAgain(logged: LoggedEvent, command: string): Promise<string> {
    const [entry = ''] = await this.#commit([
      { do: 'append', log: this.#log, value: encodeDeferred(logged) },
      { do: 'remove', log: commandLog(this.#webhook), position: command },
    ]);
    return entry;
  }

  async note(delivery: Delivery): Promise<void> {
    await this.#commit(record(delivery));
  }

  /** A deferred event was delivered. */
  async leave(entry: string, delivery: Delivery): Promise<void> {
    await this.#settle([this.#leave(entry), ...record(delivery)]);
  }

  /** An event becomes a dead letter that was never tried, and leaves where it was deferred. */
  async overflow(
    logged: LoggedEvent,
    delivery: Delivery,
    entry: string | undefined,
  ): Promise<void> {
    await this.#settle([
      deadLetterChange(logged, delivery),
      ...(entry === undefined ? [] : [this.#leave(entry)]),
    ]);
    this.#deadLettered?.();
  }

  /** An event becomes a dead letter, and leaves where it was deferred. */
  async deadLetter(
    logged: LoggedEvent,
    delivery: Delivery,
    entry: string | undefined,
  ): Promise<void> {
    await this.#settle([
      deadLetterChange(logged, delivery),
      ...record(delivery),
      ...(entry === undefined ? [] : [this.#leave(entry)]),
    ]);
    this.#deadLettered?.();
  }

  async #withDeliveries(entries: readonly LogEntry[]): Promise<DeferredEvent[]> {
    const events = entries.map(({ value }) => decodeDeferred(value));
    const ids = events.map(({ event }) => event.id);
    const deliveries = await recordsOf(this.#store, this.#webhook, ids);
    return events.map((logged, index) =>
      deferredEvent(logged, entries[index]?.position ?? '', deliveries[index]),
    );
  }

  /** Resolves when it is known to be done: what is deferred and not known to be is delivered again by each next worker. */
  #settle(changes: readonly Change[]): Promise<readonly string[]> {
    return this.#commit(changes, { untilKnown: true });
  }

  async #commit(changes: readonly Change[], options?: CommitOptions): Promise<readonly string[]> {
    if (this.#isClosed) return [];
    const result = await this.#store.commit(changes, options);
    // None of the changes carries a condition.
    return result.ok ? result.positions : [];
  }

  #leave(entry: string): Change {
    return { do: 'remove', log: this.#log, position: entry };
  }
}

function record(delivery: Delivery): Change[] {
  return recordChanges(delivery, isFirstAttempt(delivery));
}
