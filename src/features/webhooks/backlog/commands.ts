/**
 * What callers ask of the delivery worker of a webhook, wherever it runs: kept in a log until it is done, and told by a
 * signal, which may be lost.
 */
import { BridgeError } from '../../../core/errors.ts';
import { LOG_START, type Change, type LogEntry, type Store } from '../../../store/store.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { PageSize } from './page-size.ts';
import { recordChanges, decodeDeferred, encodeDeferred } from '../delivery/records.ts';

export type DeliveryCommand =
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

export function commandLog(webhook: string): string {
  return `webhook-errands:${webhook}`;
}

/** `delivery` is what is known of it from now on. */
export function againChanges(logged: LoggedEvent, delivery: Delivery, isNew: boolean): Change[] {
  const value = `again\n${encodeDeferred(logged)}`;
  return [
    { do: 'append', log: commandLog(delivery.webhook), value },
    ...recordChanges(delivery, isNew),
  ];
}

export function nowChange({ webhook, event, conversation }: Delivery): Change {
  return { do: 'append', log: commandLog(webhook), value: `now\n${event}\n${conversation}` };
}

/** Each holds a copy of its event; more wait only where nothing is done, as the webhook is paused or its receiver down. */
const MAX_RETRIES = 1_000;

/** Throws `conflict` when too many commands wait for a retry to join them. */
export async function refuseManyRetries(store: Store, webhook: string): Promise<void> {
  const { length } = await store.info(commandLog(webhook));
  if (length >= MAX_RETRIES) throw tooMany(length);
}

/** How many more commands may wait, of `most`. */
export async function roomForCommands(store: Store, webhook: string, most: number) {
  const { length } = await store.info(commandLog(webhook));
  return { room: Math.max(0, most - length), tooMany: () => tooMany(length) };
}

function tooMany(length: number): BridgeError {
  return new BridgeError(
    'conflict',
    `${length} retries and replays wait for this webhook already; resume it if it is paused or disabled, or wait until its receiver takes them.`,
  );
}

/** Has the delivery worker look; it looks now and then in any case. */
export function announceCommands(store: Store, webhook: string): void {
  store.publish(CHANNEL, webhook).catch(() => undefined);
}

export function onCommands(store: Store, listener: (webhook: string) => void) {
  return store.subscribe(CHANNEL, listener);
}

/** The oldest that are not done. */
export async function readCommands(
  store: Store,
  webhook: string,
  size: PageSize,
): Promise<DeliveryCommand[]> {
  const { entries } = await store.read(commandLog(webhook), LOG_START, size.next());
  size.saw(entries.map(({ value }) => value));
  return entries.map(decode);
}

export async function doneWith(store: Store, webhook: string, entry: string): Promise<void> {
  await store.commit([{ do: 'remove', log: commandLog(webhook), position: entry }]);
}

function decode({ position: entry, value }: LogEntry): DeliveryCommand {
  const end = value.indexOf('\n');
  const rest = value.slice(end + 1);
  if (value.slice(0, end) === 'again') return { do: 'again', entry, logged: decodeDeferred(rest) };
  const [event = '', conversation = ''] = rest.split('\n');
  return { do: 'now', entry, event, conversation };
}
