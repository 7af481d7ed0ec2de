import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../observe/log.ts';
import type { Store } from '../../store/store.ts';
import type { Dispatcher } from './courier/dispatcher.ts';

const STORE_POLL_MS = 250;

/** Starts deliveries as soon as the store can be read. Returns how to stop them. */
export function startWhenStoreAnswers(
  store: Store,
  dispatcher: Dispatcher,
  logger: Log,
): () => Promise<void> {
  let stopped = false;
  const start = async () => {
    while (!stopped) {
      try {
        await store.ping();
        await dispatcher.start();
        return;
      } catch (error) {
        logger.warn({ reason: String(error) }, 'webhooks wait for the store');
        await sleep(STORE_POLL_MS);
      }
    }
  };
  const starting = start();
  return async () => {
    stopped = true;
    await starting;
    await dispatcher.stop();
  };
}
