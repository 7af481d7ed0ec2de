/** Redis as large installations run it: a cluster of three masters, and a master with replica and sentinel. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { freePort, freePorts } from './free-port.ts';
import { redisCommand } from './redis-command.ts';
import { answering, startRedis } from './redis.ts';
import type { RedisServer } from './redis.ts';
import { tempDir } from './temp-dir.ts';
import { until } from './until.ts';

export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

const SLOTS = 16_384;

export async function startRedisCluster(size = 3): Promise<RedisCluster> {
  const buses = await freePorts(size);
  const nodes = await Promise.all(buses.map((bus) => startRedis({ settings: clustered(bus) })));
  const [first, ...others] = nodes;
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    await Promise.all(nodes.map(({ port }, index) => giveSlots(port, index, size)));
    for (const [index, { port }] of others.entries()) {
      await redisCommand(first!.port, 'CLUSTER', 'MEET', '127.0.0.1', port, buses[index + 1]!);
    }
    await Promise.all(nodes.map(({ port }) => agrees(port, size)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, urls: nodes.map(({ url }) => url), stop };
}

/** The bus port is by default the port plus 10 000, which may be anybody's. */
function clustered(bus: number): Record<string, string> {
  return {
    'cluster-enabled': 'yes',
    'cluster-port': String(bus),
    'cluster-node-timeout': '3000',
    'cluster-config-file': 'nodes.conf',
  };
}

async function giveSlots(port: number, index: number, size: number): Promise<void> {
  const from = Math.floor((index * SLOTS) / size);
  const to = Math.floor(((index + 1) * SLOTS) / size) - 1;
  await redisCommand(port, 'CLUSTER', 'ADDSLOTSRANGE', from, to);
  await redisCommand(port, 'CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
}

async function agrees(port: number, size: number): Promise<void> {
  const complete = async () => {
    const info = await redisCommand(port, 'CLUSTER', 'INFO');
    return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}`);
  };
  await until(complete, { timeout: 20_000, message: `node ${port} to see the whole cluster` });
}

export interface RedisSentinel {
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly sentinelPort: number;
  /** The name under which the sentinel knows the master. */
  readonly name: string;
  stop(): Promise<void>;
}

export async function startRedisSentinel(name = 'bridge'): Promise<RedisSentinel> {
  const master = await startRedis();
  const replica = await startRedis({ settings: { replicaof: `127.0.0.1 ${master.port}` } });
  const sentinelPort = await freePort();
  const folder = tempDir('sentinel');
  const config = join(folder.path, 'sentinel.conf');
  writeFileSync(config, sentinelConfig(name, sentinelPort, master.port, folder.path));
  const child = startChild('redis-server', [config, '--sentinel'], { cwd: folder.path });
  const stop = async () => {
    await Promise.all([child.kill(), replica.stop(), master.stop()]);
    folder.remove();
  };
  const ready = async () => {
    const info = await redisCommand(sentinelPort, 'INFO', 'sentinel');
    return info.includes('status=ok') && info.includes('slaves=1');
  };
  try {
    await answering(child, sentinelPort);
    await until(ready, { timeout: 20_000, message: 'the sentinel to know master and replica' });
  } catch (error) {
    await stop();
    throw error;
  }
  return { master, replica, sentinelPort, name, stop };
}

function sentinelConfig(name: string, port: number, master: number, folder: string): string {
  return `port ${port}
bind 127.0.0.1
dir ${folder}
sentinel monitor ${name} 127.0.0.1 ${master} 1
sentinel down-after-milliseconds ${name} 1000
sentinel failover-timeout ${name} 5000
`;
}
