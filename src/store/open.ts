import type { Logger } from '../observe/logger.ts';
import type { LogBounds } from './capacity.ts';
import { createMemoryStore } from './memory/store.ts';
import { placeOf } from './redis/health.ts';
import { openRedisStore } from './redis/open.ts';
import { parseRedisUrl } from './redis/url.ts';
import type { Store, StoreMeasure } from './store.ts';

export interface StoreDeps {
  /** `redis/open.ts` tells the forms; without one everything is kept in memory. */
  readonly redisUrl?: string | undefined;
  /** The bridge's domain: bridges of one domain on one Redis share everything. */
  readonly domain: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly measure?: StoreMeasure;
  /** Without it no log has a bound in bytes. */
  readonly logBounds?: LogBounds;
  /** What the memory store may hold, in bytes; without it, as much as there is. */
  readonly memoryBytes?: number;
  /** For who only examines: nothing is written, and what a newer bridge wrote can be told from a store that is away. */
  readonly looksOnly?: boolean;
}

/** Where it is, for a person; without user and password. */
export function storePlace(redisUrl: string | undefined): string {
  return redisUrl === undefined ? 'memory' : placeOf(parseRedisUrl(redisUrl));
}

/** A store ready to use, or one that fails its calls with `store-unavailable` until Redis is there. */
export async function openStore(deps: StoreDeps): Promise<Store> {
  const { redisUrl, logger } = deps;
  if (redisUrl !== undefined) return openRedisStore({ ...deps, url: redisUrl });
  const store = createMemoryStore(deps);
  for (const { code, detail } of store.warnings()) logger.warn({ warning: code }, detail);
  return store;
}
