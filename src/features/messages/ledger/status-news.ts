import { conversationEvent } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import { bare } from '../../../core/jid/jid.ts';
import { createTally, type Tally } from '../../../observe/tally.ts';
import type { Traces } from '../../../observe/traces.ts';
import type { Change } from '../../../store/store.ts';
import { toSendRecord } from './ledger.ts';
import type { LedgerRecord } from './record.ts';
import { shownStatus, type ShownStatus } from './message-state.ts';
import { traceStep } from './tracing.ts';

/** What others learn of a record's new status. */
export interface StatusNews {
  /** The event that tells of it, for the commit that writes the record. */
  readonly change: Change;
  /** Called once that commit has happened. */
  readonly stored: () => void;
}

/** Only messages have status events; undefined for presence and IQs. */
export type StatusEvent = (record: LedgerRecord) => StatusNews | undefined;

/** Shown from the start, so that a first failure is seen as a rise. */
const SHOWN: readonly ShownStatus[] = ['acknowledged', 'delivered', 'displayed', 'failed'];

export function createStatusEvents(
  log: EventLog,
  traces: Traces | undefined,
): { readonly event: StatusEvent; readonly counts: Tally<ShownStatus>['counts'] } {
  const tally = createTally(SHOWN);
  return {
    counts: tally.counts,
    event(record) {
      if (record.kind !== 'message') return undefined;
      const { id: message } = record;
      const status = shownStatus(record.status);
      const step = traceStep(traces, record);
      const between = { identity: bare(record.from), remote: bare(record.to) };
      const stamp = log.stamp(step?.traceparent);
      const event = conversationEvent(stamp, 'message.status', between, toSendRecord(record));
      const stored = () => {
        step?.end();
        tally.count(status);
        log.stored(event, { message, status }, 'a message has a new status');
      };
      return { change: eventChange(event), stored };
    },
  };
}
