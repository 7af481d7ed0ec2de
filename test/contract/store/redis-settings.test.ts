import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisOptions, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { openRedis, silentLog } from './redis-stores.ts';

async function withRedis(
  options: RedisOptions,
  use: (store: Store, redis: RedisServer) => Promise<void>,
): Promise<void> {
  const redis = await startRedis(options);
  const store = await openRedis(redis.url);
  try {
    await use(store, redis);
  } finally {
    await store.close();
    await redis.stop();
  }
}

const codes = (store: Store) => store.warnings().map(({ code }) => code);

describe.runIf(needs('redis'))('the settings of Redis', () => {
  it.each<{ title: string; options: RedisOptions; expected: string[] }>([
    { title: 'a durable Redis', options: {}, expected: [] },
    {
      title: 'one without append-only file',
      options: { appendonly: false },
      expected: ['not-durable'],
    },
    {
      title: 'one that drops data when full',
      options: { settings: { maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' } },
      expected: ['evicts'],
    },
    {
      title: 'one that would drop data but is never full',
      options: { settings: { 'maxmemory-policy': 'allkeys-lru' } },
      expected: [],
    },
  ])('are warned of: $title', async ({ options, expected }) => {
    await withRedis(options, (store) => {
      expect(codes(store)).toEqual(expected);
      return Promise.resolve();
    });
  });

  it('are looked at again after each connect', async () => {
    await withRedis({}, async (store, redis) => {
      await redisCommand(redis.port, 'CONFIG', 'SET', 'appendonly', 'no');
      await redisCommand(redis.port, 'CLIENT', 'KILL', 'TYPE', 'normal');
      await until(() => codes(store).length > 0);
      expect(codes(store)).toEqual(['not-durable']);
    });
  });

  it('may be hidden from us, which is said', async () => {
    await withRedis({}, async (_, redis) => {
      await redisCommand(redis.port, 'ACL', 'SETUSER', 'default', '-info');
      const store = await openRedis(redis.url);
      expect(codes(store)).toEqual(['unchecked']);
      await store.close();
    });
  });

  it('bridges of other domains on one Redis see nothing of each other', async () => {
    await withRedis({}, async (store, redis) => {
      const stranger = await openRedis(redis.url, 'bridge.montague.example');
      const space = { name: 'message', ttl: 600_000 };
      await store.commit([
        { do: 'put', space, id: 'juliet', value: 'x' },
        { do: 'append', log: 'events', value: 'x' },
      ]);
      expect(await stranger.get(space, 'juliet')).toBeUndefined();
      expect(await stranger.read('events', LOG_START, 10)).toMatchObject({
        entries: [],
        lost: false,
      });
      await stranger.close();
    });
  });
});

const KEY = '{sb:bridge.example.org}:data-version';
const SPACE_KEY = '{sb:bridge.example.org}:space:cast';
const NURSE = {
  do: 'put',
  space: { name: 'cast', ttl: 'forever' },
  id: 'nurse',
  value: 'x',
} as const;

const refusalOf = (call: Promise<unknown>) => call.then(() => '', String);
const examiner = (redisUrl: string) => ({
  redisUrl,
  domain: 'bridge.example.org',
  now: Date.now,
  logger: silentLog,
});

describe.runIf(needs('redis'))('what a newer bridge wrote', () => {
  it('is not opened', async () => {
    await withRedis({}, async (_, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '3');
      await expect(openRedis(redis.url)).rejects.toThrow('run a newer bridge');
    });
  });

  it('is not read when it comes later', async () => {
    await withRedis({}, async (store, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '3');
      await redisCommand(redis.port, 'CLIENT', 'KILL', 'TYPE', 'normal');
      await until(async () => (await refusalOf(store.ping())).includes('newer bridge'));
    });
  });

  it('is not opened while the newer bridge is changing what there was', async () => {
    await withRedis({}, async (_, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '3<2');
      await expect(openRedis(redis.url)).rejects.toThrow('run a newer bridge');
    });
  });

  it('is written no more at once, and soon not read, by an older bridge that still runs', async () => {
    await withRedis({}, async (older, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '3');
      await expect(older.commit([NURSE])).rejects.toThrow('The store did not answer');
      await until(async () => (await refusalOf(older.ping())).includes('run a newer bridge'));
      expect(await redisCommand(redis.port, 'EXISTS', SPACE_KEY)).toContain('0');
    });
  });

  it('is left as it is by who only looks', async () => {
    await withRedis({}, async (_, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '3<2');
      const store = await openStore({ ...examiner(redis.url), looksOnly: true });
      expect(await refusalOf(store.ping())).toContain('run a newer bridge');
      await store.close();
      expect(await redisCommand(redis.port, 'GET', KEY)).toContain('3<2');
    });
  });
});

describe.runIf(needs('redis'))('what an older bridge wrote', () => {
  const versionAt = ({ port }: RedisServer) => redisCommand(port, 'GET', KEY);

  it.each([
    ['1', 'older data'],
    ['2<1', 'data that was claimed by a replica that died'],
  ])('is claimed and then taken over: %s, %s', async (mark) => {
    await withRedis({}, async (store, redis) => {
      await store.close();
      await redisCommand(redis.port, 'SET', KEY, mark);
      const newer = await openRedis(redis.url);
      expect(await versionAt(redis)).toContain('2<1');
      expect(await refusalOf(newer.commit([NURSE]))).toContain('no older bridge reads it');
      expect(newer.health().detail).toContain('no older bridge reads it');
      await until(async () => (await refusalOf(newer.commit([NURSE]))) === '');
      expect(await versionAt(redis)).toMatch(/2$/);
      await newer.close();
    });
  });

  it('is taken over when it comes back under a bridge that runs, as from a backup', async () => {
    await withRedis({}, async (store, redis) => {
      await redisCommand(redis.port, 'SET', KEY, '1');
      expect(await refusalOf(store.commit([NURSE]))).not.toBe('');
      await until(async () => (await refusalOf(store.commit([NURSE]))) === '');
      expect(await versionAt(redis)).toMatch(/2$/);
    });
  });

  it('is read, and left as it is, by who only looks', async () => {
    await withRedis({}, async (store, redis) => {
      await store.close();
      await redisCommand(redis.port, 'SET', KEY, '1');
      const looking = await openStore({ ...examiner(redis.url), looksOnly: true });
      await looking.ping();
      await looking.close();
      expect(await versionAt(redis)).toMatch(/1$/);
    });
  });
});

describe.runIf(needs('redis'))('the version of what is kept', () => {
  it('is not written by who only looks', async () => {
    await withRedis({}, async (store, redis) => {
      await store.close();
      await redisCommand(redis.port, 'FLUSHALL');
      const looking = await openStore({ ...examiner(redis.url), looksOnly: true });
      await looking.ping();
      await looking.close();
      expect(await redisCommand(redis.port, 'EXISTS', KEY)).toContain('0');
    });
  });

  it('is written again with the first commit when Redis came back empty', async () => {
    await withRedis({}, async (store, redis) => {
      await redisCommand(redis.port, 'FLUSHALL');
      await store.commit([NURSE]);
      expect(await redisCommand(redis.port, 'GET', KEY)).toContain('1');
    });
  });

  it('is what this bridge says of its own', async () => {
    await withRedis({}, async (_, redis) => {
      expect(await redisCommand(redis.port, 'GET', KEY)).toContain('1');
    });
  });
});
