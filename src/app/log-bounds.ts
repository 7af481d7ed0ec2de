import type { Settings } from '../config/settings.ts';
import { EVENT_LOG } from '../features/events/recorder.ts';
import { isDeadLog } from '../features/webhooks/delivery/dead-letters.ts';
import type { LogBounds } from '../store/capacity.ts';

/** Largest parts of the whole store: the rest is for the outbox, the ledger, and what everything else needs. */
const EVENT_SHARE = 0.4;
const DEAD_SHARE = 0.1;

/** The logs with a bound in bytes: what is dropped from them is missed by readers only, and they are told. */
export function logBounds({ maxEventLog, maxDeadLetterBytes }: Settings): LogBounds {
  const events = { bytes: maxEventLog, share: EVENT_SHARE };
  const deadLetters = { bytes: maxDeadLetterBytes, share: DEAD_SHARE };
  return (log) => {
    if (log === EVENT_LOG) return events;
    return isDeadLog(log) ? deadLetters : undefined;
  };
}
