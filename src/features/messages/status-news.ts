import type { Change } from '../../store/store.ts';
import type { LedgerRecord } from './ledger.ts';

/** What others learn of a record's new status. */
export interface StatusNews {
  /** The event that tells of it, for the commit that writes the record. */
  readonly change: Change;
  /** Called once that commit has happened. */
  readonly stored: () => void;
}

/** None for what is no message. */
export type StatusEvent = (record: LedgerRecord) => StatusNews | undefined;
