/** What becomes of the webhooks of a bootstrap key that is taken out of the configuration. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { KeyCreatedBody, WebhookBody } from '../../../src/contract/schemas.ts';
import { SCOPES } from '../../../src/core/caller.ts';
import { apiClient } from '../../support/api-client.ts';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';

describe.runIf(needs('prosody', 'redis'))('the webhooks of a bootstrap key', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;

  const start = (env: Record<string, string>) =>
    startBridge({
      ...{ server, redisUrl: redis.url },
      env: { BRIDGE_WEBHOOK_ALLOW: '127.0.0.1', ...env },
    });

  beforeAll(async () => {
    server = await startProsody();
    redis = await startRedis();
    bridge = await start({});
  });
  afterAll(async () => {
    await bridge.stop();
    await redis.stop();
    await server.stop();
  });

  it('end when it is configured no more, and go on with a key that adopts them', async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.stop());
    const whole = { name: 'admin', identities: ['*'], scopes: SCOPES };
    const admin = (await bridge.api.post('/v1/keys', whole)).json as KeyCreatedBody;
    const lesser = { ...whole, name: 'lesser', scopes: ['webhooks:manage'] };
    const other = (await bridge.api.post('/v1/keys', lesser)).json as KeyCreatedBody;
    const terms = { url: receiver.url, events: ['webhook.disabled'] };
    const created = await bridge.api.post('/v1/webhooks', terms);
    const { id } = created.json as WebhookBody;
    await bridge.stop();
    bridge = await start({ BRIDGE_API_KEY: '' });
    // It would be forgotten a little later by itself.
    const seen = `{sb:${server.componentDomain}}:record:bootstrap-key:seen`;
    await redisCommand(redis.port, 'DEL', seen);
    const [api, otherApi] = [admin, other].map(({ key }) => apiClient(bridge.baseUrl, key));
    const webhook = async () => (await api!.get(`/v1/webhooks/${id}`)).json as WebhookBody;
    await until(async () => (await webhook()).status === 'disabled', { timeout: 20_000 });
    expect((await webhook()).disabledReason).toContain('BRIDGE_API_KEY');
    expect((await otherApi!.get(`/v1/webhooks/${id}`)).status).toBe(404);
    const resumed = await api!.post(`/v1/webhooks/${id}/resume`, {});
    expect(resumed.json).toMatchObject({ id, status: 'active' });
    // What happened to it is the first thing that it tells.
    const { json } = await receiver.waitFor(() => true);
    expect(json).toMatchObject({ data: { webhookId: id, keyId: 'bootstrap' } });
  });
});
