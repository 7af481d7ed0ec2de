/** A real XMPP server, a real Redis and three replicas, with a proxy on each connection that can be harmed. */
import { mkdtempSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attributeOf, stanzaScanner } from '../integration/replicas/raw-user.ts';
import { replicaOf, statusOf } from '../integration/replicas/replicas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import type { Disturbance, HandedOver } from './books.ts';
import type { ServerName } from './schedule.ts';

export interface ChaosReplica {
  readonly number: number;
  readonly bridge: BridgeProcess;
  /** Between it and the XMPP server. */
  readonly link: TcpProxy;
  /** Between it and Redis. */
  readonly store: TcpProxy;
  startedAt: number;
}

export interface Stage {
  readonly server: XmppServer;
  readonly redis: RedisServer;
  readonly replicas: readonly ChaosReplica[];
  readonly apiKey: string;
  /** Leads to a replica that runs, as a load balancer would. */
  readonly front: TcpProxy;
  readonly handedOver: ReadonlyMap<string, readonly HandedOver[]>;
  readonly disturbances: Disturbance[];
  /** Ends of replicas that nobody ordered. */
  readonly deaths: string[];
  /** To the log of the run. */
  note(text: string): void;
  /** Starts a replica that is down, or is to be killed. */
  start(replica: ChaosReplica): Promise<void>;
  /** Its end is ordered until it is started again. */
  expectEnd(replica: ChaosReplica): void;
  leader(): Promise<ChaosReplica | undefined>;
  close(): Promise<void>;
}

const REPLICAS = 3;
const API_KEY = 'chaos-key-that-nobody-guesses';

export interface RunLog {
  readonly folder: string;
  note(text: string): void;
}

export function openLog(): RunLog {
  const folder = mkdtempSync(join(tmpdir(), 'stanza-bridge-chaos-'));
  const file = join(folder, 'run.log');
  return {
    folder,
    note: (text) => {
      appendFileSync(file, `${new Date().toISOString()} ${text}\n`);
    },
  };
}

export async function openStage(kind: ServerName, log: RunLog): Promise<Stage> {
  const [server, redis] = await Promise.all([
    kind === 'prosody' ? startProsody() : startEjabberd(),
    startRedis({ settings: { appendfsync: 'everysec' } }),
  ]);
  const handedOver = new Map<string, HandedOver[]>();
  const disturbances: Disturbance[] = [];
  const deaths: string[] = [];
  const ordered = new Set<number>();
  const replicas: ChaosReplica[] = [];

  const watch = (replica: ChaosReplica) => {
    const pid = replica.bridge.pid();
    void replica.bridge.exited().then((reason) => {
      if (ordered.has(replica.number) || replica.bridge.pid() !== pid) return;
      deaths.push(`replica ${replica.number} (process ${pid}): ${reason}`);
      log.note(`replica ${replica.number} ended by itself: ${reason}`);
    });
  };
  for (let number = 0; number < REPLICAS; number += 1) {
    const replica = await openReplica({ server, redis }, number, handedOver);
    replicas.push(replica);
    watch(replica);
  }
  const portOf = ({ bridge }: ChaosReplica) => Number(new URL(bridge.baseUrl).port);
  const front = await startTcpProxy(() =>
    portOf(replicas.find(({ bridge }) => bridge.running()) ?? replicas[0]!),
  );
  return {
    ...{ server, redis, replicas, front, handedOver, disturbances, deaths, apiKey: API_KEY },
    note: (text) => {
      log.note(text);
    },
    async start(replica) {
      await replica.bridge.restart();
      replica.startedAt = Date.now();
      ordered.delete(replica.number);
      watch(replica);
    },
    expectEnd: ({ number }) => void ordered.add(number),
    leader: () => leaderOf(replicas),
    async close() {
      for (const { number } of replicas) ordered.add(number);
      await Promise.all(replicas.map(({ bridge }) => bridge.kill()));
      await Promise.all(replicas.flatMap(({ link, store }) => [link.stop(), store.stop()]));
      await Promise.all([front.stop(), server.stop(), redis.stop()]);
    },
  };
}

async function openReplica(
  { server, redis }: Pick<Stage, 'server' | 'redis'>,
  number: number,
  handedOver: Map<string, HandedOver[]>,
): Promise<ChaosReplica> {
  const hear = () =>
    stanzaScanner((stanza) => {
      const id = attributeOf(stanza, 'id') ?? '';
      const known = handedOver.get(id);
      const now = { to: number, at: Date.now() };
      if (known === undefined) handedOver.set(id, [now]);
      else known.push(now);
    });
  const link = await startTcpProxy(server.componentPort, undefined, hear);
  const store = await startTcpProxy(redis.port);
  const bridge = await startBridge({
    server,
    redisUrl: `redis://127.0.0.1:${store.port}`,
    apiKey: API_KEY,
    // It is to start while the rest is down.
    waitFor: 'none',
    env: {
      BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${link.port}`,
      BRIDGE_WEBHOOK_SCHEDULE: '0s,200ms,500ms,1s,2s,3s,5s,5s,5s,5s,5s,5s,10s,10s,10s,10s,10s,10s',
    },
  });
  await bridge.waitUntil('/readyz');
  return { number, bridge, link, store, startedAt: Date.now() };
}

async function leaderOf(replicas: readonly ChaosReplica[]): Promise<ChaosReplica | undefined> {
  const statuses = await Promise.all(
    replicas.map(({ bridge }) =>
      bridge.running() ? statusOf(bridge) : Promise.resolve(undefined),
    ),
  );
  return replicas.find(({ bridge }) =>
    statuses.some((status) => status?.leader === replicaOf(bridge)),
  );
}
