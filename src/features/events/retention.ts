import type { Store } from '../../store/store.ts';
import { EVENT_LOG } from './recorder.ts';

export interface Retention {
  /** Events older than this go, unless a webhook still needs them. */
  readonly keepMs: number;
  /** The newest that are kept, unless a webhook still needs more. */
  readonly maxLength: number;
  /** What webhooks hold back goes all the same when it is this many times over a bound. */
  readonly heldFactor: number;
}

/**
 * Trims the event log once; returns how many events went. `heldAt` is the position up to which every active
 * webhook is done: events after it stay, but a webhook that never answers cannot fill the store.
 */
export async function trimEvents(
  store: Store,
  retention: Retention,
  at: { readonly now: number; readonly heldAt?: string },
): Promise<number> {
  const { keepMs, maxLength, heldFactor } = retention;
  const { now, heldAt } = at;
  const bounds = { before: now - keepMs, maxLength };
  if (heldAt === undefined) return store.trim(EVENT_LOG, bounds);
  const trimmed = await store.trim(EVENT_LOG, { ...bounds, keepAfter: heldAt });
  return (
    trimmed +
    (await store.trim(EVENT_LOG, {
      before: now - keepMs * heldFactor,
      maxLength: maxLength * heldFactor,
    }))
  );
}
