import { trimEvents } from '../events/retention.ts';
import type { Dispatcher } from '../webhooks/courier/dispatcher.ts';
import type { Foundation } from './foundation.ts';

const EVERY_MS = 60_000;
const MOST_EVENTS = 1_000_000;
const HELD_FACTOR = 2;

/** Trims the event log now and then; any replica may do it. Returns how to stop. */
export function keepTrimmed(base: Foundation, dispatcher: Dispatcher): () => void {
  const { store, settings, log, now } = base;
  const retention = {
    keepMs: settings.retention,
    maxLength: MOST_EVENTS,
    heldFactor: HELD_FACTOR,
  };
  const trim = async () => {
    const heldAt = await dispatcher.heldAt();
    const at = heldAt === undefined ? { now: now() } : { now: now(), heldAt };
    await trimEvents(store, retention, at);
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
