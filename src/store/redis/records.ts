import type { Space, Store } from '../store.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import { createGetGroup, recordOf } from './get-group.ts';
import type { Keys } from './keys.ts';
import { parseRecord } from './stored-text.ts';

export interface RedisRecordsDeps {
  readonly client: Client;
  readonly keys: Keys;
  readonly attempt: Attempt;
}

export function redisRecords(deps: RedisRecordsDeps): Pick<Store, 'get' | 'getMany' | 'list'> {
  const { client, keys, attempt } = deps;
  const getInGroup = createGetGroup((names) => attempt(() => client.mget(...names)));

  const texts = (space: Space, ids: readonly string[]) =>
    space.keep === 'forever'
      ? client.hmget(keys.space(space), ...ids)
      : client.mget(ids.map((id) => keys.record(space, id)));

  return {
    async get(space, id) {
      if (space.keep !== 'forever') return getInGroup(keys.record(space, id));
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
