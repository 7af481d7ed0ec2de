import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../src/observe/logger.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { testBounds, type OpenedStores } from './opened-stores.ts';

const ignore = () => undefined;
export const silentLog: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export function openRedis(redisUrl: string, domain = 'bridge.example.org') {
  const logger = silentLog;
  return openStore({ redisUrl, domain, now: Date.now, logger, logBounds: testBounds });
}

/** Two replicas on one Redis, which both have reached: a store opens also where nobody answers yet. */
export async function openReplicas(url: string): Promise<OpenedStores> {
  const [store, other] = await Promise.all([openRedis(url), openRedis(url)]);
  for (const it of [store, other])
    await until(() => answers(it), { message: 'an answer of Redis' });
  return {
    store,
    other,
    now: Date.now,
    pass: (ms) => sleep(ms),
    async close() {
      await Promise.all([store.close(), other.close()]);
    },
  };
}

export const answers = (store: Store) =>
  store.ping().then(
    () => true,
    () => false,
  );
