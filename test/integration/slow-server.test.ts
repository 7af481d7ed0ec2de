/** An XMPP server that is slow and alive: its link is never given up, and nothing is sent twice. */
import { afterEach, expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import { startBridge } from '../support/bridge-process.ts';
import type { BridgeProcess } from '../support/bridge-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { describeAtOnce } from '../support/at-once.ts';

const SERVERS = [
  { kind: 'prosody' as const, start: startProsody },
  { kind: 'ejabberd' as const, start: startEjabberd },
];
const BATCH = 500;

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

async function metric(bridge: BridgeProcess, name: string): Promise<number> {
  const text = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
  const line = text.split('\n').find((it) => it.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

describeAtOnce(SERVERS, 'a slow $kind', ({ kind, start }) => {
  if (!needs(kind)) return;
  let server: XmppServer;
  let bridge: BridgeProcess;
  let proxy: TcpProxy;
  let juliet: XmppClient;
  const endings: (() => unknown)[] = [];

  async function openStage(options = {}): Promise<void> {
    server = await start(options);
    proxy = await startTcpProxy(server.componentPort);
    const { componentDomain, secret } = server;
    const service = `xmpp://127.0.0.1:${proxy.port}`;
    bridge = await startBridge({ server: { service, componentDomain, secret } });
    juliet = await connectClient({ server, user: 'juliet' });
    endings.push(
      () => juliet.close(),
      () => bridge.kill(),
      () => proxy.stop(),
      () => server.stop(),
    );
  }
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  async function sendAll(bodies: readonly string[]): Promise<void> {
    for (let at = 0; at < bodies.length; at += BATCH) {
      const items = bodies.slice(at, at + BATCH).map((body) => ({
        ...{ to: 'juliet@example.org', type: 'chat', body },
      }));
      const { status, json, text } = await bridge.api.post('/v1/messages/batch', items);
      expect(status, text).toBe(200);
      expect((json as { items: { message?: SendRecord }[] }).items.every((it) => it.message)).toBe(
        true,
      );
    }
  }
  const bodiesAt = ({ received }: XmppClient) => received.flatMap(({ body }) => body ?? []);
  const losses = () => metric(bridge, 'bridge_link_losses_total');
  it('that takes 100 kB a second keeps its link and gets each message once, in order', async () => {
    await openStage();
    proxy.mode = { kind: 'limit', bytesPerSecond: 100_000 };
    const bodies = upTo(2_000).map((index) => `${index} ${'x'.repeat(250)}`);
    await sendAll(bodies);
    await juliet.waitFor(({ body }) => body === bodies.at(-1), 90_000);
    expect(bodiesAt(juliet)).toEqual(bodies);
    expect(await losses()).toBe(0);
    const { count, slow } = await roundTrips();
    expect(slow / count).toBeLessThan(0.2);
  });

  /** How many barriers returned, and how many of them after more than 2.5 s. */
  async function roundTrips(): Promise<{ count: number; slow: number }> {
    const text = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
    const count = Number(
      /duration_seconds_count (\d+)/.exec(text.slice(text.indexOf('bridge_barrier_duration')))?.[1],
    );
    const within = Number(
      /bridge_barrier_duration_seconds_bucket\{le="2.5"\} (\d+)/.exec(text)?.[1],
    );
    return { count, slow: count - within };
  }

  it('that stands still for five seconds keeps its link, and gets each message once', async () => {
    await openStage();
    const bodies = upTo(3_000).map((index) => `line ${index}`);
    const sending = sendAll(bodies);
    await until(() => juliet.received.length > 200);
    await server.kill('SIGSTOP');
    const stopped = performance.now();
    await sending;
    await until(() => performance.now() - stopped > 5_000);
    await server.kill('SIGCONT');
    await juliet.waitFor(({ body }) => body === bodies.at(-1), 30_000);
    expect(bodiesAt(juliet)).toEqual(bodies);
    expect(await losses()).toBe(0);
  });

  it('whose link is cut gets no more copies than there were stanzas on their way', async () => {
    await openStage();
    proxy.mode = { kind: 'limit', bytesPerSecond: 100_000 };
    const bodies = upTo(1_500).map((index) => `${index} ${'x'.repeat(250)}`);
    await sendAll(bodies);
    await until(() => juliet.received.length > 200);
    const window = await metric(bridge, 'bridge_link_window');
    proxy.reset();
    proxy.mode = { kind: 'pass' };
    await juliet.waitFor(({ body }) => body === bodies.at(-1), 30_000);
    const copies = bodiesAt(juliet).length - bodies.length;
    expect([...new Set(bodiesAt(juliet))]).toEqual(bodies);
    expect(copies).toBeLessThanOrEqual(window);
    expect(window).toBeLessThan(1_000);
  });
});
