import { Cluster, Redis } from 'ioredis';
import type { Logger } from '../../observe/logger.ts';
import type { RedisTarget } from './url.ts';

export type Client = Redis | Cluster;

/** After this many ms without an answer a call is given up. */
const ANSWER_MS = 1000;
const MAX_RETRY_MS = 400;
const RETRY_JITTER_MS = 100;

/** Quick at first, never longer than half a second: what waits for Redis answers 503 meanwhile. */
export function retryDelay(times: number): number {
  const delay = Math.min(25 * 2 ** Math.min(times, 10), MAX_RETRY_MS);
  return delay + Math.random() * RETRY_JITTER_MS;
}

/**
 * Nothing waits for a connection and nothing is sent twice: a call whose answer is lost fails, and its caller,
 * who knows what may be repeated, decides.
 */
function commonOptions(target: RedisTarget) {
  const { username, password, tls } = target;
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    commandTimeout: ANSWER_MS,
    connectTimeout: ANSWER_MS,
    // Longer than a call waits, so that calls fail first; a silent connection is then replaced.
    socketTimeout: ANSWER_MS * 1.5,
    disconnectTimeout: 200,
    maxLoadingRetryTime: 200,
    keepAlive: 10_000,
    // A master that was made a replica: ask again who is master.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
}

function serverOptions(target: RedisTarget) {
  const { kind, hosts, db, master, tls, sentinelPassword } = target;
  const options = {
    ...commonOptions(target),
    db,
    enableOfflineQueue: false,
    retryStrategy: retryDelay,
  };
  if (kind !== 'sentinel') return { ...options, ...hosts[0] };
  return {
    ...options,
    sentinels: [...hosts],
    name: master,
    sentinelRetryStrategy: retryDelay,
    sentinelCommandTimeout: ANSWER_MS,
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
  };
}

/** The connection for everything but subscriptions. Connects by itself, again and again. */
export function connect(target: RedisTarget, logger: Logger): Client {
  const client =
    target.kind === 'cluster' ? connectCluster(target) : new Redis(serverOptions(target));
  reportErrors(client, logger);
  return client;
}

/** Says each reason why there is no connection once, not at each attempt. */
function reportErrors(client: Client, logger: Logger): void {
  const said = new Set<string>();
  const report = (error: unknown) => {
    const reason = String(error);
    if (!said.has(reason)) logger.warn({ reason }, 'redis cannot be reached');
    said.add(reason);
  };
  client.on('error', report);
  client.on('node error', report);
  client.on('ready', () => said.clear());
}

function connectCluster(target: RedisTarget): Cluster {
  return new Cluster([...target.hosts], {
    redisOptions: commonOptions(target),
    enableOfflineQueue: false,
    clusterRetryStrategy: retryDelay,
    // COMPAT: ioredis would send a command again whose connection closed before the answer.
    retryDelayOnFailover: 0,
    maxRedirections: 5,
    slotsRefreshTimeout: ANSWER_MS,
    // Certificates name hosts, not addresses.
    ...(target.tls && { dnsLookup: (host, found) => found(null, host) }),
  });
}

/**
 * One connection for subscriptions, made once: it does not come back by itself.
 * On a Cluster any node hears every signal, so each attempt takes the next.
 */
export function subscriberConnection(target: RedisTarget, attempt: number): Redis {
  const host = target.hosts[attempt % target.hosts.length];
  return new Redis({
    ...serverOptions(target),
    ...(target.kind === 'cluster' && host),
    lazyConnect: true,
    retryStrategy: null,
    sentinelRetryStrategy: () => null,
  });
}
