import { BridgeError } from '../core/errors.ts';

const RETRY_MS = 100;
/** Less than the lease of the link lasts: after that another replica hears. */
const GIVE_UP_MS = 2_000;

/** Tries again while the store is away, for about two seconds. `work` must be safe to repeat. */
export async function persistently<T>(work: () => Promise<T>, now = Date.now): Promise<T> {
  const deadline = now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const away = error instanceof BridgeError && error.code === 'store-unavailable';
      if (!away || now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
