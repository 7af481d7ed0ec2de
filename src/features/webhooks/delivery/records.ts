/**
 * What is kept of deliveries for people to look at: a record of each that failed at least once, with a log of which
 * they are, and a log of the last ones that went through at once. All of it is bounded.
 */
import { LoggedEvent } from '../../events/logged-event.ts';
import {
  LOG_START,
  type Change,
  type LogEntry,
  type Space,
  type Store,
} from '../../../store/store.ts';
import type { Delivery, Subject } from './delivery.ts';
import { decodeCursor } from '../../events/cursor.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** Records of deliveries that did not go through at once. */
const DELIVERIES: Space = { name: 'webhook-delivery', ttl: 7 * DAY, mayForget: () => true };

/** Of each of the two logs. */
const KEPT = { keepMs: DELIVERIES.ttl as number, maxLength: 1_000 };

/** Read at most; the logs may be somewhat longer than they are to be. */
const MAX_READ = 10_000;

/** Values are deliveries. */
export function deliveredLog(webhook: string): string {
  return `webhook-delivered:${webhook}`;
}

/** Values are ids of events. */
function troubledLog(webhook: string): string {
  return `webhook-troubled:${webhook}`;
}

export function subjectOf({ event, cursor }: LoggedEvent): Subject {
  return { event: event.id, type: event.type, conversation: event.conversation, cursor };
}

/** Writes the record of a delivery; the first time it is also to be listed. */
export function recordChanges(delivery: Delivery, isNew: boolean): Change[] {
  const { webhook, event } = delivery;
  const value = JSON.stringify(delivery);
  const put: Change = { do: 'put', space: DELIVERIES, id: recordId(webhook, event), value };
  return isNew ? [put, { do: 'append', log: troubledLog(webhook), value: event }] : [put];
}

/** Whether the last attempt was also the first. */
export function isFirstAttempt({ last, firstAt }: Delivery): boolean {
  return last?.at === firstAt;
}

/** The records of some events; undefined for an event without one. */
export async function recordsOf(
  store: Store,
  webhook: string,
  events: readonly string[],
): Promise<(Delivery | undefined)[]> {
  if (events.length === 0) return [];
  const ids = events.map((event) => recordId(webhook, event));
  const records = await store.getMany(DELIVERIES, ids);
  return records.map((record) => record && (JSON.parse(record.value) as Delivery));
}

/** Every delivery that is kept, the newest events first. */
export async function keptDeliveries(store: Store, webhook: string): Promise<Delivery[]> {
  const [delivered, troubled] = await Promise.all([
    readAll(store, deliveredLog(webhook)),
    readAll(store, troubledLog(webhook)),
  ]);
  const ids = [...new Set(troubled.map(({ value }) => value))];
  const records = await recordsOf(store, webhook, ids);
  const newest = new Map<string, Delivery>();
  const smooth = delivered.map(({ value }) => JSON.parse(value) as Delivery);
  for (const delivery of [...smooth, ...records]) {
    if (delivery === undefined) continue;
    const known = newest.get(delivery.event);
    if (known === undefined || changedAt(known) <= changedAt(delivery)) {
      newest.set(delivery.event, delivery);
    }
  }
  return [...newest.values()].sort((one, other) => (one.event < other.event ? 1 : -1));
}

async function readAll(store: Store, log: string): Promise<readonly LogEntry[]> {
  const all: LogEntry[] = [];
  for (;;) {
    const after = all.at(-1)?.position ?? LOG_START;
    const { entries, more } = await store.read(log, after, MAX_READ - all.length);
    all.push(...entries);
    if (!more || all.length >= MAX_READ) return all;
  }
}

export async function trimRecords(store: Store, webhook: string, now: number): Promise<void> {
  const bounds = { before: now - KEPT.keepMs, maxLength: KEPT.maxLength };
  await store.trim(deliveredLog(webhook), bounds);
  await store.trim(troubledLog(webhook), bounds);
}

/** Drops all of a webhook; a record that is listed no more expires. */
export async function forgetRecords(store: Store, webhook: string): Promise<void> {
  const { entries } = await store.read(troubledLog(webhook), LOG_START, MAX_READ);
  const ids = [...new Set(entries.map(({ value }) => recordId(webhook, value)))];
  await store.commit(ids.map((id) => ({ do: 'delete', space: DELIVERIES, id })));
  await store.drop(deliveredLog(webhook));
  await store.drop(troubledLog(webhook));
}

function changedAt({ firstAt, last }: Delivery): number {
  return Math.max(firstAt, last?.at ?? 0);
}

function recordId(webhook: string, event: string): string {
  return `${webhook}:${event}`;
}

/** An event with its cursor, as a line of text: JSON holds no raw line feed. */
export function encodeDeferred(logged: LoggedEvent): string {
  return `${logged.cursor}\n${logged.text}`;
}

export function decodeDeferred(value: string): LoggedEvent {
  const end = value.indexOf('\n');
  const { incarnation, position } = decodeCursor(value.slice(0, end));
  return new LoggedEvent({ position, value: value.slice(end + 1) }, incarnation);
}
