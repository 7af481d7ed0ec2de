import type { LogEntry } from '../../../store/store.ts';
import { decodeRecord, type LedgerRecord } from '../ledger/ledger.ts';

/** One stanza waiting in the outbox: its ledger record as it was at acceptance, and what goes on the wire. */
export interface Waiting {
  readonly record: LedgerRecord;
  readonly xml: string;
  /** Its place in the log. */
  readonly position: string;
}

/** JSON holds no raw line feed, so the first one ends the record and the XML needs no escaping. */
export function encodeEntry(recordJson: string, xml: string): string {
  return `${recordJson}\n${xml}`;
}

/**
 * When its time to live ends. Found without taking the record apart, as there may be very many to look at. No text in the
 * record can look like it: JSON escapes the quotes in them.
 */
export function expiresAtOf({ value }: LogEntry): number {
  const at = value.indexOf(EXPIRES_AT) + EXPIRES_AT.length;
  return Number.parseInt(value.slice(at, at + LONGEST_TIME), 10);
}

const EXPIRES_AT = '"expiresAt":';
/** Digits of the longest number of milliseconds that there is. */
const LONGEST_TIME = 16;

export function decodeEntry({ position, value }: LogEntry): Waiting {
  const end = value.indexOf('\n');
  return { record: decodeRecord(value.slice(0, end)), xml: value.slice(end + 1), position };
}
