import { BOOTSTRAP_KEY_ID, type Directory } from '../access/directory.ts';
import type { Log } from '../../observe/log.ts';
import type { Registry } from './subscription/registry.ts';

export interface OrphansDeps {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly disable: (webhookId: string, reason: string) => Promise<void>;
  readonly log: Log;
}

/** What ended while no replica ran, and what could not be done at once. */
const LOOK_EVERY_MS = 10_000;

/** Switches webhooks off whose key ended: nobody may hear through a key that is revoked. Returns how to stop. */
export function disableOrphans({ directory, registry, disable, log }: OrphansDeps): () => void {
  const look = async () => {
    for (const { id, state, owner } of registry.known().values()) {
      if (state === 'disabled' || owner.keyId === BOOTSTRAP_KEY_ID) continue;
      if (await directory.isGone(owner.keyId)) {
        await disable(id, 'Its API key is revoked or has expired.');
        log.info({ webhook: id, keyId: owner.keyId }, 'a webhook lost its key');
      }
    }
  };
  // While the store is away nothing is delivered either.
  const quietly = () => void look().catch(() => undefined);
  directory.onEnd(quietly);
  const timer = setInterval(quietly, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
