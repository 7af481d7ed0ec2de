/** Several bridges on one Redis: of other domains, and of one domain in other databases. */
import { afterEach, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('prosody', 'redis'))('bridges on one Redis', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  const redis = async (): Promise<RedisServer> => {
    const started = await startRedis();
    endings.push(() => started.stop());
    return started;
  };
  const prosody = async (componentConfig = ''): Promise<XmppServer> => {
    const started = await startProsody({ secret: 's3cret', componentConfig });
    endings.push(() => started.stop());
    return started;
  };
  const bridgeOf = async (
    server: Pick<XmppServer, 'service' | 'componentDomain' | 'secret'>,
    redisUrl: string,
  ): Promise<BridgeProcess> => {
    const bridge = await startBridge({ server, redisUrl });
    endings.push(() => bridge.stop());
    return bridge;
  };
  const juliet = async (server: XmppServer): Promise<XmppClient> => {
    const client = await connectClient({ server, user: 'juliet' });
    endings.push(() => client.close());
    return client;
  };
  const eventsOf = async ({ api }: BridgeProcess): Promise<string> =>
    (await api.get('/v1/events?limit=1000')).text;
  /** A message each way. */
  async function talk(bridge: BridgeProcess, domain: string, user: XmppClient, text: string) {
    const sent = await bridge.api.post('/v1/messages', { to: 'juliet@example.org', body: text });
    expect(sent.status).toBe(202);
    await user.next(({ body }) => body === text);
    await user.send(`<message to="nurse@${domain}" type="chat"><body>${text} too</body></message>`);
    await until(async () => (await eventsOf(bridge)).includes(`${text} too`));
  }

  it('of two domains share nothing', async () => {
    const { url } = await redis();
    const capulet = 'capulet.example.org';
    const server = await prosody(`Component "${capulet}"\n  component_secret = "s3cret"\n`);
    const user = await juliet(server);
    const first = await bridgeOf(server, url);
    const second = await bridgeOf({ ...server, componentDomain: capulet }, url);
    const terms = { name: 'chorus', identities: ['*'], scopes: ['events:read'] };
    const created = await first.api.post('/v1/keys', terms);
    expect(created.status, created.text).toBe(201);
    const { key } = created.json as { readonly key: string };
    await talk(first, server.componentDomain, user, 'Montague');
    await talk(second, capulet, user, 'Capulet');
    expect(await eventsOf(first)).not.toContain('Capulet');
    expect(await eventsOf(second)).not.toContain('Montague');
    expect((await first.api.get('/v1/events', { key })).status).toBe(200);
    expect((await second.api.get('/v1/events', { key })).status).toBe(401);
  });

  it('of one domain in two databases share nothing, and lose nothing by each other', async () => {
    const { url } = await redis();
    const servers = [await prosody(), await prosody()] as const;
    const [first, second] = [
      await bridgeOf(servers[0], `${url}/0`),
      await bridgeOf(servers[1], `${url}/1`),
    ];
    const users = [await juliet(servers[0]), await juliet(servers[1])] as const;
    const { componentDomain } = servers[0];
    for (const act of ['one', 'two', 'three']) {
      await talk(first, componentDomain, users[0], `Verona ${act}`);
      await talk(second, componentDomain, users[1], `Mantua ${act}`);
    }
    // Each has looked whether its own events are still there: `history.lost` would stand before these.
    const losses = async ({ managementUrl }: BridgeProcess) =>
      /^bridge_event_history_losses_total (\d+)/m.exec(
        await (await fetch(`${managementUrl}/metrics`)).text(),
      )?.[1];
    const began = Date.now();
    await until(() => Date.now() - began > 2_500, { timeout: 10_000 });
    expect([await losses(first), await losses(second)]).toEqual(['0', '0']);
    for (const [bridge, other] of [
      [first, 'Mantua'],
      [second, 'Verona'],
    ] as const) {
      const events = await eventsOf(bridge);
      expect(events).not.toContain('history.lost');
      expect(events).not.toContain(other);
    }
  });
});
