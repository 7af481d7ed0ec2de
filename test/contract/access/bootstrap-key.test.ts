import { afterEach, describe, expect, test } from 'vitest';
import {
  isBootstrapKeySeen,
  tellBootstrapKey,
} from '../../../src/features/access/bootstrap-key.ts';
import { BOOTSTRAP_KEY_ID, KeyCache } from '../../../src/features/access/key-cache.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { silentLog } from '../store/redis-stores.ts';

const caches: KeyCache[] = [];
let passed = 0;
const now = () => Date.now() + passed;

afterEach(() => {
  for (const cache of caches.splice(0)) cache.close();
  passed = 0;
});

function cacheWith(store: ReturnType<typeof createMemoryStore>, bootstrapKey: string | undefined) {
  const sleep = () => new Promise((resolve) => setImmediate(resolve));
  const cache = new KeyCache({
    ...{ store, bootstrapKey, now, sleep, logger: silentLog },
    used: () => undefined,
  });
  caches.push(cache);
  return cache;
}

describe('the bootstrap key', () => {
  test('is there for a replica that is configured with it', async () => {
    const store = createMemoryStore({ now });
    expect(await cacheWith(store, 'balcony').isGone(BOOTSTRAP_KEY_ID)).toBe(false);
  });

  test('is gone where no replica is configured with one', async () => {
    const store = createMemoryStore({ now });
    expect(await cacheWith(store, undefined).isGone(BOOTSTRAP_KEY_ID)).toBe(true);
  });

  test('is there as long as another replica says that it has one', async () => {
    const store = createMemoryStore({ now });
    const cache = cacheWith(store, undefined);
    await tellBootstrapKey(store);
    passed += 15_000;
    expect(await cache.isGone(BOOTSTRAP_KEY_ID)).toBe(false);
    await tellBootstrapKey(store);
    passed += 15_000;
    expect(await cache.isGone(BOOTSTRAP_KEY_ID)).toBe(false);
    passed += 10_000;
    expect(await isBootstrapKeySeen(store)).toBe(false);
    expect(await cache.isGone(BOOTSTRAP_KEY_ID)).toBe(true);
  });
});
