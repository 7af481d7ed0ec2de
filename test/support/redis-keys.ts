/** What is in Redis: each key, how long it has still to live, and how much is in it. */
import { Redis } from 'ioredis';
import type { StoredKey } from './key-census.ts';

const PAGE = 1_000;
/** What PTTL says. */
const [FOR_EVER, GONE] = [-1, -2];

const SIZES: Readonly<Record<string, (client: Redis, key: string) => Promise<number>>> = {
  hash: (client, key) => client.hlen(key),
  stream: (client, key) => client.xlen(key),
  string: (client, key) => client.strlen(key),
};

export async function readKeys(url: string): Promise<StoredKey[]> {
  const client = new Redis(url, { maxRetriesPerRequest: 3 });
  try {
    const found: StoredKey[] = [];
    let cursor = '0';
    do {
      const [next, keys] = await client.scan(cursor, 'COUNT', PAGE);
      found.push(...(await Promise.all(keys.map((key) => look(client, key)))).flat());
      cursor = next;
    } while (cursor !== '0');
    return [...new Map(found.map((key) => [key.key, key])).values()];
  } finally {
    client.disconnect();
  }
}

/** None where it went in the meantime. */
async function look(client: Redis, key: string): Promise<StoredKey[]> {
  const [type, ttl] = await Promise.all([client.type(key), client.pttl(key)]);
  const size = (await SIZES[type]?.(client, key)) ?? 0;
  const fields = type === 'hash' && size < PAGE ? await client.hkeys(key) : [];
  if (type === 'none' || ttl === GONE) return [];
  return [{ key, type, size, fields, ...(ttl !== FOR_EVER && { ttl }) }];
}
