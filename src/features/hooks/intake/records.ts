/** What is kept of what came in: cases, deliveries, windows. */
import type { Change, Space, StoredRecord } from '../../../store/store.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
export const CASE_MS = 30 * DAY_MS;
export const DELIVERY_MS = DAY_MS;

/** Messages as they are planned, in the commit that decides it: whoever goes on sends the same ones. */
export interface Plan {
  readonly how: 'new' | 'edit' | 'reply';
  readonly messages: readonly PlannedMessage[];
  /** All of them are in the outbox. */
  readonly done?: true;
}

export interface PlannedMessage {
  readonly to: string;
  readonly id: string;
  /** The message that it corrects or answers. */
  readonly about?: string;
}

/** What is known of the thing that a key stands for. */
export interface Case {
  /** What was said last, as the sender and as the text tell it apart. */
  readonly same: string;
  readonly text: string;
  /** It is over. */
  readonly ends: boolean;
  /** The first message of each recipient. */
  readonly first: Readonly<Record<string, string>>;
  readonly plan?: Plan | undefined;
  /** The text of a correction that was held back. */
  readonly held?: string | undefined;
  /** When it was last written, ms since 1970. */
  readonly at: number;
}

/** How much a hook has sent since a time. */
export interface Window {
  /** Ms since 1970. */
  readonly since: number;
  readonly sent: number;
  /** Messages that were held back. */
  readonly held: number;
  /** Titles of some of them, and how many had each. */
  readonly titles: readonly (readonly [string, number])[];
  /** Cases with a correction that was held back, by their ids. */
  readonly edits: readonly string[];
  /** What was held back is being told; nothing is counted in it any more. */
  readonly isClosing?: true;
}

export const NO_WINDOW: Window = { since: 0, sent: 0, held: 0, titles: [], edits: [] };

/** Of hooks, by id; deleted with the hook. */
export const WINDOWS: Space = { name: 'hook-window', ttl: 'forever' };
export const DELIVERIES: Space = { name: 'hook-delivery', ttl: DELIVERY_MS };
export const CASES: Space = { name: 'hook-case', ttl: CASE_MS };
/** One of which nobody was told. */
export const UNTOLD_CASES: Space = { ...CASES, ttl: DAY_MS };

export function planIn(record: StoredRecord | undefined): Plan | undefined {
  return record === undefined ? undefined : (JSON.parse(record.value) as Plan);
}

export function caseIn(record: StoredRecord | undefined): Case | undefined {
  return record === undefined ? undefined : (JSON.parse(record.value) as Case);
}

export function windowIn(record: StoredRecord | undefined): Window | undefined {
  return record === undefined ? undefined : (JSON.parse(record.value) as Window);
}

/** Fails unless the record is as it was found. */
export function writeRecord(
  space: Space,
  id: string,
  value: unknown,
  found: StoredRecord | undefined,
): Change {
  const text = JSON.stringify(value);
  return { do: 'replace', space, id, value: text, version: found?.version ?? 0 };
}
