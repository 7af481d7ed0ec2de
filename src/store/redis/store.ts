import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store.ts';
import type { Appends } from './appends.ts';
import type { Attempt } from './availability.ts';
import type { CommitGroup } from './commit-group.ts';
import type { Client } from './connection.ts';
import type { VersionGuard } from './data-version.ts';
import type { DurabilityWatch } from './durability.ts';
import type { HealthWatch } from './health.ts';
import type { Keys } from './keys.ts';
import { redisLeases } from './leases.ts';
import { redisLogs } from './logs.ts';
import { redisRecords } from './records.ts';
import type { MemoryWatch } from './memory-watch.ts';
import type { Scripts } from './scripts.ts';
import type { RedisSignals } from './signals.ts';

export interface RedisParts {
  readonly client: Client;
  readonly scripts: Scripts;
  readonly keys: Keys;
  readonly attempt: Attempt;
  /** For calls whose replies may be large. */
  readonly attemptLarge: Attempt;
  readonly boundOf: Store['boundOf'];
  /** Commits that were refused because Redis is full. */
  readonly refused: () => number;
  readonly appends: Appends;
  readonly signals: RedisSignals;
  readonly commit: CommitGroup;
  readonly durability: DurabilityWatch;
  readonly memory: MemoryWatch;
  readonly health: HealthWatch;
  readonly version: VersionGuard;
}

export function redisStore(parts: RedisParts): Store {
  const { client, scripts, keys, attempt, appends, signals, commit } = parts;
  const { durability, memory, health, version } = parts;
  return {
    kind: 'redis',
    commit,
    ...redisRecords(parts),
    ...redisLogs(parts),
    ...redisLeases(parts),

    publish: (channel, payload) =>
      attempt(async () => {
        await scripts.publish([keys.marks], [keys.signal(channel), payload]);
      }),
    subscribe: (channel, listener) => signals.subscribe(keys.signal(channel), listener),

    clock: () =>
      attempt(async () => {
        const [seconds = 0, micros = 0] = (await client.time()).map(Number);
        return seconds * 1_000 + micros / 1_000;
      }),
    async ping() {
      const from = performance.now();
      // A key of ours, so that a Cluster answers from the node that has them.
      await attempt(() => client.exists(keys.marks));
      return performance.now() - from;
    },
    health: health.current,
    capacity: () => ({ ...memory.capacity(), refused: parts.refused() }),
    isFull: memory.isFull,
    warnings: () => [...durability.warnings(), ...memory.warnings()],
    boundOf: parts.boundOf,

    async close() {
      // Commits of this turn are still on their way out.
      await nextTurn();
      commit.close();
      version.close();
      memory.close();
      signals.close();
      appends.missed();
      await client.quit().catch(() => client.disconnect());
    },
  };
}
