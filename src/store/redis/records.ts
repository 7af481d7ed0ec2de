import { MAX_REPLY_BYTES, type Space, type Store, type StoredRecord } from '../store.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

export interface RedisRecordsDeps {
  readonly client: Client;
  readonly keys: Keys;
  readonly attempt: Attempt;
  /** For calls whose replies may be large. */
  readonly attemptLarge: Attempt;
  readonly scripts: Scripts;
}

type Texts = readonly (string | null)[];

/** Up to so many records are got in one reply, however large they are. */
const FEW = 8;
/** Lua hands over some thousands of arguments at most. */
const MAX_AT_ONCE = 1_000;

export function redisRecords(deps: RedisRecordsDeps): Pick<Store, 'get' | 'getMany' | 'list'> {
  const { client, keys, attempt, attemptLarge, scripts } = deps;
  const ofKeys = (names: readonly string[]): Promise<Texts> =>
    names.length <= FEW
      ? attempt(() => client.mget(...names))
      : inParts(names, (part) => attemptLarge(() => scripts.values(part, [MAX_REPLY_BYTES])));
  const ofSpace = (space: Space, ids: readonly string[]): Promise<Texts> =>
    ids.length <= FEW
      ? attempt(() => client.hmget(keys.space(space), ...ids))
      : inParts(ids, (part) =>
          attemptLarge(() => scripts.values([keys.space(space)], [MAX_REPLY_BYTES, ...part])),
        );
  const getInGroup = createGetGroup(ofKeys);
  /** By the name of the space; the code has a fixed number of them. */
  const inSpaces = new Map<string, GetGroup>();
  const inSpace = (space: Space): GetGroup => {
    const found = inSpaces.get(space.name);
    if (found !== undefined) return found;
    const group = createGetGroup((ids) => ofSpace(space, ids));
    inSpaces.set(space.name, group);
    return group;
  };

  return {
    async get(space, id) {
      return space.ttl === 'forever' ? inSpace(space)(id) : getInGroup(keys.record(space, id));
    },
    async getMany(space, ids) {
      if (ids.length === 0) return [];
      if (space.ttl === 'forever') return (await ofSpace(space, ids)).map(recordOf);
      return (await ofKeys(ids.map((id) => keys.record(space, id)))).map(recordOf);
    },
    async list(space) {
      // First the ids, which are short. What is removed before its record is read is left out.
      const ids = await attempt(() => client.hkeys(keys.space(space)));
      const texts = ids.length === 0 ? [] : await ofSpace(space, ids);
      const records = new Map<string, StoredRecord>();
      for (const [index, id] of ids.entries()) {
        const record = recordOf(texts[index]);
        if (record !== undefined) records.set(id, record);
      }
      return records;
    },
  };
}

/** Asks for what is left until everything was answered. */
async function inParts(
  names: readonly string[],
  get: (names: readonly string[]) => Promise<Texts>,
): Promise<Texts> {
  const all: (string | null)[] = [];
  while (all.length < names.length) {
    all.push(...(await get(names.slice(all.length, all.length + MAX_AT_ONCE))));
  }
  return all;
}

/** What stands before the value of a record in Redis: `<version>\n<value>` is one string, cheaper than a hash of two. */
export function versionHead(version: number): string {
  return `${version}\n`;
}

export function parseRecord(text: string): StoredRecord {
  const end = text.indexOf('\n');
  return { version: Number(text.slice(0, end)), value: text.slice(end + 1) };
}

/** Joins the single reads of one event-loop turn into one command: each costs a system call otherwise. */
type GetGroup = (key: string) => Promise<StoredRecord | undefined>;

interface Waiting {
  readonly key: string;
  readonly resolve: (record: StoredRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_KEYS = 512;

function createGetGroup(
  getAll: (keys: readonly string[]) => Promise<readonly (string | null)[]>,
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
      const texts = await getAll(waiting.map(({ key }) => key));
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
