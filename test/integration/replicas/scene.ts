/** What each of these tests plays on: a real XMPP server, a real Redis, replicas of the bridge, users and callers. */
import type { ApiClient } from '../../support/api-client.ts';
import type { Wellness } from '../../support/bridge-process.ts';
import { startRedis } from '../../support/redis.ts';
import type { RedisServer } from '../../support/redis.ts';
import { startServer, type NamedServerOptions, type ServerName } from '../../support/servers.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import type { TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import type { User, XmppServer } from '../../support/xmpp-server.ts';
import { openCaller } from './load.ts';
import type { Caller } from './load.ts';
import { attributeOf, connectRawUser, stanzaScanner } from './raw-user.ts';
import type { RawUser } from './raw-user.ts';
import { startReplicas } from './replicas.ts';
import type { Replicas } from './replicas.ts';

export interface SceneOptions {
  readonly kind: ServerName;
  readonly users?: readonly User[];
  readonly serverOptions?: NamedServerOptions;
  readonly env?: Record<string, string>;
  /** When Redis writes to the disk; default `always`. */
  readonly fsync?: 'always' | 'everysec';
  /** When a replica counts as started; default: when there is a link. */
  readonly waitFor?: Wellness;
  /** What Redis is started with. */
  readonly redisEnv?: Record<string, string>;
}

export interface Scene {
  readonly server: XmppServer;
  readonly redis: RedisServer;
  /** Between the replicas and the server. */
  readonly proxy: TcpProxy;
  /** Ids of what the server has written to the replicas. */
  readonly handedOver: ReadonlySet<string>;
  readonly replicas: Replicas;
  /** Of the first replica. */
  readonly api: ApiClient;
  user(name: string): Promise<RawUser>;
  caller(): Caller;
  /** Sends users and callers home; to be called after each test. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const REPLICAS = 3;

export async function openScene(options: SceneOptions): Promise<Scene> {
  const { kind, users, serverOptions, env = {}, redisEnv = {}, waitFor = 'link' } = options;
  const { fsync: appendfsync = 'always' } = options;
  const [server, redis] = await Promise.all([
    startServer(kind, { ...serverOptions, ...(users && { users }) }),
    startRedis({ settings: { appendfsync }, env: redisEnv }),
  ]);
  const handedOver = new Set<string>();
  const proxy = await startTcpProxy(server.componentPort, undefined, () =>
    stanzaScanner((stanza) => handedOver.add(attributeOf(stanza, 'id') ?? '')),
  );
  const BRIDGE_XMPP_SERVICE = `xmpp://127.0.0.1:${proxy.port}`;
  const replicas = await startReplicas(REPLICAS, {
    server,
    redisUrl: redis.url,
    waitFor,
    env: { BRIDGE_XMPP_SERVICE, ...env },
  });
  const [first] = replicas.bridges;
  if (first === undefined) throw new Error('there is no replica');
  const present: RawUser[] = [];
  const callers: Caller[] = [];
  const clear = async () => {
    for (const user of present.splice(0)) user.close();
    await Promise.all(callers.splice(0).map((caller) => caller.close()));
  };
  return {
    ...{ server, redis, proxy, handedOver, replicas, clear, api: first.api },
    async user(name) {
      const user = await connectRawUser({ server, user: name });
      present.push(user);
      return user;
    },
    caller() {
      const caller = openCaller(replicas);
      callers.push(caller);
      return caller;
    },
    async close() {
      await clear();
      await replicas.stop();
      await Promise.all([proxy.stop(), server.stop(), redis.stop()]);
    },
  };
}

/** Resolves when so many more have arrived. */
export async function more(user: RawUser, count: number): Promise<void> {
  const enough = user.arrivals.length + count;
  await until(() => user.arrivals.length >= enough, {
    timeout: 30_000,
    message: () => `${enough} arrivals, of which ${user.arrivals.length} came`,
  });
}

/** Resolves when so many more have been accepted, and the last of them has arrived. */
export async function fresh(caller: Caller, user: RawUser, count: number): Promise<void> {
  const enough = caller.accepted.size + count;
  await until(() => caller.accepted.size >= enough, { timeout: 30_000, message: 'acceptance' });
  const last = [...caller.accepted.keys()].at(-1) ?? '';
  await user.arrived(last, 30_000);
}

/** Resolves when nearly all that was accepted has arrived: nothing waits any more, what is sent arrives at once. */
export async function caughtUp(caller: Caller, user: RawUser): Promise<void> {
  const behind = () => caller.accepted.size - new Set(user.arrivals.map(({ id }) => id)).size;
  await until(() => behind() <= 20, { timeout: 30_000, message: () => `${behind()} to arrive` });
}
