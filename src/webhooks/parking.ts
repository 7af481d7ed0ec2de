/**
 * Where a conversation waits that a receiver does not take: its events are copied out of the event log, so that
 * the webhook's mark can move on and the event log be trimmed. What is never taken ends among the dead letters.
 */
import { decodeCursor } from '../events/cursor.ts';
import { LoggedEvent } from '../events/logged-event.ts';
import { LOG_START, type Change, type LogEntry, type Space, type Store } from '../store/store.ts';
import type { Delivery } from './delivery.ts';
import { PROGRESS } from './progress.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** Records of deliveries that did not go through at once. */
export const DELIVERIES: Space = { name: 'webhook-delivery', keep: 7 * DAY };

const PAGE = 500;

function parkedLog(webhook: string): string {
  return `webhook-parked:${webhook}`;
}

export function deadLog(webhook: string): string {
  return `webhook-dead:${webhook}`;
}

/** An event with its cursor, as a line of text: JSON holds no raw line feed. */
function encodeParked(logged: LoggedEvent): string {
  return `${logged.cursor}\n${logged.text}`;
}

function decodeParked(value: string): LoggedEvent {
  const end = value.indexOf('\n');
  const { incarnation, position } = decodeCursor(value.slice(0, end));
  return new LoggedEvent({ position, value: value.slice(end + 1) }, incarnation);
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
  await store.trim(deadLog(webhook), everything);
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
    return this.#commit([...appends, ...(delivery === undefined ? [] : [this.#put(delivery)])]);
  }

  async note(delivery: Delivery): Promise<void> {
    await this.#commit([this.#put(delivery)]);
  }

  /** A parked event was delivered. */
  async leave(entry: string, delivery: Delivery): Promise<void> {
    await this.#commit([this.#leave(entry), this.#put(delivery)]);
  }

  /** An event becomes a dead letter, and leaves where it was parked. */
  async bury(logged: LoggedEvent, delivery: Delivery, entry: string | undefined): Promise<void> {
    await this.#commit([
      { do: 'append', log: deadLog(this.#webhook), value: encodeParked(logged) },
      this.#put(delivery),
      ...(entry === undefined ? [] : [this.#leave(entry)]),
    ]);
    this.#buried?.();
  }

  async #withDeliveries(entries: readonly LogEntry[]): Promise<Parked[]> {
    const events = entries.map(({ value }) => decodeParked(value));
    const ids = events.map(({ event }) => this.#recordId(event.id));
    const records = ids.length === 0 ? [] : await this.#store.getMany(DELIVERIES, ids);
    return entries.map(({ position, value }, index): Parked => {
      const logged = events[index] ?? decodeParked(value);
      const record = records[index];
      if (record === undefined) return { logged, entry: position };
      return { logged, entry: position, delivery: JSON.parse(record.value) as Delivery };
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

  #put(delivery: Delivery): Change {
    const id = this.#recordId(delivery.event);
    return { do: 'put', space: DELIVERIES, id, value: JSON.stringify(delivery) };
  }

  #recordId(event: string): string {
    return `${this.#webhook}:${event}`;
  }
}
