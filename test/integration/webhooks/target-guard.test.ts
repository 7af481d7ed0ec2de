/** A real bridge is asked to post where it must not: whoever listens there counts the connections. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryBody, WebhookCreatedBody } from '../../../src/contract/schemas.ts';
import { apiClient, type ApiClient } from '../../support/api-client.ts';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { hostileUrls } from './hostile-urls.ts';

/** The one host that the operator lets through. */
const ALLOWED = '127.0.0.7';

describe.runIf(needs('prosody'))('a bridge', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let api: ApiClient;
  let listener: Server;
  let port: number;
  /** By local address: which of the addresses that are listened to was reached. */
  const reached = new Map<string, number>();

  beforeAll(async () => {
    listener = createServer((socket) => {
      const address = (socket.localAddress ?? '').replace('::ffff:', '');
      reached.set(address, (reached.get(address) ?? 0) + 1);
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => listener.listen(0, '::', resolve));
    port = (listener.address() as AddressInfo).port;
    server = await startProsody();
    bridge = await startBridge({ server, env: { BRIDGE_WEBHOOK_ALLOW: ALLOWED } });
    api = apiClient(bridge.baseUrl, bridge.apiKey);
  });
  afterAll(async () => {
    await bridge.stop();
    await server.stop();
    listener.close();
  });

  /** What came of a URL: refused when it is created, or a test that fails. */
  async function outcomeOf(url: string): Promise<string> {
    const { status, json } = await api.post('/v1/webhooks', { url, events: ['message.received'] });
    if (status === 400) return 'refused';
    const { id } = json as WebhookCreatedBody;
    const test = await api.post(`/v1/webhooks/${id}/test`);
    await api.delete(`/v1/webhooks/${id}`);
    return (test.json as { ok: boolean }).ok ? 'reached' : 'failed';
  }

  const elsewhere = () => [...reached].filter(([address]) => address !== ALLOWED);

  it('makes no connection for any hostile URL, and one where it may', async () => {
    const urls = hostileUrls(port);
    expect(urls.length).toBeGreaterThan(60);
    for (const url of urls) expect([url, await outcomeOf(url)]).not.toContain('reached');
    expect(await outcomeOf(`http://${ALLOWED}:${port}/`)).toBe('reached');
    expect(elsewhere()).toEqual([]);
    expect(reached.get(ALLOWED)).toBe(1);
  });

  it('makes no connection for a URL that a change brings', async () => {
    const created = await api.post('/v1/webhooks', {
      url: `http://${ALLOWED}:${port}/change`,
      events: ['message.received'],
    });
    const { id } = created.json as WebhookCreatedBody;
    const refused = await api.patch(`/v1/webhooks/${id}`, { url: `http://127.0.0.1:${port}/` });
    expect(refused.status).toBe(400);
    await api.patch(`/v1/webhooks/${id}`, { url: `http://localhost:${port}/` });
    const test = await api.post(`/v1/webhooks/${id}/test`);
    expect(test.json).toMatchObject({ ok: false });
    expect((test.json as DeliveryBody & { error: string }).error).toContain(
      'not an allowed address',
    );
    expect(elsewhere()).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    const redirecting: WebhookReceiver = await startWebhookReceiver(
      { status, headers: { location: `http://127.0.0.1:${port}/inside` } },
      0,
      { host: ALLOWED },
    );
    const created = await api.post('/v1/webhooks', {
      url: redirecting.url,
      events: ['message.received'],
    });
    const { id } = created.json as WebhookCreatedBody;
    const test = await api.post(`/v1/webhooks/${id}/test`);
    expect(test.json).toMatchObject({ ok: false, status });
    expect(redirecting.received).toHaveLength(1);
    expect(elsewhere()).toEqual([]);
    await redirecting.stop();
  });
});
