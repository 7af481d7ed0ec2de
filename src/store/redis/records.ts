import type { Space, Store, StoredRecord } from '../store.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';

export interface RedisRecordsDeps {
  readonly client: Client;
  readonly keys: Keys;
  readonly attempt: Attempt;
}

export function redisRecords(deps: RedisRecordsDeps): Pick<Store, 'get' | 'getMany' | 'list'> {
  const { client, keys, attempt } = deps;
  const getInGroup = createGetGroup((names) => attempt(() => client.mget(...names)));

  const texts = (space: Space, ids: readonly string[]) =>
    space.ttl === 'forever'
      ? client.hmget(keys.space(space), ...ids)
      : client.mget(ids.map((id) => keys.record(space, id)));

  return {
    async get(space, id) {
      if (space.ttl !== 'forever') return getInGroup(keys.record(space, id));
      return recordOf(await attempt(() => client.hget(keys.space(space), id)));
    },
    async getMany(space, ids) {
      if (ids.length === 0) return [];
      return (await attempt(() => texts(space, ids))).map(recordOf);
    },
    async list(space) {
      const found = await attempt(() => client.hgetall(keys.space(space)));
      return new Map(Object.entries(found).map(([id, text]) => [id, parseRecord(text)]));
    },
  };
}

/** What stands before the value of a record in Redis: `<version>\n<value>` is one string, cheaper than a hash of two. */
export function versionHead(version: number): string {
  return `${version}\n`;
}

export function parseRecord(text: string): StoredRecord {
  const end = text.indexOf('\n');
  return { version: Number(text.slice(0, end)), value: text.slice(end + 1) };
}

/** Joins the single reads of one event-loop turn into one MGET. */
type GetGroup = (key: string) => Promise<StoredRecord | undefined>;

interface Waiting {
  readonly key: string;
  readonly resolve: (record: StoredRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_KEYS = 512;

function createGetGroup(
  mget: (keys: readonly string[]) => Promise<readonly (string | null)[]>,
): GetGroup {
  let queue: Waiting[] = [];

  const flush = () => {
    const waiting = queue;
    queue = [];
    for (let from = 0; from < waiting.length; from += MAX_KEYS) {
      void answer(waiting.slice(from, from + MAX_KEYS));
    }
  };

  const answer = async (waiting: readonly Waiting[]) => {
    try {
      const texts = await mget(waiting.map(({ key }) => key));
      for (const [index, { resolve }] of waiting.entries()) resolve(recordOf(texts[index]));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  };

  return (key) =>
    new Promise((resolve, reject) => {
      if (queue.push({ key, resolve, reject }) === 1) setImmediate(flush);
    });
}

function recordOf(text: string | null | undefined): StoredRecord | undefined {
  return text === null || text === undefined ? undefined : parseRecord(text);
}
