import { decodeRecord, type LedgerRecord } from './ledger.ts';

/** One stanza waiting in the outbox: its ledger record as it was at acceptance, and what goes on the wire. */
export interface QueueEntry {
  readonly record: LedgerRecord;
  readonly xml: string;
}

/** An entry with its place in the log. */
export interface Waiting extends QueueEntry {
  readonly position: string;
}

/** JSON holds no raw line feed, so the first one ends the record and the XML needs no escaping. */
export function encodeEntry(recordJson: string, xml: string): string {
  return `${recordJson}\n${xml}`;
}

export function decodeEntry(value: string): QueueEntry {
  const end = value.indexOf('\n');
  return { record: decodeRecord(value.slice(0, end)), xml: value.slice(end + 1) };
}
