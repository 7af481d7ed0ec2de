import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import { KeyCache } from '../../../src/features/access/key-cache.ts';
import { CallerKeys } from '../../../src/features/access/keys.ts';
import { createLastUsed, type LastUsed } from '../../../src/features/access/last-used.ts';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import type { KeyToCreate } from '../../../src/contract/schemas.ts';
import type { Store } from '../../../src/store/store.ts';
import { silentLog } from '../store/redis-stores.ts';

export const BOOTSTRAP: Caller = {
  keyId: 'bootstrap',
  identities: ['*'],
  scopes: new Set(SCOPES),
};

export const NURSE: KeyToCreate = {
  name: 'nurse',
  identities: ['nurse'],
  scopes: ['messages:send', 'keys:manage'],
};

const ulid = monotonicFactory();

/** The keys of one replica. */
export interface AccessStage {
  readonly keyCache: KeyCache;
  readonly keys: CallerKeys;
  readonly lastUsed: LastUsed;
  /** Ids of keys that ended, as told. */
  readonly ended: readonly string[];
  /** Lets the clock of this replica go forward, ms. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export async function startAccess(store: Store, bootstrapKey = 'balcony'): Promise<AccessStage> {
  let passed = 0;
  const now = () => Date.now() + passed;
  const lastUsed = createLastUsed(store, (id) => keyCache.ids().includes(id));
  const keyCache = new KeyCache({
    store,
    bootstrapKey,
    now,
    sleep: (ms) => sleep(ms),
    used: lastUsed.mark,
    logger: silentLog,
  });
  const ended: string[] = [];
  keyCache.onEnd((id) => ended.push(id));
  await keyCache.loaded();
  const keys = new CallerKeys({
    store,
    reached: (position) => keyCache.reached(position),
    domain: 'bridge.example.org',
    defaultRate: 1_000,
    newId: ulid,
    random: () => randomBytes(32),
    now,
  });
  return {
    keyCache,
    keys,
    lastUsed,
    ended,
    pass: (ms) => void (passed += ms),
    async close() {
      await lastUsed.close();
      keyCache.close();
    },
  };
}
