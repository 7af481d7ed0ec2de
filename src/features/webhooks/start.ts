import type { Log } from '../../observe/log.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import type { Store } from '../../store/store.ts';
import type { Dispatcher } from './courier/dispatcher.ts';

const STORE_POLL_MS = 250;

/** Starts deliveries as soon as the store can be read. Returns how to stop them. */
export function startWhenStoreAnswers(
  store: Store,
  dispatcher: Dispatcher,
  logger: Log,
): () => Promise<void> {
  const stopped = new AbortController();
  const failed = (error: unknown) => {
    logger.warn({ reason: String(error) }, 'webhooks wait for the store');
  };
  const start = async () => {
    await store.ping();
    await dispatcher.start();
  };
  const { signal } = stopped;
  const starting = retryUntilAborted(start, { every: STORE_POLL_MS, signal, failed });
  return async () => {
    stopped.abort();
    await starting;
    await dispatcher.stop();
  };
}
