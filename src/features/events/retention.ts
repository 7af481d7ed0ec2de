import type { Store } from '../../store/store.ts';
import { EVENT_LOG } from './recorder.ts';
import type { Runtime } from '../runtime.ts';

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

const EVERY_MS = 60_000;
/** Appends keep the log within its bound in bytes; but none come while the store is full, and the bound may shrink. */
const BYTES_EVERY_MS = 5_000;
const MAX_EVENTS = 1_000_000;
const HELD_FACTOR = 2;

/** Trims the event log now and then; any replica may do it. Returns how to stop. */
export function keepTrimmed(
  { store, settings, logger }: Pick<Runtime, 'store' | 'settings' | 'logger'>,
  heldAt: () => Promise<string | undefined>,
): () => void {
  const retention = {
    keepMs: settings.retention,
    maxLength: MAX_EVENTS,
    heldFactor: HELD_FACTOR,
  };
  const trim = async () => {
    const held = await heldAt();
    // By the clock that dated the events: this machine's may be wrong.
    const now = await store.clock();
    await trimEvents(store, retention, held === undefined ? { now } : { now, heldAt: held });
  };
  const failed = (error: unknown) => {
    logger.warn({ reason: String(error) }, 'the event log was not trimmed');
  };
  const timers = [
    setInterval(() => void trim().catch(failed), Math.min(EVERY_MS, settings.retention)),
    setInterval(() => void store.trimToBound(EVENT_LOG).catch(() => undefined), BYTES_EVERY_MS),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
