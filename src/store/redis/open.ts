import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../observe/logger.ts';
import { boundIn, type LogBounds } from '../capacity.ts';
import type { Store, StoreMeasure } from '../store.ts';
import { createAppends } from './appends.ts';
import { createAttempt, type Attempt } from './availability.ts';
import { createCommitGroup } from './commit-group.ts';
import { connect, subscriberConnection, type Client } from './connection.ts';
import { guardVersion } from './data-version.ts';
import { watchDurability } from './durability.ts';
import { redisKeys } from './keys.ts';
import { numberedArgs } from './numbering.ts';
import { watchHealth } from './health.ts';
import { watchMemory } from './memory-watch.ts';
import { defineScripts } from './scripts.ts';
import { createRedisSignals } from './signals.ts';
import { redisStore, type RedisParts } from './store.ts';
import { takeTurns } from './turns.ts';
import { parseRedisUrl, type RedisTarget } from './url.ts';

export interface RedisStoreDeps {
  /**
   * One server, Sentinels or a Cluster; `rediss` instead of `redis` for TLS (`url.ts` tells all):
   *
   *     redis://user:password@host:6379/0
   *     redis+sentinel://user:password@host:26379,host:26379/master
   *     redis+cluster://user:password@host:6379,host:6379
   */
  readonly url: string;
  /** Names the keys: bridges of one domain share everything, others nothing. */
  readonly domain: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly measure?: StoreMeasure;
  readonly logBounds?: LogBounds | undefined;
  /** Does not write a version to an empty store, and also opens data of a newer bridge; calls then fail. */
  readonly looksOnly?: boolean;
}

/** How long the opening waits for Redis, ms; it goes on trying behind. */
const OPEN_WAIT_MS = 1200;
/**
 * Groups of commits on the way at once: one that Redis works on and one behind it. More make smaller groups: with eight, a
 * message cost a seventh more at 16 connections, and p99 at 1,000 messages per second was twice as long. One connection
 * keeps their order; a Cluster may redirect one of two.
 */
const IN_FLIGHT = { single: 2, sentinel: 2, cluster: 1 };

/** Replies of up to a mebibyte under way at once: a commit may have to wait for so many. */
const LARGE_AT_ONCE = 4;

/** Redis 6.2 or newer. Throws when the URL is not understood, or a newer bridge wrote what is there. While Redis is away calls fail; all resumes by itself. */
export async function openRedisStore(deps: RedisStoreDeps): Promise<Store> {
  const { url, domain, logger, measure, looksOnly = false, now = Date.now } = deps;
  const target = parseRedisUrl(url);
  const keys = redisKeys(domain, target.db);
  const client = connect(target, logger);
  const scripts = defineScripts(client);
  const health = watchHealth(client, target, now);
  const version = guardVersion({ client, scripts, keys, looksOnly, logger }, health);
  const appends = createAppends();
  const tried = createAttempt({ logger, measure, wentAway: appends.doubt });
  const attempt: Attempt = (call) => {
    const fault = version.fault();
    return fault === undefined ? tried(call) : Promise.reject(fault);
  };
  const memory = watchMemory({ client, scripts, keys, logger });
  const boundOf: Store['boundOf'] = (log) => {
    const bound = deps.logBounds?.(log);
    return bound && boundIn(bound, memory.maxBytes());
  };
  const signals = createRedisSignals({
    connect: (count) => subscriberConnection(target, count),
    live: appends.missed,
    logger,
  });
  signals.subscribe(keys.appends, appends.heard);
  const { commit, refused } = commitsOf(
    { scripts, keys, attempt, appends, boundOf, memory },
    target,
    version.mark,
  );
  const durability = watchDurability(client, logger);
  await ready(client);
  await version.look();
  await durability.look();
  await memory.look();
  const fault = version.fault();
  if (fault !== undefined && version.isTooOld() && !looksOnly) {
    version.close();
    memory.close();
    signals.close();
    client.disconnect();
    throw fault;
  }
  return redisStore({
    client,
    scripts,
    keys,
    attempt,
    attemptLarge: takeTurns(attempt, LARGE_AT_ONCE),
    boundOf,
    refused,
    appends,
    signals,
    commit,
    durability,
    memory,
    health,
    version,
  });
}

type CommitParts = Pick<
  RedisParts,
  'scripts' | 'keys' | 'attempt' | 'appends' | 'boundOf' | 'memory'
>;

function commitsOf(parts: CommitParts, { kind }: RedisTarget, mark: string) {
  const { scripts, keys, attempt, appends, boundOf, memory } = parts;
  let refused = 0;
  const commit = createCommitGroup({
    keys,
    run: (commits, numbered) =>
      attempt(() =>
        scripts.commit(
          [keys.marks, keys.dataVersion],
          [keys.appends, randomUUID(), mark, commits, ...numberedArgs(numbered)],
        ),
      ),
    writer: randomUUID(),
    sleep,
    maxInFlight: IN_FLIGHT[kind],
    isFollowed: appends.followers.has,
    boundOf,
    isFull: memory.isFull,
    takesIn: memory.takesIn,
    refused: () => {
      refused += 1;
    },
    appended: appends.own,
  });
  return { commit, refused: () => refused };
}

/** Resolves when connected, or when it was waited for long enough. */
async function ready(client: Client): Promise<void> {
  if (client.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, OPEN_WAIT_MS);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
