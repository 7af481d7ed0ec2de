/** What the log says at info level to somebody who has nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

type Line = Readonly<Record<string, unknown>>;

const PASSWORD = 'a-plague-on-both-your-houses';

describe.runIf(needs('prosody', 'redis'))('the log at info level', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    [server, redis] = await Promise.all([startProsody(), startRedis()]);
    await redisCommand(
      redis.port,
      ...['ACL', 'SETUSER', 'capulet', 'on', `>${PASSWORD}`, '~*', '&*', '+@all'],
    );
    const redisUrl = `redis://capulet:${PASSWORD}@127.0.0.1:${redis.port}`;
    const env = {
      BRIDGE_WEBHOOK_SCHEDULE: '0s,50ms,50ms,50ms',
      BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8',
    };
    bridge = await startBridge({ server, redisUrl, env });
  });
  afterAll(async () => {
    await bridge.stop();
    await Promise.all([server.stop(), redis.stop()]);
  });

  const lines = (msg: string) =>
    bridge
      .logs()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line)
      .filter((line) => line['msg'] === msg);

  it('says at the start what is configured, and no secret', async () => {
    await until(() => lines('keys and webhooks in the store').length === 1);
    expect(lines('the bridge starts')).toMatchObject([
      {
        server: server.service,
        domain: server.componentDomain,
        mode: 'leader',
        store: `Redis at 127.0.0.1:${redis.port}`,
        keys: 'stored, BRIDGE_API_KEY',
      },
    ]);
    expect(lines('keys and webhooks in the store')).toMatchObject([{ keys: 0, webhooks: 0 }]);
    for (const secret of [PASSWORD, 'capulet', bridge.apiKey, server.secret]) {
      expect(bridge.logs()).not.toContain(secret);
    }
  });

  it('warns once, with host and reason, when deliveries begin to fail', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/hook?token=potion`;
    const ok = await startWebhookReceiver();
    for (const target of [url, ok.url]) {
      await bridge.api.post('/v1/webhooks', { url: target, events: ['message.received'] });
    }
    const juliet = await connectClient({ server, user: 'juliet' });
    const to = `bot@${server.componentDomain}`;
    for (const body of ['O Romeo', 'Wherefore', 'Deny thy father']) {
      await juliet.send(`<message to='${to}' type='chat'><body>${body}</body></message>`);
    }
    await until(() => lines('a webhook is failing').length === 1);
    const host = `127.0.0.1:${port}`;
    expect(lines('a delivery failed and is tried again')).toMatchObject([
      { level: 40, host, reason: 'connection refused' },
    ]);
    expect(lines('a webhook is failing')).toMatchObject([{ host, reason: 'connection refused' }]);
    expect(bridge.logs()).not.toContain('potion');
    await Promise.all([juliet.close(), ok.stop()]);
  });
});
