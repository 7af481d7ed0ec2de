/** Who changed what, as an operator finds it: in the log, over the API and on the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPageBody, KeyCreatedBody } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { runCommand } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('prosody', 'redis'))('the audit log', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;
  let friar: KeyCreatedBody;
  let webhook: { readonly id: string; readonly secret: string };

  const list = async (query = '', key?: string) => {
    const { json, status, text } = await bridge.api.get(`/v1/audit${query}`, key ? { key } : {});
    expect(status, text).toBe(200);
    return json as AuditPageBody;
  };

  beforeAll(async () => {
    [server, redis] = await Promise.all([startProsody(), startRedis()]);
    bridge = await startBridge({ server, redisUrl: redis.url });
    const { api } = bridge;
    const scopes = ['webhooks:manage', 'events:read', 'audit:read'];
    const order = { name: 'friar', identities: ['*'], scopes };
    friar = (await api.post('/v1/keys', order)).json as KeyCreatedBody;
    const { key } = friar;
    const url = 'https://verona.example/hook?token=potion';
    const terms = { url, events: ['message.received'] };
    webhook = (await api.post('/v1/webhooks', terms, { key })).json as typeof webhook;
    const path = `/v1/webhooks/${webhook.id}`;
    await api.patch(path, { headers: { 'X-Vial': 'mandrake' } }, { key });
    await api.post(`${path}/pause`, undefined, { key });
    await api.post(`${path}/test`, undefined, { key });
    await api.post(`${path}/resume`, undefined, { key });
    await api.delete(`/v1/webhooks/nothing`, { key });
    await api.delete(path, { key });
    const read = await api.get('/v1/events?consumer=mercutio', { key });
    const { cursor } = read.json as { readonly cursor: string };
    await api.call('PUT', '/v1/consumers/mercutio', { cursor }, { key });
    await api.delete(`/v1/keys/${friar.id}`);
  });
  afterAll(async () => {
    await bridge.stop();
    await Promise.all([server.stop(), redis.stop()]);
  });

  it('has who did what, newest first, and not what was refused', async () => {
    const { items, next } = await list();
    expect(next).toBeUndefined();
    const said = items.map(({ actor, action, object }) => [actor.name, action, object.id]);
    expect(said).toEqual([
      [undefined, 'key.revoked', friar.id],
      ['friar', 'consumer.moved', 'mercutio'],
      ['friar', 'webhook.deleted', webhook.id],
      ['friar', 'webhook.resumed', webhook.id],
      ['friar', 'webhook.paused', webhook.id],
      ['friar', 'webhook.changed', webhook.id],
      ['friar', 'webhook.created', webhook.id],
      [undefined, 'key.created', friar.id],
    ]);
    expect(items[0]?.actor).toEqual({ keyId: 'bootstrap' });
    expect(items[5]).toMatchObject({ fields: ['headers'], actor: { keyId: friar.id } });
  });

  it('is read page by page', async () => {
    const first = await list('?limit=5');
    const second = await list(`?limit=5&after=${first.next ?? ''}`);
    expect([...first.items, ...second.items]).toEqual((await list()).items);
    expect(second.next).toBeUndefined();
  });

  it('is in the log too, by the id of the request', async () => {
    const lines = bridge
      .logs()
      .split('\n')
      .filter((line) => line.includes('"msg":"audit"'))
      .map((line) => JSON.parse(line) as { request: string; action: string });
    const { items } = await list();
    const entries = items.map(({ requestId: request, action }) => ({ request, action }));
    expect(lines.map(({ request, action }) => ({ request, action }))).toEqual(entries.reverse());
  });

  it('has no secrets in it', async () => {
    const stored = await redisCommand(
      redis.port,
      ...['XRANGE', `{sb:${server.componentDomain}}:log:audit`, '-', '+'],
    );
    expect(stored).toContain(webhook.id);
    const texts = [friar.key, webhook.secret, 'potion', 'mandrake', bridge.apiKey];
    for (const text of texts) expect(stored + bridge.logs()).not.toContain(text);
  });

  it('needs a scope of its own', async () => {
    const order = { name: 'nurse', identities: ['*'], scopes: ['keys:manage'] };
    const { key } = (await bridge.api.post('/v1/keys', order)).json as KeyCreatedBody;
    expect((await bridge.api.get('/v1/audit', { key })).status).toBe(403);
  });

  it('is shown by the command line', async () => {
    const env = { BRIDGE_API_KEY: bridge.apiKey };
    const args = ['audit', '--limit', '3', '--url', bridge.baseUrl];
    const { code, out, err } = await runCommand(args, { env });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('key.created');
  });

  it('answers a change whose entry could not be stored', async () => {
    const key = `{sb:${server.componentDomain}}:log:audit`;
    await redisCommand(redis.port, 'RENAME', key, 'elsewhere');
    await redisCommand(redis.port, 'SET', key, 'occupied');
    const order = { name: 'page', identities: ['*'], scopes: ['status:read'] };
    expect((await bridge.api.post('/v1/keys', order)).status).toBe(201);
    await until(() => bridge.logs().includes('an audit entry was not stored'));
    await redisCommand(redis.port, 'RENAME', 'elsewhere', key);
  });
});
