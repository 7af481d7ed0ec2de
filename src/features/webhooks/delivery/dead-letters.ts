/** Deliveries that were given up, each with its event, until somebody replays or discards them. */
import type { LoggedEvent } from '../../events/logged-event.ts';
import { LOG_START, type Change, type LogEntry, type Store } from '../../../store/store.ts';
import type { Delivery } from './delivery.ts';
import { decodeDeferred, encodeDeferred } from './records.ts';

const DAY = 24 * 60 * 60 * 1_000;

const TTL_MS = 7 * DAY;

/** Some MB, where all of them are large. */
const PAGE = 50;

export interface DeadLetter {
  /** Its position in the log. */
  readonly id: string;
  readonly logged: LoggedEvent;
  readonly delivery: Delivery;
}

const DEAD_LOG = 'webhook-dead:';

export function deadLog(webhook: string): string {
  return DEAD_LOG + webhook;
}

export function isDeadLog(log: string): boolean {
  return log.startsWith(DEAD_LOG);
}

export function deadLetterChange(logged: LoggedEvent, delivery: Delivery): Change {
  const value = `${JSON.stringify(delivery)}\n${encodeDeferred(logged)}`;
  return { do: 'append', log: deadLog(delivery.webhook), value };
}

export function discardChange(webhook: string, letter: string): Change {
  return { do: 'remove', log: deadLog(webhook), position: letter };
}

export interface DeadLetterPage {
  readonly letters: readonly DeadLetter[];
  /** There may be more after the last of them. */
  readonly more: boolean;
}

/** Up to `limit` after one of them, the oldest first; fewer where they are large. */
export async function readDeadLetters(
  store: Store,
  webhook: string,
  page: { readonly after?: string; readonly limit: number },
): Promise<DeadLetterPage> {
  const { after = LOG_START, limit } = page;
  const { entries, more } = await store.read(deadLog(webhook), after, limit);
  return { letters: entries.map(decodeDead), more };
}

/** Those of some ids that are still there. */
export async function findDeadLetters(
  store: Store,
  webhook: string,
  ids: readonly string[],
): Promise<DeadLetter[]> {
  const found = await Promise.all(ids.map((id) => store.find(deadLog(webhook), id)));
  return found.filter((entry) => entry !== undefined).map(decodeDead);
}

/** The dead letter of an event, if it has one. Looks through all of them. */
export async function deadLetterOf(
  store: Store,
  webhook: string,
  event: string,
): Promise<DeadLetter | undefined> {
  let after = LOG_START;
  for (;;) {
    const { letters, more } = await readDeadLetters(store, webhook, { after, limit: PAGE });
    const found = letters.find(({ delivery }) => delivery.event === event);
    if (found !== undefined || !more) return found;
    after = letters.at(-1)?.id ?? after;
  }
}

/** Drops those over their age. */
export async function ageDeadLetters(store: Store, webhook: string, now: number): Promise<void> {
  await store.trim(deadLog(webhook), { before: now - TTL_MS, maxLength: Infinity });
}

/** Drops the oldest over a number; resolves with how many. */
export async function boundDeadLetters(
  store: Store,
  webhook: string,
  most: number,
): Promise<number> {
  return store.trim(deadLog(webhook), { before: 0, maxLength: most });
}

/** Drops all of them. */
export async function discardDeadLetters(
  store: Store,
  webhook: string,
  now: number,
): Promise<void> {
  await store.trim(deadLog(webhook), { before: now, maxLength: 0 });
}

function decodeDead({ position, value }: LogEntry): DeadLetter {
  const end = value.indexOf('\n');
  return {
    id: position,
    delivery: JSON.parse(value.slice(0, end)) as Delivery,
    logged: decodeDeferred(value.slice(end + 1)),
  };
}
