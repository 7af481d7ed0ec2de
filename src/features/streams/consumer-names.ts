import type { Caller } from '../../core/caller.ts';
import type { Space, Store } from '../../store/store.ts';

/** Which consumers a key has: their records expire by themselves, so they cannot be listed. */
export interface ConsumerNames {
  /** Notes that a consumer was used. Never rejects: without it, reading goes on all the same. */
  readonly note: (caller: Caller, name: string) => Promise<void>;
  /** Is to be called when a consumer was deleted: it is listed again once it is used again, on any replica. */
  readonly forget: (caller: Caller, name: string) => Promise<void>;
  /** Those that were used within 30 days, by name. Throws `store-unavailable`. */
  readonly list: (caller: Caller) => Promise<readonly string[]>;
  close(): void;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const KEEP_MS = 30 * DAY_MS;
const FORGOTTEN = 'consumer-forgotten';
const NAMES: Space = { name: 'consumer-names', ttl: KEEP_MS };

/** Of a key with more, those that were used last are listed. */
const MAX_LISTED = 1_000;
/** Remembered here as noted lately, so that the record is written once a day for each. */
const MAX_REMEMBERED = 10_000;
const MAX_ROUNDS = 8;

/** When each was used last, ms since 1970. */
type LastUses = Readonly<Record<string, number>>;

export function createConsumerNames(store: Store, now: () => number): ConsumerNames {
  const noted = new Map<string, number>();

  const read = async (keyId: string) => {
    const stored = await store.get(NAMES, keyId);
    const uses = stored === undefined ? {} : (JSON.parse(stored.value) as LastUses);
    return { uses, version: stored?.version ?? 0 };
  };

  const others = store.subscribe(FORGOTTEN, (id) => {
    noted.delete(id);
  });

  const write = async (keyId: string, changed: (uses: LastUses) => LastUses): Promise<void> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { uses, version } = await read(keyId);
      const value = JSON.stringify(latest(changed(uses), now()));
      const change = { do: 'replace', space: NAMES, id: keyId, value, version } as const;
      if ((await store.commit([change])).ok) return;
    }
  };

  return {
    async note({ keyId }, name) {
      const id = `${keyId}:${name}`;
      if (now() - (noted.get(id) ?? -Infinity) < DAY_MS) return;
      if (noted.size >= MAX_REMEMBERED) noted.clear();
      noted.set(id, now());
      const used = (uses: LastUses) => ({ ...uses, [name]: now() });
      await write(keyId, used).catch(() => noted.delete(id));
    },
    async forget({ keyId }, name) {
      const id = `${keyId}:${name}`;
      await write(keyId, ({ [name]: _, ...rest }) => rest);
      noted.delete(id);
      await store.publish(FORGOTTEN, id);
    },
    close: () => {
      others.end();
    },
    async list({ keyId }) {
      const { uses } = await read(keyId);
      return Object.keys(latest(uses, now())).sort();
    },
  };
}

function latest(uses: LastUses, now: number): LastUses {
  const recent = Object.entries(uses).filter(([, at]) => at > now - KEEP_MS);
  return Object.fromEntries(recent.sort(([, one], [, two]) => two - one).slice(0, MAX_LISTED));
}
