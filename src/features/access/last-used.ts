import type { Space, Store } from '../../store/store.ts';

/** When each key was last used: ms since 1970, by its id. */
export const KEY_USES: Space = { name: 'key-used', ttl: 'forever' };

export interface LastUsed {
  readonly mark: (keyId: string, at: number) => void;
  /** Writes what was not written yet. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** A key that is used all the time costs one write in a minute. */
const WRITE_EVERY_MS = 60_000;

/** Remembers when keys were used and tells the store late, for those of which it is wanted. */
export function createLastUsed(store: Store, isKept: (keyId: string) => boolean): LastUsed {
  const unwritten = new Map<string, number>();
  const flush = async () => {
    const uses = [...unwritten].filter(([id]) => isKept(id));
    unwritten.clear();
    if (uses.length === 0) return;
    await store.commit(
      uses.map(([id, at]) => ({ do: 'put', space: KEY_USES, id, value: String(at) })),
    );
  };
  // What cannot be written is no loss: the key will be used again.
  const quietly = () => flush().catch(() => undefined);
  const timer = setInterval(() => void quietly(), WRITE_EVERY_MS);
  return {
    mark: (keyId, at) => void unwritten.set(keyId, at),
    flush,
    async close() {
      clearInterval(timer);
      await quietly();
    },
  };
}
