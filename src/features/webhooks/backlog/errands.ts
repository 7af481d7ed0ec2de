/**
 * What callers ask of the courier of a webhook, wherever it runs: kept in a log until it is done, and told by a
 * signal, which may be lost.
 */
import { LOG_START, type Change, type LogEntry, type Store } from '../../../store/store.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { recordChanges, decodeParked, encodeParked } from '../delivery/records.ts';

export type Errand =
  /** Deliver this event again. */
  | { readonly do: 'again'; readonly entry: string; readonly logged: LoggedEvent }
  /** Try what waits for its next attempt now. */
  | {
      readonly do: 'now';
      readonly entry: string;
      readonly conversation: string;
      readonly event: string;
    };

const CHANNEL = 'webhook-errands';

const PAGE = 500;

export function errandLog(webhook: string): string {
  return `webhook-errands:${webhook}`;
}

/** `delivery` is what is known of it from now on. */
export function againChanges(logged: LoggedEvent, delivery: Delivery, isNew: boolean): Change[] {
  const value = `again\n${encodeParked(logged)}`;
  return [
    { do: 'append', log: errandLog(delivery.webhook), value },
    ...recordChanges(delivery, isNew),
  ];
}

export function nowChange({ webhook, event, conversation }: Delivery): Change {
  return { do: 'append', log: errandLog(webhook), value: `now\n${event}\n${conversation}` };
}

/** Has the courier look; it looks now and then in any case. */
export function tellOfErrands(store: Store, webhook: string): void {
  store.publish(CHANNEL, webhook).catch(() => undefined);
}

export function hearOfErrands(store: Store, listener: (webhook: string) => void) {
  return store.subscribe(CHANNEL, listener);
}

export async function readErrands(store: Store, webhook: string): Promise<Errand[]> {
  const { entries } = await store.read(errandLog(webhook), LOG_START, PAGE);
  return entries.map(decode);
}

export async function doneWith(store: Store, webhook: string, entry: string): Promise<void> {
  await store.commit([{ do: 'remove', log: errandLog(webhook), position: entry }]);
}

function decode({ position: entry, value }: LogEntry): Errand {
  const end = value.indexOf('\n');
  const rest = value.slice(end + 1);
  if (value.slice(0, end) === 'again') return { do: 'again', entry, logged: decodeParked(rest) };
  const [event = '', conversation = ''] = rest.split('\n');
  return { do: 'now', entry, event, conversation };
}
