import { trimEvents } from '../features/events/retention.ts';
import type { Dispatcher } from '../features/webhooks/courier/dispatcher.ts';
import type { Foundation } from './runtime.ts';

const EVERY_MS = 60_000;
const MOST_EVENTS = 1_000_000;
const HELD_FACTOR = 2;

/** Trims the event log now and then; any replica may do it. Returns how to stop. */
export function keepTrimmed(
  base: Pick<Foundation, 'store' | 'settings' | 'log'>,
  dispatcher: Pick<Dispatcher, 'heldAt'>,
): () => void {
  const { store, settings, log } = base;
  const retention = {
    keepMs: settings.retention,
    maxLength: MOST_EVENTS,
    heldFactor: HELD_FACTOR,
  };
  const trim = async () => {
    const heldAt = await dispatcher.heldAt();
    // By the clock that dated the events: this machine's may be wrong.
    const now = await store.clock();
    await trimEvents(store, retention, heldAt === undefined ? { now } : { now, heldAt });
  };
  const timer = setInterval(() => {
    trim().catch((error: unknown) => {
      log.warn({ reason: String(error) }, 'the event log was not trimmed');
    });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
