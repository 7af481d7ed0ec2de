import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { isUnsettled } from '../ledger/message-state.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Runtime } from '../../runtime.ts';
import { cannotCancel } from './refusal.ts';
import type { AskHolder } from './holders.ts';

export interface CancelDeps extends Pick<Runtime, 'monotonic'> {
  readonly find: Outbox['find'];
  readonly askHolder: AskHolder;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/**
 * Takes a stanza back that waits, and gives its record, which has failed as `cancelled`; also where it was cancelled before.
 * Throws `not-found`, `conflict` where it may have left, `store-unavailable` where that could not be found out in time.
 */
export type Cancel = (caller: Caller, id: string) => Promise<LedgerRecord>;

/** Longer than most changes of the holder take. */
const PATIENCE_MS = 2_500;
const AGAIN_MS = 50;

export function createCancel(deps: CancelDeps): Cancel {
  return async (caller, id) => {
    const deadline = deps.monotonic() + PATIENCE_MS;
    for (;;) {
      const record = await deps.find(caller, id);
      if (record === undefined)
        throw new BridgeError('not-found', 'You have no message with this id.');
      if (!isUnsettled(record.status)) return cancelled(record);
      const left = deadline - deps.monotonic();
      if (left <= 0) throw undecided();
      const verdict = await deps.askHolder(record, left);
      if (verdict === 'written') return cancelled((await deps.find(caller, id)) ?? record);
      // What was decided is in the record now; where it is not, another holder is to be asked.
      if (verdict === undefined) continue;
      const now = await deps.find(caller, id);
      if (now !== undefined && !isUnsettled(now.status)) return cancelled(now);
      await deps.sleep(AGAIN_MS);
    }
  };
}

function cancelled(record: LedgerRecord): LedgerRecord {
  const refusal = cannotCancel(record);
  if (refusal !== undefined) throw refusal;
  return record;
}

function undecided(): BridgeError {
  const detail =
    'The replica that sends to this recipient did not answer in time, so it is not known whether the message is cancelled. ' +
    'Its record says so once it is; it is safe to ask again.';
  return new BridgeError('store-unavailable', detail, { retryAfter: 1 });
}
