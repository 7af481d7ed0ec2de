/**
 * Where a conversation waits that a receiver does not take: its events are copied out of the event log, so that
 * the webhook's mark can move on and the event log be trimmed. What is never taken ends among the dead letters.
 */
import type { LoggedEvent } from '../../events/logged-event.ts';
import { LOG_START, type Change, type LogEntry, type Store } from '../../../store/store.ts';
import { buryChange, discardDeadLetters } from '../delivery/dead-letters.ts';
import type { Delivery } from '../delivery/delivery.ts';
import {
  forgetRecords,
  isFirstAttempt,
  recordChanges,
  recordsOf,
  decodeParked,
  encodeParked,
} from '../delivery/records.ts';
import { errandLog } from './errands.ts';
import { PROGRESS } from './progress.ts';

const PAGE = 500;

function parkedLog(webhook: string): string {
  return `webhook-parked:${webhook}`;
}

export interface Parked {
  readonly logged: LoggedEvent;
  /** Where it stands in the parked log. */
  readonly entry: string;
  readonly delivery?: Delivery;
}

/** Drops all that is parked or dead of a webhook that is gone. */
export async function forgetBacklog(store: Store, webhook: string, now: number): Promise<void> {
  const everything = { before: now, maxLength: 0 };
  await store.commit([{ do: 'delete', space: PROGRESS, id: webhook }]);
  await store.trim(parkedLog(webhook), everything);
  await store.trim(errandLog(webhook), everything);
  await discardDeadLetters(store, webhook, now);
  await forgetRecords(store, webhook, now);
}

export class Parking {
  readonly #store: Store;
  readonly #webhook: string;
  readonly #log: string;
  readonly #buried: (() => void) | undefined;

  constructor(store: Store, webhook: string, buried?: () => void) {
    this.#store = store;
    this.#webhook = webhook;
    this.#log = parkedLog(webhook);
    this.#buried = buried;
  }

  /** Everything that is parked, oldest first, each event once. */
  async load(): Promise<Parked[]> {
    const found = new Map<string, Parked>();
    let after = LOG_START;
    for (;;) {
      const { entries } = await this.#store.read(this.#log, after, PAGE);
      for (const parked of await this.#withDeliveries(entries)) {
        const { id } = parked.logged.event;
        if (found.has(id)) await this.#commit([this.#leave(parked.entry)]);
        else found.set(id, parked);
      }
      if (entries.length < PAGE) return [...found.values()];
      after = entries.at(-1)?.position ?? after;
    }
  }

  /** Parks events of one conversation in their order; resolves with where each stands. */
  park(events: readonly LoggedEvent[], delivery?: Delivery): Promise<readonly string[]> {
    const appends = events.map((logged): Change => {
      return { do: 'append', log: this.#log, value: encodeParked(logged) };
    });
    return this.#commit([...appends, ...(delivery === undefined ? [] : record(delivery))]);
  }

  /** Parks an event that an errand asks for, which is done with; resolves with where it stands. */
  async parkAgain(logged: LoggedEvent, errand: string): Promise<string> {
    const [entry = ''] = await this.#commit([
      { do: 'append', log: this.#log, value: encodeParked(logged) },
      { do: 'remove', log: errandLog(this.#webhook), position: errand },
    ]);
    return entry;
  }

  async note(delivery: Delivery): Promise<void> {
    await this.#commit(record(delivery));
  }

  /** A parked event was delivered. */
  async leave(entry: string, delivery: Delivery): Promise<void> {
    await this.#commit([this.#leave(entry), ...record(delivery)]);
  }

  /** An event becomes a dead letter that was never tried. */
  async overflow(logged: LoggedEvent, delivery: Delivery): Promise<void> {
    await this.#commit([buryChange(logged, delivery)]);
    this.#buried?.();
  }

  /** An event becomes a dead letter, and leaves where it was parked. */
  async bury(logged: LoggedEvent, delivery: Delivery, entry: string | undefined): Promise<void> {
    await this.#commit([
      buryChange(logged, delivery),
      ...record(delivery),
      ...(entry === undefined ? [] : [this.#leave(entry)]),
    ]);
    this.#buried?.();
  }

  async #withDeliveries(entries: readonly LogEntry[]): Promise<Parked[]> {
    const events = entries.map(({ value }) => decodeParked(value));
    const ids = events.map(({ event }) => event.id);
    const deliveries = await recordsOf(this.#store, this.#webhook, ids);
    return entries.map(({ position, value }, index): Parked => {
      const logged = events[index] ?? decodeParked(value);
      const delivery = deliveries[index];
      return { logged, entry: position, ...(delivery !== undefined && { delivery }) };
    });
  }

  async #commit(changes: readonly Change[]): Promise<readonly string[]> {
    const result = await this.#store.commit(changes);
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
