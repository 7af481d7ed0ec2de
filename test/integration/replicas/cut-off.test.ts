/** One replica alone cannot reach the XMPP server: the one that has the link, of all. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import type { TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { connectClient } from '../../support/xmpp-client.ts';
import { replicaOf, statusOf } from './replicas.ts';

interface Replica {
  readonly bridge: BridgeProcess;
  /** Between it and the server. */
  readonly proxy: TcpProxy;
}

describe.runIf(needs('prosody', 'redis'))('two replicas', () => {
  const endings: (() => unknown)[] = [];
  let replicas: readonly Replica[];
  let server: Awaited<ReturnType<typeof startProsody>>;

  beforeEach(async () => {
    server = await startProsody({});
    const redis = await startRedis({});
    endings.push(
      () => server.stop(),
      () => redis.stop(),
    );
    const start = async (): Promise<Replica> => {
      const proxy = await startTcpProxy(server.componentPort);
      const env = { BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${proxy.port}` };
      const bridge = await startBridge({ server, redisUrl: redis.url, env, apiKey: 'one-key' });
      endings.push(
        () => proxy.stop(),
        () => bridge.kill(),
      );
      return { bridge, proxy };
    };
    replicas = [await start(), await start()];
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  it('pass the link on when the one that has it is cut off from the server', async () => {
    const [first, second] = replicas as [Replica, Replica];
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    expect((await statusOf(second.bridge))?.leader).toBe(replicaOf(first.bridge));
    first.proxy.mode = { kind: 'refuse' };
    first.proxy.reset();
    const message = { to: `juliet@${server.domain}`, type: 'chat', body: 'Good pilgrim' };
    expect((await first.bridge.api.post('/v1/messages', message)).status).toBe(202);
    const arrived = juliet.next(({ body }) => body === message.body, 25_000);
    const leads = async () => (await statusOf(second.bridge))?.leader === replicaOf(second.bridge);
    await until(leads, { timeout: 20_000, message: 'the other one to lead' });
    expect(await arrived).toBeDefined();
  });
});
