/** What growth and soak run on: one ejabberd, one Redis, replicas of the bridge, and who writes to them and hears them. */
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startServer } from '../support/servers.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { connectCounter, type C2sCounter } from './c2s-counter.ts';
import type { Target } from './load.ts';
import { BLANK_MARKER } from './marker.ts';
import { bodyText } from './message-text.ts';
import { startPostReceiver } from './post-receiver.ts';
import { JSON_HEADERS, nodeFlags } from './system.ts';
import { createTally, type Tally } from './tally.ts';

export interface Field {
  readonly server: XmppServer;
  readonly redis: RedisServer;
  /** Between the replicas and the server. */
  readonly proxy: TcpProxy;
  readonly bridges: readonly BridgeProcess[];
  /** Writes to the bridge. */
  readonly writer: C2sCounter;
  /** What arrived at the XMPP client, and at the webhook's receiver. */
  readonly inbox: Tally;
  readonly posts: Tally;
  /** Where posts are counted. */
  readonly hook: string;
  /** Numbers that no message has had yet. */
  numbers(count: number): number;
  stop(): Promise<void>;
}

const KEY = 'bench-key-of-this-machine-only';
/** What grows here is far beyond what is usual. */
const WIDE = {
  BRIDGE_MAX_OUTBOX: '2000000',
  BRIDGE_MAX_OUTBOX_BYTES: '4GiB',
  BRIDGE_LEDGER_MAX_BYTES: '8GiB',
  BRIDGE_MAX_IDENTITIES: '20000',
  BRIDGE_MAX_STREAMS: '2000',
  BRIDGE_MAX_STREAMS_PER_KEY: '2000',
  BRIDGE_MAX_WEBHOOKS_PER_KEY: '1000',
  BRIDGE_MAX_ROOMS: '1000',
};

export async function openField(replicas = 1): Promise<Field> {
  const [inbox, posts] = [createTally(), createTally()];
  const receiver = await startPostReceiver((number) => posts.mark(number));
  const [server, redis] = await Promise.all([
    startServer('ejabberd'),
    startRedis({ settings: { appendfsync: 'everysec' } }),
  ]);
  const proxy = await startTcpProxy(server.componentPort);
  const env = {
    ...WIDE,
    BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${proxy.port}`,
    NODE_OPTIONS: nodeFlags(),
  };
  const options = { server, redisUrl: redis.url, env, apiKey: KEY };
  const bridges = await Promise.all(Array.from({ length: replicas }, () => startBridge(options)));
  const reader = await connectCounter({ server, user: 'juliet', found: (at) => inbox.mark(at) });
  const writer = await connectCounter({ server, user: 'romeo', found: () => undefined });
  let next = 1;
  return {
    ...{ server, redis, proxy, bridges, writer, inbox, posts, hook: receiver.url },
    numbers: (count) => (next += count) - count,
    async stop() {
      reader.close();
      writer.close();
      await Promise.all(bridges.map((bridge) => bridge.kill()));
      await Promise.all([proxy.stop(), server.stop(), redis.stop(), receiver.stop()]);
    },
  };
}

/** One message to the reader for each POST, or `perCall` in one. */
export function sendTarget({ server }: Field, bridge: BridgeProcess, perCall = 1): Target {
  const message = JSON.stringify({
    to: `juliet@${server.domain}`,
    body: bodyText(BLANK_MARKER),
  });
  const isOne = perCall === 1;
  return {
    port: Number(new URL(bridge.baseUrl).port),
    path: isOne ? '/v1/messages' : '/v1/messages/batch',
    headers: {
      ...JSON_HEADERS,
      ...(!isOne && { 'content-type': 'application/x-ndjson' }),
      authorization: `Bearer ${KEY}`,
    },
    body: isOne ? message : `${message}\n`.repeat(perCall),
  };
}

export function pingTarget(field: Field, bridge: BridgeProcess): Target {
  const { port, headers } = sendTarget(field, bridge);
  const body = JSON.stringify({ to: field.server.domain, type: 'get', ping: {} });
  return { port, headers, path: '/v1/iq', body };
}

export interface Call {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
  readonly headers?: Record<string, string>;
}

/** Throws for any answer but a good one. */
export async function call(
  bridge: BridgeProcess,
  { method, path, body, headers = {} }: Call,
): Promise<unknown> {
  const { status, json, text } = await bridge.api.call(method, path, body, { headers });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return json;
}

export async function listens(
  { hook: url }: Field,
  bridge: BridgeProcess,
  identity: string,
): Promise<void> {
  const body = { url, events: ['message.received'], identities: [identity] };
  await call(bridge, { method: 'POST', path: '/v1/webhooks', body });
}
