/**
 * Which records are settled, oldest first, and what they take: a log, so that the ledger can be kept to a number of bytes. What
 * is settled together shares one entry: `<bytes> <id> <id> …`.
 */
import type { Change, LogEntry } from '../../../store/store.ts';

export const SETTLED_LOG = 'ledger';

/** A settled record as it is stored. */
export interface Stored {
  readonly id: string;
  readonly value: string;
  /** There is a copy of it under another id. */
  readonly claim?: string | undefined;
}

/** What Redis takes for a key that expires beside its key and value, and the log for an id; measured, rounded up. */
const RECORD_OVERHEAD = 200;
/** The same of an entry of the log. */
const ENTRY_OVERHEAD = 64;
/** A receipt makes a record longer. */
const ROOM_FOR_NEWS = 16;

export function settledChange(records: readonly Stored[]): Change {
  let bytes = ENTRY_OVERHEAD;
  let ids = '';
  for (const record of records) {
    bytes += bytesOf(record);
    ids += ` ${record.id}`;
  }
  return { do: 'append', log: SETTLED_LOG, value: `${bytes}${ids}` };
}

function bytesOf({ id, value, claim }: Stored): number {
  const bytes = Buffer.byteLength(value) + 2 * id.length + RECORD_OVERHEAD + ROOM_FOR_NEWS;
  return claim === undefined ? bytes : 2 * bytes;
}

/** What is settled by one entry. */
export interface Settled {
  readonly position: string;
  readonly bytes: number;
  readonly ids: readonly string[];
}

export function decodeSettled({ position, value }: LogEntry): Settled {
  const [bytes = '0', ...ids] = value.split(' ');
  return { position, bytes: Number(bytes), ids };
}
