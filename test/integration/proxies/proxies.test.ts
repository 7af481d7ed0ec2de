/** A bridge behind a real nginx and a real Caddy, with TLS, as docs/reverse-proxies.md has them. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { blocksOf } from '../../support/documents.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { openSse, type SseClient } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';
import { openWs } from '../../support/ws-client.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { startProxy, type Proxy, type ProxyKind } from './proxy.ts';

const KEYLESS_RATE = 2;
/** How long a test waits for what is to come at once; a proxy that keeps it back would keep it for much longer. */
const AT_ONCE_MS = 3_000;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Call {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the connection comes from. */
  readonly localAddress?: string;
}

function callBy({ url, tls }: Proxy, path: string, call: Call = {}): Promise<Answer> {
  const { method = 'GET', body, headers = {}, localAddress } = call;
  return new Promise((resolve, reject) => {
    const sent = request(url + path, {
      ...{ method, headers, agent: false, ...tls },
      ...(localAddress !== undefined && { localAddress }),
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.end(body);
  });
}

/** Of the configuration, in seconds. */
const readTimeout = () =>
  Number(
    /proxy_read_timeout (\d+)s/.exec(readFileSync('examples/proxies/nginx.conf', 'utf8'))?.[1],
  );

describe('the configuration of nginx', () => {
  it('waits longer than the longest long poll', () => {
    const parameter = readFileSync('openapi/paths/events.yaml', 'utf8');
    const longest = Number(/name: wait\n[\s\S]*?maximum: (\d+)/.exec(parameter)?.[1]);
    expect(longest).toBeGreaterThan(0);
    expect(readTimeout()).toBeGreaterThan(longest);
  });
});

/** For how long each proxy keeps an idle connection to the bridge, s. */
const IDLE_IN = {
  'nginx.conf': /keepalive_timeout (\d+)s/,
  Caddyfile: /keepalive (\d+)s/,
  'traefik-routes.yaml': /idleConnTimeout: (\d+)s/,
};

const KINDS: readonly ProxyKind[] = ['nginx', 'caddy'];

describe.each(KINDS)('a bridge behind %s', (kind) => {
  describe.runIf(needs('prosody', kind))('with TLS', () => {
    let server: XmppServer;
    let bridge: BridgeProcess;
    let proxy: Proxy;
    let juliet: XmppClient;
    let authorization: string;

    beforeAll(async () => {
      server = await startProsody();
      const env = {
        BRIDGE_HEARTBEAT: '500ms',
        BRIDGE_KEYLESS_RATE: String(KEYLESS_RATE),
        BRIDGE_TRUSTED_PROXIES: '127.0.0.1,::1',
      };
      bridge = await startBridge({ server, env });
      const port = Number(new URL(bridge.baseUrl).port);
      // So short that a stream without heartbeats, and a poll that is never answered, would be cut off.
      const changes = kind === 'nginx' ? { 'proxy_read_timeout 90s': 'proxy_read_timeout 2s' } : {};
      proxy = await startProxy(kind, { port, changes });
      juliet = await connectClient({ server, user: 'juliet' });
      authorization = `Bearer ${bridge.apiKey}`;
    });
    afterAll(async () => {
      await juliet.close();
      await proxy.stop();
      await bridge.stop();
      await server.stop();
    });

    const call = (path: string, options: Call = {}) =>
      callBy(proxy, path, { ...options, headers: { authorization, ...options.headers } });
    const post = (path: string, body: unknown) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const say = (body: string) =>
      juliet.send(
        `<message to="romeo@${server.componentDomain}" type="chat"><body>${body}</body></message>`,
      );
    const follow = (): Promise<SseClient> =>
      openSse(`${proxy.url}/v1/events/stream?events=message.received`, {
        key: bridge.apiKey,
        tls: proxy.tls,
      });

    it('keeps its idle connections for longer than the proxy does', async () => {
      const { headers } = await bridge.api.get('/v1/status');
      const kept = Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1]);
      for (const [file, form] of Object.entries(IDLE_IN)) {
        const idle = Number(form.exec(readFileSync(`examples/proxies/${file}`, 'utf8'))?.[1]);
        expect(idle, file).toBeLessThan(kept);
      }
    });

    it('sends a message', async () => {
      const { status } = await post('/v1/messages', { to: 'juliet@example.org', body: 'Hist!' });
      expect(status).toBe(202);
      await juliet.next(({ body }) => body === 'Hist!');
    });

    it('hands on an event to a stream at once, and again after a time without events', async () => {
      const stream = await follow();
      await say('Ay me');
      await stream.events.next(({ data }) => data.includes('Ay me'), AT_ONCE_MS);
      // Longer than nginx waits in this test, by the heartbeats that came through.
      const before = stream.comments();
      await until(() => stream.comments() >= before + 6, { timeout: 20_000 });
      await say('Art thou there?');
      await stream.events.next(({ data }) => data.includes('Art thou there?'), AT_ONCE_MS);
      stream.cut();
    });

    it('hands on an event of 200 kB whole', async () => {
      const stream = await follow();
      const text = 'O'.repeat(200_000);
      await say(text);
      const { data } = await stream.events.next(({ data: it }) => it.includes(text));
      expect((JSON.parse(data) as { data: { body: string } }).data.body).toBe(text);
      stream.cut();
    });

    it('answers a long poll at once when there is an event', async () => {
      const { text } = await call('/v1/events?events=message.received');
      const { cursor } = JSON.parse(text) as { cursor: string };
      const polled = call(`/v1/events?events=message.received&wait=1&after=${cursor}`);
      await say('Good pilgrim');
      expect((await polled).text).toContain('Good pilgrim');
    });

    it('upgrades a WebSocket, which sends and hears, and lives on without events', async () => {
      const url = `${proxy.url}/v1/events/ws?events=message.received`;
      const socket = await openWs(url, { authorization }, undefined, proxy.tls);
      let pings = 0;
      socket.socket.on('ping', () => (pings += 1));
      await until(() => pings >= 6, { timeout: 20_000 });
      const message = { to: 'juliet@example.org', body: 'By and by' };
      await socket.ask({ ref: '1', command: 'send', body: message });
      await juliet.next(({ body }) => body === 'By and by');
      await say('A thousand times good night');
      await socket.events.next(({ data }) => JSON.stringify(data).includes('A thousand times'));
      socket.cut();
    });

    it('takes a batch of more than a megabyte', async () => {
      const body = 'x'.repeat(50_000);
      const line = JSON.stringify({ to: 'juliet@example.org', body });
      const lines = Array.from({ length: 30 }, () => line).join('\n');
      const headers = { 'content-type': 'application/x-ndjson' };
      const { status, text } = await call('/v1/messages/batch', {
        method: 'POST',
        body: lines,
        headers,
      });
      expect(status, text.slice(0, 300)).toBe(200);
      expect(text.match(/"status":202/g)).toHaveLength(30);
    });

    it('refuses a body that is too large as a problem', async () => {
      const { status, headers } = await post('/v1/messages', { body: 'x'.repeat(200_000) });
      expect(status).toBe(413);
      expect(headers['content-type']).toContain('application/problem+json');
    });

    it('counts requests without a key by the address of the client, whatever it claims', async () => {
      const knock = (localAddress: string, claimed: string) =>
        callBy(proxy, '/v1/status', { localAddress, headers: { 'x-forwarded-for': claimed } });
      const flood = Array.from({ length: 12 }, (_, n) => knock('127.0.0.2', `192.0.2.${n}`));
      const statuses = (await Promise.all(flood)).map(({ status }) => status);
      expect(statuses).toContain(429);
      const [one] = await Promise.all([knock('127.0.0.3', '127.0.0.2')]);
      expect(one.status).toBe(401);
    });
  });
});

describe.runIf(needs('prosody', 'nginx'))('a bridge under a path of another site', () => {
  it('is reached with that path in front, its locations too', async () => {
    const [block] = blocksOf('docs/reverse-proxies.md').filter(({ text }) =>
      text.includes('location /xmpp/'),
    );
    const server = await startProsody();
    const bridge = await startBridge({ server });
    const port = Number(new URL(bridge.baseUrl).port);
    const root = '  location / {\n    proxy_pass http://stanza_bridge;\n  }';
    const proxy = await startProxy('nginx', { port, changes: { [root]: block?.text ?? '' } });
    try {
      const headers = {
        authorization: `Bearer ${bridge.apiKey}`,
        'content-type': 'application/json',
        prefer: 'respond-async',
      };
      const body = JSON.stringify({ to: 'example.org', type: 'get', discoInfo: {} });
      const asked = await callBy(proxy, '/xmpp/v1/iq', { method: 'POST', body, headers });
      expect(asked.status, asked.text).toBe(202);
      const { pathname } = new URL(String(asked.headers['location']), proxy.url);
      expect(pathname).toMatch(/^\/xmpp\/v1\/iq\//);
      const read = await callBy(proxy, pathname, { headers });
      expect(read.status).toBe(200);
    } finally {
      await proxy.stop();
      await bridge.stop();
      await server.stop();
    }
  });
});
