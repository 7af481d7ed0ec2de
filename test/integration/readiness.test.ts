/** What the platform and the operator are told while the XMPP server or Redis is dead. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly gates?: boolean;
  readonly detail?: string;
  readonly since: string;
}

async function readyz(bridge: BridgeProcess) {
  const response = await fetch(`${bridge.managementUrl}/readyz`);
  const { checks } = (await response.json()) as { readonly checks: readonly Check[] };
  const named = (name: string) => checks.find((check) => check.name === name);
  return { status: response.status, link: named('link'), store: named('store') };
}

const message = { to: 'juliet@example.org', body: 'But soft!' };

describe.runIf(needs('prosody', 'redis'))('a bridge', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;

  beforeEach(async () => {
    [server, redis] = await Promise.all([startProsody(), startRedis()]);
    bridge = await startBridge({ server, redisUrl: redis.url });
  });
  afterEach(async () => {
    await bridge.stop();
    await Promise.all([server.stop(), redis.stop()]);
  });

  const statusOf = async (key = bridge.apiKey) => {
    const { status, json } = await bridge.api.get('/v1/status', { key });
    return { status, report: json as StatusReport };
  };

  it('stays ready and accepts when the XMPP server dies, and dates the loss of the link', async () => {
    const killedAt = Date.now();
    const loggedBefore = bridge.logs().length;
    await server.kill();
    // Nobody asks until it has long happened: what is accepted tells that.
    await until(() => bridge.logs().slice(loggedBefore).includes('ECONNREFUSED'), {
      timeout: 20_000,
    });
    const { status, link, store } = await readyz(bridge);
    expect([status, store?.ok]).toEqual([200, true]);
    expect(link).toMatchObject({ ok: false, gates: false });
    expect(link?.detail).toContain('ECONNREFUSED');
    const lostAfter = Date.parse(link?.since ?? '') - killedAt;
    expect(lostAfter).toBeGreaterThanOrEqual(-5);
    expect(lostAfter).toBeLessThan(1_500);
    expect((await bridge.api.post('/v1/messages', message)).status).toBe(202);
    const asked = await bridge.api.post('/v1/iq', { to: 'example.org', ping: {} });
    expect([asked.status, asked.json]).toMatchObject([503, { code: 'link-down' }]);
    const { report } = await statusOf();
    expect(report.link.state).not.toBe('online');
    expect(report.link.lastError).toContain('ECONNREFUSED');
    await server.restart();
    await bridge.waitUntil('link');
  });

  it('is not ready while Redis is dead, says where and since when, and reports its status', async () => {
    const { key: stored } = (
      await bridge.api.post('/v1/keys', {
        name: 'monitor',
        identities: ['*'],
        scopes: ['status:read'],
      })
    ).json as { readonly key: string };
    expect((await statusOf(stored)).status).toBe(200);
    const killedAt = Date.now();
    await redis.kill();
    const words = `Redis at 127.0.0.1:${redis.port}: connection refused`;
    await until(() => bridge.logs().includes('ECONNREFUSED'), { timeout: 10_000 });
    const store = await until(async () => {
      const ready = await readyz(bridge);
      return ready.status === 503 && ready.store?.detail?.includes(words) === true && ready.store;
    });
    const downAfter = Date.parse(store.since) - killedAt;
    expect(downAfter).toBeGreaterThanOrEqual(-5);
    expect(downAfter).toBeLessThan(1_500);
    expect(store.detail).toContain(`since ${store.since}`);
    for (const key of [bridge.apiKey, stored]) {
      const { status, report } = await statusOf(key);
      expect(status).toBe(200);
      expect(report.store).toMatchObject({ state: 'down', detail: words, since: store.since });
      expect(report.version).toMatch(/^\d/);
      expect(report.link.state).toMatch(/online|offline|connecting/);
    }
    expect((await bridge.api.post('/v1/messages', message)).status).toBe(503);
    await redis.restart();
    await bridge.waitUntil('/readyz');
    await until(async () => (await statusOf()).report.store.state === 'up');
  });

  it('reports its status also while Redis is silent', async () => {
    await redis.kill('SIGSTOP');
    const { status, report } = await statusOf();
    expect([status, report.store.state]).toEqual([200, 'down']);
    await until(async () => {
      const { store } = await readyz(bridge);
      return store?.detail?.includes('timed out') === true;
    });
    await redis.kill('SIGCONT');
    await bridge.waitUntil('/readyz');
  });
});

describe.runIf(needs('redis'))('a bridge that never had', () => {
  const nowhere = async () => ({
    service: `xmpp://127.0.0.1:${await freePort()}`,
    componentDomain: 'bridge.example.org',
    secret: 'wherefore',
  });

  it('an XMPP server is ready as soon as it can store', async () => {
    const redis = await startRedis();
    const server = await nowhere();
    const bridge = await startBridge({ server, redisUrl: redis.url, waitFor: '/readyz' });
    expect((await bridge.api.post('/v1/messages', message)).status).toBe(202);
    expect((await readyz(bridge)).link).toMatchObject({ ok: false, gates: false });
    await bridge.stop();
    await redis.stop();
  });

  it('a Redis reports its status, is not ready, and becomes so when Redis comes', async () => {
    const port = await freePort();
    const server = await nowhere();
    const redisUrl = `redis://127.0.0.1:${port}`;
    const bridge = await startBridge({ server, redisUrl, waitFor: '/healthz' });
    const { status, json } = await bridge.api.get('/v1/status');
    const words = `Redis at 127.0.0.1:${port}: connection refused`;
    expect([status, json]).toMatchObject([200, { store: { state: 'down', detail: words } }]);
    expect(await readyz(bridge)).toMatchObject({ status: 503, store: { ok: false } });
    const redis = await startRedis({ port });
    await bridge.waitUntil('/readyz');
    await bridge.stop();
    await redis.stop();
  });
});
