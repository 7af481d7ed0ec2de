/** Redis is there and takes nothing, for reasons of its own: how to bring each about on a real server, and end it. */
import { connect, type Socket } from 'node:net';
import { redisCommand } from './redis-command.ts';
import type { RedisServer } from './redis.ts';
import { until } from './until.ts';

export interface Refusal {
  /** What Redis is started with. */
  readonly settings?: Record<string, string>;
  readonly appendonly?: boolean;
  /** Of the user `bridge` in the URL, before the host: `bridge:capulet@`. */
  readonly credentials?: string;
  readonly begin: (control: RedisControl) => Promise<unknown>;
  readonly end: (control: RedisControl) => Promise<unknown>;
  /** What the health of the store says then. */
  readonly says: string;
}

export interface RedisControl {
  readonly redis: RedisServer;
  readonly run: (...words: readonly (string | number)[]) => Promise<string>;
  /** Over a connection that stays. */
  readonly order: (text: string) => void;
  readonly close: () => void;
}

export async function controlRedis(redis: RedisServer): Promise<RedisControl> {
  const socket: Socket = connect(redis.port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await new Promise((resolve) => socket.once('connect', resolve));
  const run = (...words: readonly (string | number)[]) => redisCommand(redis.port, ...words);
  await run('ACL', 'SETUSER', 'bridge', 'on', '>capulet', '~*', '&*', '+@all');
  return {
    redis,
    run,
    order: (text) => void socket.write(`${text}\r\n`),
    close: () => socket.destroy(),
  };
}

let dir = '';

export const REFUSALS: Readonly<Record<string, Refusal>> = {
  'cannot write to its disk (MISCONF)': {
    appendonly: false,
    settings: { save: '3600 1000000', 'enable-protected-configs': 'yes' },
    async begin({ run }) {
      dir = (await run('CONFIG', 'GET', 'dir')).split('\r\n').at(-1) ?? '';
      await run('CONFIG', 'SET', 'dir', '/proc');
      await run('BGSAVE');
    },
    async end({ run }) {
      await run('CONFIG', 'SET', 'dir', dir);
      await until(async () => (await run('BGSAVE')).startsWith('+'));
    },
    says: 'MISCONF: it cannot write to its disk; look at its `dir`',
  },
  'is loading its data (LOADING)': {
    settings: { 'key-load-delay': '600' },
    async begin({ redis, run, order }) {
      // It answers once in 1,024 commands that it loads.
      order(Array.from({ length: 5_000 }, (_, n) => `SET k${n} x`).join('\r\n'));
      await until(async () => Number((await run('DBSIZE')).slice(1)) >= 5_000);
      void redis.restart();
    },
    end: ({ run }) =>
      until(() =>
        run('PING').then(
          (answer) => answer === '+PONG',
          () => false,
        ),
      ),
    says: 'LOADING: it is still loading its data',
  },
  'has become a replica (READONLY)': {
    begin: ({ run }) => run('REPLICAOF', '127.0.0.1', 1),
    end: ({ run }) => run('REPLICAOF', 'NO', 'ONE'),
    says: 'read-only replica (READONLY)',
  },
  'has too few replicas (NOREPLICAS)': {
    begin: ({ run }) => run('CONFIG', 'SET', 'min-replicas-to-write', 1),
    end: ({ run }) => run('CONFIG', 'SET', 'min-replicas-to-write', 0),
    says: 'NOREPLICAS: too few replicas are connected to it (`min-replicas-to-write`)',
  },
  'has another password now (WRONGPASS)': {
    credentials: 'bridge:capulet@',
    async begin({ run }) {
      await run('ACL', 'SETUSER', 'bridge', 'resetpass', '>montague');
      await run('CLIENT', 'KILL', 'USER', 'bridge');
    },
    end: ({ run }) => run('ACL', 'SETUSER', 'bridge', 'resetpass', '>capulet'),
    says: 'WRONGPASS: the user or the password is wrong',
  },
  'asks for a password now (NOAUTH)': {
    begin({ order }) {
      order('CONFIG SET requirepass montague');
      order('CLIENT KILL TYPE pubsub');
      order('CLIENT KILL TYPE normal');
      return Promise.resolve();
    },
    // The connection that asked for it needs none.
    end({ order }) {
      order('CONFIG SET requirepass ""');
      return Promise.resolve();
    },
    says: 'NOAUTH: the password is missing or wrong',
  },
  'has no room for connections (maxclients)': {
    begin({ order }) {
      order('CONFIG SET maxclients 1');
      order('CLIENT KILL TYPE pubsub');
      order('CLIENT KILL TYPE normal');
      return Promise.resolve();
    },
    end({ order }) {
      order('CONFIG SET maxclients 100');
      return Promise.resolve();
    },
    says: '`maxclients`',
  },
};
