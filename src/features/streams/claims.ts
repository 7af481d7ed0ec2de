import type { Store } from '../../store/store.ts';
import type { Listener } from './listener.ts';

/** Who reads as a consumer: the connection that came last, on whichever replica. */
export interface Claims {
  /** Ends the previous stream of this consumer. */
  claim(id: string, listener: Listener): void;
  close(): void;
}

const CLAIMED = 'consumer-claimed';

interface Claim {
  readonly id: string;
  readonly replica: string;
}

export function createClaims(store: Store, replica: string): Claims {
  const holders = new Map<string, Listener>();
  const others = store.subscribe(CLAIMED, (payload) => {
    const claim = JSON.parse(payload) as Claim;
    if (claim.replica !== replica) holders.get(claim.id)?.end('replaced');
  });
  return {
    claim(id, listener) {
      if (listener.ended.aborted) return;
      holders.get(id)?.end('replaced');
      holders.set(id, listener);
      listener.ended.addEventListener('abort', () => {
        if (holders.get(id) === listener) holders.delete(id);
      });
      // While the store is away both may read: then events come twice, and none is lost.
      store.publish(CLAIMED, JSON.stringify({ id, replica })).catch(() => undefined);
    },
    close: () => {
      others.end();
    },
  };
}
