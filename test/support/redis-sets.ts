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
  /** Of the keys of the domain that was asked for. */
  readonly owner?: RedisServer;
  /** Of that master. */
  readonly replica?: RedisServer;
  stop(): Promise<void>;
}

const SLOTS = 16_384;

/** `domain`: of a bridge, whose master is to have a replica. */
export async function startRedisCluster(size = 3, domain?: string): Promise<RedisCluster> {
  const buses = await freePorts(size);
  const nodes = await Promise.all(buses.map((bus) => startRedis({ settings: clustered(bus) })));
  const [first, ...others] = nodes;
  const all = [...nodes];
  const stop = async () => {
    await Promise.all(all.map((node) => node.stop()));
  };
  try {
    await Promise.all(nodes.map(({ port }, index) => giveSlots(port, index, size)));
    for (const [index, { port }] of others.entries()) {
      await redisCommand(first!.port, 'CLUSTER', 'MEET', '127.0.0.1', port, buses[index + 1]!);
    }
    await Promise.all(nodes.map(({ port }) => agrees(port, size)));
    if (domain !== undefined) return { ...(await withReplica(nodes, all, domain)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, urls: nodes.map(({ url }) => url), stop };
}

async function withReplica(nodes: readonly RedisServer[], all: RedisServer[], domain: string) {
  const slot = await redisCommand(nodes[0]!.port, 'CLUSTER', 'KEYSLOT', `{sb:${domain}}`);
  const owner = nodes[Math.floor((Number(slot.slice(1)) * nodes.length) / SLOTS)]!;
  await allowReplication(owner.port);
  const [bus] = await freePorts(1);
  const replica = await startRedis({ settings: { ...clustered(bus!), ...REPLICATION } });
  all.push(replica);
  await redisCommand(nodes[0]!.port, 'CLUSTER', 'MEET', '127.0.0.1', replica.port, bus!);
  await Promise.all(all.map(({ port }) => agrees(port, all.length)));
  const id = (await redisCommand(owner.port, 'CLUSTER', 'MYID')).split('\r\n')[1]!;
  await redisCommand(replica.port, 'CLUSTER', 'REPLICATE', id);
  const isLinked = async () =>
    (await redisCommand(replica.port, 'INFO', 'replication')).includes('master_link_status:up');
  await until(isLinked, { timeout: 20_000, message: 'the replica to have its master' });
  return { nodes, urls: nodes.map(({ url }) => url), owner, replica };
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

/** The user as which replicas read from their master, so that they can be kept from it. */
const REPLICATION = { masteruser: 'replication', masterauth: 'replication' };

async function allowReplication(port: number): Promise<void> {
  const rights = ['on', '>replication', '+psync', '+replconf', '+ping'];
  await redisCommand(port, 'ACL', 'SETUSER', 'replication', ...rights);
}

/** From now on the replicas of a server learn nothing more; they and the server go on otherwise. */
export async function cutReplication(port: number): Promise<void> {
  await redisCommand(port, 'ACL', 'SETUSER', 'replication', 'off');
  await redisCommand(port, 'CLIENT', 'KILL', 'TYPE', 'replica');
}

/** Resolves when the replica has all that its master has. */
export async function replicated(master: number, replica: number): Promise<void> {
  const offset = async (port: number) => {
    const info = await redisCommand(port, 'INFO', 'replication');
    return /master_repl_offset:(\d+)/.exec(info)?.[1];
  };
  await until(async () => (await offset(master)) === (await offset(replica)));
}

export async function startRedisSentinel(name = 'bridge'): Promise<RedisSentinel> {
  const master = await startRedis();
  await allowReplication(master.port);
  const replica = await startRedis({
    settings: { ...REPLICATION, replicaof: `127.0.0.1 ${master.port}` },
  });
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
