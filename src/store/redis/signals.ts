import type { Redis } from 'ioredis';
import type { Logger } from '../../observe/logger.ts';
import type { Subscription } from '../store.ts';
import { retryDelay } from './connection.ts';

export interface RedisSignalsDeps {
  /** A connection not yet made, that does not come back by itself. */
  readonly connect: (attempt: number) => Redis;
  /** Called after each time that every channel is listened to again: what was told before went unheard. */
  readonly live: () => void;
  readonly logger: Logger;
}

export interface RedisSignals {
  readonly subscribe: (channel: string, listener: (payload: string) => void) => Subscription;
  readonly close: () => void;
}

interface Channel {
  readonly listeners: Set<{ readonly hear: (payload: string) => void }>;
  readonly live: Promise<void>;
  readonly heard: () => void;
}

/** A silent connection is found out by asking it this often, ms. */
const PING_EVERY_MS = 1000;

/** Keeps one connection that listens to every channel subscribed to, and replaces it when it ends. */
export function createRedisSignals(deps: RedisSignalsDeps): RedisSignals {
  const channels = new Map<string, Channel>();
  let connection: Redis | undefined;
  /** Set while `connection` takes subscriptions. */
  let current: Redis | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (attempt: number) => {
    let failures = attempt;
    const redis = deps.connect(attempt);
    connection = redis;
    const pings = askRegularly(redis);
    redis.on('error', (error) => deps.logger.debug({ reason: String(error) }, 'signals failed'));
    redis.on('message', (name: string, payload: string) => {
      for (const { hear } of [...(channels.get(name)?.listeners ?? [])]) hear(payload);
    });
    redis.once('end', () => {
      clearInterval(pings);
      current = undefined;
      if (!closed) retry = setTimeout(() => start(failures + 1), retryDelay(failures));
    });
    const listen = async () => {
      await redis.connect();
      current = redis;
      await Promise.all([...channels].map(([name, channel]) => listenTo(redis, name, channel)));
      failures = 0;
      deps.live();
    };
    listen().catch(() => redis.disconnect());
  };

  start(0);
  return {
    subscribe(name, hear) {
      const known = channels.get(name);
      const channel = known ?? newChannel();
      const listener = { hear };
      channel.listeners.add(listener);
      if (known === undefined) {
        channels.set(name, channel);
        const redis = current;
        if (redis) listenTo(redis, name, channel).catch(() => redis.disconnect());
      }
      const end = () => {
        channel.listeners.delete(listener);
        if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
        channels.delete(name);
        current?.unsubscribe(name).catch(() => undefined);
      };
      return { live: channel.live, end };
    },
    close() {
      closed = true;
      clearTimeout(retry);
      connection?.disconnect();
    },
  };
}

/** Ends a connection that does not answer. */
function askRegularly(redis: Redis): NodeJS.Timeout {
  return setInterval(() => void redis.ping().catch(() => redis.disconnect()), PING_EVERY_MS);
}

function newChannel(): Channel {
  let heard = () => {};
  const live = new Promise<void>((resolve) => (heard = resolve));
  return { listeners: new Set(), live, heard };
}

async function listenTo(redis: Redis, name: string, channel: Channel): Promise<void> {
  await redis.subscribe(name);
  channel.heard();
}
