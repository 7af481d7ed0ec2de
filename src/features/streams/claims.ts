import type { Cursor } from '../events/cursor.ts';
import type { Store } from '../../store/store.ts';
import type { Listener } from './listener.ts';

/** Who reads as a consumer: the connection that came last, on whichever replica. */
export interface Claims {
  /** Ends the previous stream of this consumer. */
  claim(id: string, listener: Listener): void;
  /** Has the stream of this consumer go on from another place. */
  move(id: string, to: Cursor): void;
  close(): void;
}

const CLAIMED = 'consumer-claimed';
const MOVED = 'consumer-moved';

interface Claim {
  readonly id: string;
  readonly replica: string;
}

interface Move extends Claim {
  readonly to: Cursor;
}

export function createClaims(
  store: Store,
  replica: string,
  moveTo: (listener: Listener, to: Cursor) => void = () => undefined,
): Claims {
  const holders = new Map<string, Listener>();
  const others = store.subscribe(CLAIMED, (payload) => {
    const claim = JSON.parse(payload) as Claim;
    if (claim.replica !== replica) holders.get(claim.id)?.end('replaced');
  });
  const moveHere = (id: string, to: Cursor) => {
    const listener = holders.get(id);
    if (listener !== undefined) moveTo(listener, to);
  };
  const moved = store.subscribe(MOVED, (payload) => {
    const move = JSON.parse(payload) as Move;
    if (move.replica !== replica) moveHere(move.id, move.to);
  });
  return {
    move(id, to) {
      moveHere(id, to);
      store.publish(MOVED, JSON.stringify({ id, replica, to })).catch(() => undefined);
    },
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
      moved.end();
    },
  };
}
