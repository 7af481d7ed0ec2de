import { trimEvents } from './retention.ts';
import type { Runtime } from '../runtime.ts';

const EVERY_MS = 60_000;
const MOST_EVENTS = 1_000_000;
const HELD_FACTOR = 2;

/** Trims the event log now and then; any replica may do it. Returns how to stop. */
export function keepTrimmed(
  { store, settings, logger }: Pick<Runtime, 'store' | 'settings' | 'logger'>,
  heldAt: () => Promise<string | undefined>,
): () => void {
  const retention = {
    keepMs: settings.retention,
    maxLength: MOST_EVENTS,
    heldFactor: HELD_FACTOR,
  };
  const trim = async () => {
    const held = await heldAt();
    // By the clock that dated the events: this machine's may be wrong.
    const now = await store.clock();
    await trimEvents(store, retention, held === undefined ? { now } : { now, heldAt: held });
  };
  const timer = setInterval(() => {
    trim().catch((error: unknown) => {
      logger.warn({ reason: String(error) }, 'the event log was not trimmed');
    });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
