/** A bridge behind a proxy that is spoken to over TLS and wants credentials, with a receiver that wants some too. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.ts';
import { startIssuer, type Issuer } from '../../support/issuer.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { tempDir, type TempDir } from '../../support/temp-dir.ts';
import { until } from '../../support/until.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';

const SECRETS = /p%40ris|p@ris|bXVzaWNpYW46cEByaXM=|k-orchard-wall|t-rosaline/;

describe.runIf(needs('prosody'))('a bridge behind a proxy', () => {
  let directory: TempDir;
  let server: XmppServer;
  let bridge: BridgeProcess;
  let juliet: XmppClient;
  let issuer: Issuer;
  let proxy: ConnectProxy;
  let receiver: Server;
  let port: number;
  /** Headers of the requests, in order. */
  const received: Record<string, unknown>[] = [];

  beforeAll(async () => {
    directory = tempDir('proxy');
    const tls = makeCertificate(directory.path, ['DNS:localhost', 'IP:127.0.0.1']);
    receiver = createServer(tls, (request, response) => {
      received.push(request.headers);
      response.writeHead(200, { 'content-type': 'text/plain' });
      request.resume().on('end', () => response.end('{"body":"Good pilgrim"}'));
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    ({ port } = receiver.address() as AddressInfo);
    proxy = await startConnectProxy({ credentials: 'musician:p%40ris', tls });
    issuer = await startIssuer();
    server = await startProsody();
    bridge = await startBridge({
      server,
      env: {
        BRIDGE_EGRESS_PROXY: proxy.url,
        BRIDGE_JWT_ISSUER: issuer.issuer,
        BRIDGE_JWT_AUDIENCE: issuer.audience,
        BRIDGE_JWT_JWKS_URL: issuer.jwksUrl,
        BRIDGE_LOG_LEVEL: 'debug',
        BRIDGE_WEBHOOK_SCHEDULE: '0s,10ms',
        NODE_EXTRA_CA_CERTS: join(directory.path, 'cert.pem'),
      },
    });
    juliet = await connectClient({ server, user: 'juliet' });
  });
  afterAll(async () => {
    await juliet.close();
    await bridge.stop();
    await server.stop();
    await issuer.stop();
    await proxy.stop();
    receiver.close();
    receiver.closeAllConnections();
    directory.remove();
  });

  async function subscribe(): Promise<string> {
    const { status, json } = await bridge.api.post('/v1/webhooks', {
      url: `https://localhost:${port}/hook`,
      events: ['message.received'],
      headers: { 'X-Api-Key': 'k-orchard-wall' },
      authorization: { scheme: 'bearer', token: 't-rosaline' },
    });
    expect(status).toBe(201);
    return (json as { id: string }).id;
  }

  it('posts over TLS to the name, through a tunnel to the address, and carries the reply out', async () => {
    const id = await subscribe();
    const reply = juliet.waitFor((stanza) => stanza.body === 'Good pilgrim');
    await juliet.send(
      `<message to="bot@${server.componentDomain}" type="chat"><body>Saints do not move</body></message>`,
    );
    await reply;
    expect(received[0]).toMatchObject({
      host: `localhost:${port}`,
      'x-api-key': 'k-orchard-wall',
      authorization: 'Bearer t-rosaline',
    });
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`127.0.0.1:${port}`]);
    await bridge.api.delete(`/v1/webhooks/${id}`);
  });

  it('tells on the delivery what the proxy refused', async () => {
    const id = await subscribe();
    proxy.answer = 403;
    await juliet.send(
      `<message to="bot@${server.componentDomain}" type="chat"><body>Then move not</body></message>`,
    );
    const { text } = await until(async () => {
      const page = await bridge.api.get(`/v1/webhooks/${id}/dead-letters`);
      return page.text.includes('lastAttempt') && page;
    });
    expect(text).toContain('the egress proxy refused a connection to 127.0.0.1:');
    expect(text).not.toMatch(SECRETS);
    proxy.answer = 200;
    await bridge.api.delete(`/v1/webhooks/${id}`);
  });

  it('fetches the keys of an issuer through it, by name', async () => {
    const { status } = await bridge.api.get('/v1/events', { key: await issuer.token() });
    expect(status).toBe(200);
    expect(proxy.asked.at(-1)?.authority).toBe(new URL(issuer.jwksUrl).host);
  });

  it('has no secret in its log and its events', async () => {
    const { text } = await bridge.api.get('/v1/events');
    expect(text).toContain('Saints do not move');
    expect(text).not.toMatch(SECRETS);
    expect(bridge.logs()).toContain('level');
    expect(bridge.logs()).not.toMatch(SECRETS);
  });
});
