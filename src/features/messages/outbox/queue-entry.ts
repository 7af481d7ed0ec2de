import type { LogEntry } from '../../../store/store.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { decodeRecord, storedExpiry } from '../ledger/record-form.ts';

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

/** When its time to live ends, ms since 1970; without taking the entry apart. */
export function expiresAtOf({ value }: LogEntry): number {
  return storedExpiry(value);
}

export function decodeEntry({ position, value }: LogEntry): Waiting {
  const end = value.indexOf('\n');
  return { record: decodeRecord(value.slice(0, end)), xml: value.slice(end + 1), position };
}
