/** Redis is there and takes nothing, for reasons of its own. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until, within } from '../../support/until.ts';
import { answers, openRedis } from './redis-stores.ts';

interface Refusal {
  readonly settings?: Record<string, string>;
  readonly appendonly?: boolean;
  /** Before the host. */
  readonly credentials?: string;
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  /** What its health says then. */
  readonly says: string;
}

describe.runIf(needs('redis'))('the store', () => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  let redis: RedisServer;
  let control: Socket | undefined;
  let dir: string;
  const run = (...words: readonly (string | number)[]) => redisCommand(redis.port, ...words);
  /** Over a connection that stays. */
  const order = (text: string) => control?.write(`${text}\r\n`);

  const openControl = async () => {
    const socket = connect(redis.port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    endings.push(() => socket.destroy());
    await new Promise((resolve) => socket.once('connect', resolve));
    control = socket;
  };

  const REFUSALS: Record<string, Refusal> = {
    'cannot write to its disk (MISCONF)': {
      appendonly: false,
      settings: { save: '3600 1000000', 'enable-protected-configs': 'yes' },
      async begin() {
        dir = (await run('CONFIG', 'GET', 'dir')).split('\r\n').at(-1) ?? '';
        await run('CONFIG', 'SET', 'dir', '/proc');
        await run('BGSAVE');
      },
      async end() {
        await run('CONFIG', 'SET', 'dir', dir);
        await until(async () => (await run('BGSAVE')).startsWith('+'));
      },
      says: 'MISCONF: it cannot write to its disk; look at its `dir`',
    },
    'is loading its data (LOADING)': {
      settings: { 'key-load-delay': '600' },
      async begin() {
        await openControl();
        // It answers once in 1,024 commands that it loads.
        order(Array.from({ length: 5_000 }, (_, n) => `SET k${n} x`).join('\r\n'));
        await until(async () => Number((await run('DBSIZE')).slice(1)) >= 5_000);
        void redis.restart();
      },
      end: () =>
        until(() =>
          run('PING').then(
            (answer) => answer === '+PONG',
            () => false,
          ),
        ),
      says: 'LOADING: it is still loading its data',
    },
    'has become a replica (READONLY)': {
      begin: () => run('REPLICAOF', '127.0.0.1', 1),
      end: () => run('REPLICAOF', 'NO', 'ONE'),
      says: 'read-only replica (READONLY)',
    },
    'has too few replicas (NOREPLICAS)': {
      begin: () => run('CONFIG', 'SET', 'min-replicas-to-write', 1),
      end: () => run('CONFIG', 'SET', 'min-replicas-to-write', 0),
      says: 'NOREPLICAS: too few replicas are connected to it (`min-replicas-to-write`)',
    },
    'has another password now (WRONGPASS)': {
      credentials: 'bridge:capulet@',
      async begin() {
        await run('ACL', 'SETUSER', 'bridge', 'resetpass', '>montague');
        await run('CLIENT', 'KILL', 'USER', 'bridge');
      },
      end: () => run('ACL', 'SETUSER', 'bridge', 'resetpass', '>capulet'),
      says: 'WRONGPASS: the user or the password is wrong',
    },
    'has no room for connections (maxclients)': {
      async begin() {
        await openControl();
        order('CONFIG SET maxclients 1');
        order('CLIENT KILL TYPE pubsub');
        order('CLIENT KILL TYPE normal');
      },
      end: () => Promise.resolve(order('CONFIG SET maxclients 100')),
      says: '`maxclients`',
    },
  };

  it.each(Object.keys(REFUSALS))(
    'fails in time, does nothing half, and goes on by itself where Redis %s',
    async (name) => {
      const refusal = REFUSALS[name] as Refusal;
      const { settings = {}, appendonly = true, credentials = '' } = refusal;
      redis = await startRedis({ appendonly, settings });
      endings.push(() => redis.stop());
      await run('ACL', 'SETUSER', 'bridge', 'on', '>capulet', '~*', '&*', '+@all');
      const store = await openRedis(redis.url.replace('//', `//${credentials}`));
      endings.push(() => store.close());
      await until(() => answers(store));

      await refusal.begin();
      await until(() => store.health().detail?.includes(refusal.says) === true, {
        timeout: 10_000,
        message: () => `${refusal.says}: ${JSON.stringify(store.health())}`,
      });
      const known = store.commit(both('known'), { untilKnown: true });
      const from = performance.now();
      await expect(store.commit(both('asked'))).rejects.toMatchObject({
        code: 'store-unavailable',
        facts: { retryAfter: 1 },
      });
      expect(performance.now() - from).toBeLessThan(1_500);

      await refusal.end();
      expect(await within(known, 10_000, 'what has to be known')).toMatchObject({ ok: true });
      await until(() => store.health().ok);
      expect(await kept(store)).toEqual(['known']);
    },
  );
});

const space = { name: 'message', ttl: 600_000 };

const both = (id: string) =>
  [
    { do: 'create', space, id, value: id },
    { do: 'append', log: 'events', value: id },
  ] as const;

/** What is there whole; anything half is a fault. */
async function kept(store: Store): Promise<string[]> {
  const { entries } = await store.read('events', LOG_START, 10);
  const records = await store.getMany(space, ['known', 'asked']);
  const values = records.flatMap((record) => record?.value ?? []);
  expect(entries.map(({ value }) => value)).toEqual(values);
  return values;
}
