/** The bridge as it is shipped, with its embedded store or with Redis. */
import { startBridge } from '../support/bridge-process.ts';
import type { BridgeProcess } from '../support/bridge-process.ts';
import type { RedisServer } from '../support/redis.ts';
import type { Answer } from './http-wire.ts';
import { BLANK_MARKER } from './marker.ts';
import { bodyText } from './message-text.ts';
import { domainOf, JSON_HEADERS, nodeEnv, serviceOf } from './system.ts';
import type { Surroundings, System } from './system.ts';

const PER_BATCH = 500;
const ACCEPTED = '"status":202';

export async function startOurs(around: Surroundings, redis?: RedisServer): Promise<System> {
  const name = redis === undefined ? 'memory' : 'redis';
  const domain = domainOf(name, around.server);
  const { env, profile } = nodeEnv(name, around.profile, () => bridge.pid());
  const bridge = await startBridge({
    server: {
      service: serviceOf(name, around),
      componentDomain: domain,
      secret: around.server.secret,
    },
    ...(redis === undefined ? {} : { redisUrl: redis.url }),
    env,
  });
  return {
    name,
    title: redis === undefined ? 'ours, memory store' : 'ours, Redis with AOF everysec',
    ...targetsOf(bridge, around),
    hears: { domain, listen: () => subscribe(bridge, around.hook) },
    processes: {
      [name]: bridge.pid(),
      ...(redis === undefined ? {} : { 'redis-server': redis.pid() }),
    },
    profile,
    stop: () => bridge.kill(),
  };
}

function targetsOf(bridge: BridgeProcess, { server, recipient }: Surroundings) {
  const port = Number(new URL(bridge.baseUrl).port);
  const headers = { ...JSON_HEADERS, authorization: `Bearer ${bridge.apiKey}` };
  const message = JSON.stringify({ to: recipient, body: bodyText(BLANK_MARKER) });
  const ping = { to: server.domain, type: 'get', ping: {} };
  return {
    send: { port, headers, path: '/v1/messages', body: message },
    batch: {
      port,
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      path: '/v1/messages/batch',
      body: `${message}\n`.repeat(PER_BATCH),
      refused: (answer: Answer) => PER_BATCH - occurrences(answer.bytes, ACCEPTED),
    },
    ask: { port, headers, path: '/v1/iq', body: JSON.stringify(ping) },
  };
}

function occurrences(bytes: Buffer, text: string): number {
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length))
    count += 1;
  return count;
}

async function subscribe(bridge: BridgeProcess, url: string): Promise<() => Promise<void>> {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(bridge.baseUrl + path, {
      method,
      headers: { ...JSON_HEADERS, authorization: `Bearer ${bridge.apiKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  };
  const created = await call('POST', '/v1/webhooks', { url, events: ['message.received'] });
  const { id } = JSON.parse(created) as { id: string };
  return async () => {
    await call('DELETE', `/v1/webhooks/${id}`);
  };
}
