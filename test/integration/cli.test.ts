import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { runCommand, type CliOptions } from '../support/cli-run.ts';
import { FakeServer } from '../support/fake-server.ts';
import { conflicts } from '../support/fake-server-scripts.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly detail: string;
  readonly advice?: string;
}

describe.runIf(needs('prosody', 'redis'))('stanza-bridge with real servers', () => {
  let server: XmppServer;
  let redis: RedisServer;
  const endings: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    [server, redis] = await Promise.all([startProsody(), startRedis()]);
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  afterAll(() => Promise.all([server.stop(), redis.stop()]));

  const settings = (over: Record<string, string> = {}) => ({
    BRIDGE_XMPP_SERVICE: server.service,
    BRIDGE_XMPP_DOMAIN: server.componentDomain,
    BRIDGE_XMPP_SECRET: server.secret,
    BRIDGE_REDIS_URL: redis.url,
    ...over,
  });

  async function examine(
    over: Record<string, string> = {},
    args: readonly string[] = [],
    options: CliOptions = {},
  ) {
    const env = settings(over);
    const { code, out } = await runCommand(['doctor', '--json', ...args], { ...options, env });
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    const wrong = findings.filter(({ verdict }) => verdict === 'bad');
    return { code, findings, wrong, first: wrong[0] };
  }

  describe('doctor', () => {
    it('finds nothing wrong where nothing is', async () => {
      const { code, findings } = await examine();
      expect(code).toBe(0);
      expect(findings.map(({ check }) => check)).toEqual([
        'settings',
        'xmpp name',
        'xmpp handshake',
        'xmpp barrier',
        'redis',
        'redis persistence',
        'clock',
      ]);
    });

    it('names a wrong host', async () => {
      const { code, first } = await examine({ BRIDGE_XMPP_SERVICE: 'xmpp://nowhere.invalid:5347' });
      expect([code, first?.check]).toEqual([1, 'xmpp name']);
      expect(first?.advice).toContain('BRIDGE_XMPP_SERVICE');
    });

    it('names a closed port', async () => {
      const service = `xmpp://127.0.0.1:${await freePort()}`;
      const { first } = await examine({ BRIDGE_XMPP_SERVICE: service });
      expect(first).toMatchObject({ check: 'xmpp connection' });
      expect(first?.detail).toContain('ECONNREFUSED');
    });

    it('names a port that is another one', async () => {
      const { first } = await examine({
        BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${server.c2sPort}`,
      });
      expect(first?.check).toBe('xmpp handshake');
      expect(first?.advice).toContain('component port');
    });

    it('names a wrong secret', async () => {
      const { first } = await examine({ BRIDGE_XMPP_SECRET: 'a rose by any other name' });
      expect(first?.detail).toContain('not-authorized');
      expect(first?.advice).toContain('same secret');
    });

    it('names a wrong domain', async () => {
      const { first } = await examine({ BRIDGE_XMPP_DOMAIN: 'mantua.example.org' });
      expect(first?.detail).toContain('BRIDGE_XMPP_DOMAIN');
    });

    it('names a conflict', async () => {
      const fake = new FakeServer(conflicts);
      await fake.listen(0);
      endings.push(() => fake.stop());
      const { first } = await examine({ BRIDGE_XMPP_SERVICE: fake.service });
      expect(first?.detail).toContain('conflict');
      expect(first?.advice).toContain('kick_old');
    });

    it('names a Redis that is away', async () => {
      const url = `redis://127.0.0.1:${await freePort()}`;
      const { wrong } = await examine({ BRIDGE_REDIS_URL: url });
      expect(wrong).toMatchObject([{ check: 'redis' }]);
      expect(wrong[0]?.detail).toContain('ECONNREFUSED');
    });

    it('names a Redis without an append-only file', async () => {
      const forgetful = await startRedis({ appendonly: false });
      endings.push(() => forgetful.stop());
      const { wrong } = await examine({ BRIDGE_REDIS_URL: forgetful.url });
      expect(wrong).toMatchObject([{ check: 'redis persistence' }]);
      expect(wrong[0]?.advice).toContain('appendonly yes');
    });

    it('names a wrong clock', async () => {
      const { wrong } = await examine({}, [], { now: () => Date.now() - 60_000 });
      expect(wrong).toMatchObject([{ check: 'clock' }]);
    });

    it('names a webhook target that is not let through, and how to let it', async () => {
      const { wrong } = await examine({}, ['--webhook', 'http://127.0.0.1:1/hook']);
      expect(wrong[0]?.advice).toContain('BRIDGE_WEBHOOK_ALLOW=127.0.0.1');
    });

    it('names a webhook target where nobody listens', async () => {
      const url = `http://127.0.0.1:${await freePort()}/hook`;
      const allow = { BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8' };
      const { wrong } = await examine(allow, ['--webhook', url]);
      expect(wrong).toMatchObject([{ check: `webhook ${url}` }]);
      expect(wrong[0]?.advice).toContain('receiver');
    });

    it('prints what the XMPP server has to say, without the secret', async () => {
      const env = settings({ BRIDGE_XMPP_SECRET: 'a rose by any other name' });
      const { code, out } = await runCommand(['doctor'], { env });
      expect(code).toBe(1);
      expect(out).toContain(`Component "${server.componentDomain}"`);
      expect(out).toContain('module: ejabberd_service');
      expect(out).not.toContain('a rose');
    });

    it('leaves the link to the replica that has it', async () => {
      const bridge = await startBridge({ server, redisUrl: redis.url });
      endings.push(() => bridge.stop());
      const { code, findings } = await examine();
      expect(code).toBe(0);
      expect(findings[1]).toMatchObject({ check: 'xmpp', verdict: 'good' });
      expect(bridge.logs()).not.toContain('conflict');
    });
  });

  describe('beside a bridge', () => {
    let bridge: BridgeProcess;
    let receiver: WebhookReceiver;

    beforeAll(async () => {
      receiver = await startWebhookReceiver();
      bridge = await startBridge({ server });
    });
    afterAll(() => Promise.all([bridge.stop(), receiver.stop()]));

    const run = (args: readonly string[], options: CliOptions = {}) =>
      runCommand([...args, '--url', bridge.baseUrl], {
        ...options,
        env: { BRIDGE_API_KEY: bridge.apiKey },
      });

    it('sends a message', async () => {
      const juliet = await connectClient({ server, user: 'juliet' });
      endings.push(() => juliet.close());
      const { code, out } = await run(['send', '--to', 'juliet@example.org', '--body', 'Hi']);
      expect([code, out.includes('status: queued')]).toEqual([0, true]);
      expect(await juliet.next(({ body }) => body === 'Hi')).toBeDefined();
    });

    it('says what the bridge says against a message', async () => {
      const { code, err } = await run(['send', '--to', '@', '--body', 'Hi']);
      expect(code).toBe(1);
      expect(err).toContain('/to');
    });

    it('shows events and passes them on', async () => {
      const shown: string[] = [];
      const listening = run(
        [
          'listen',
          '--json',
          '--count',
          '1',
          '--after',
          'oldest',
          '--types',
          'message.status',
        ].concat(['--forward-to', receiver.url]),
        { onOut: (text) => shown.push(text) },
      );
      await run(['send', '--to', 'romeo@example.org', '--body', 'Hi']);
      expect((await listening).code).toBe(0);
      const event = JSON.parse(shown[0] ?? '') as { readonly id: string };
      expect(event).toMatchObject({ type: 'message.status' });
      expect((await receiver.next()).headers['webhook-id']).toBe(event.id);
    });

    it('makes, lists and revokes keys', async () => {
      const args = ['--name', 'alerts', '--identities', 'alerts', '--scopes', 'messages:send'];
      const made = await run(['keys', 'create', '--json', ...args]);
      const { id, key } = JSON.parse(made.out) as { readonly id: string; readonly key: string };
      expect(key).toMatch(/^sbk_/);
      expect((await run(['keys', 'list'])).out).toContain(id);
      expect((await run(['keys', 'revoke', id])).code).toBe(0);
      const send = ['send', '--to', 'romeo@example.org', '--body', 'Hi', '--key', key];
      expect((await run(send)).err).toContain('401');
    });

    it('makes, tests, pauses, resumes and deletes webhooks', async () => {
      const args = ['--to-url', receiver.url, '--events', 'message.received'];
      const { out } = await run(['webhooks', 'create', '--json', ...args]);
      const { id, secret } = JSON.parse(out) as { readonly id: string; readonly secret: string };
      expect(secret).toMatch(/^whsec_/);
      for (const verb of ['test', 'pause', 'resume', 'rotate-secret', 'show', 'delete']) {
        expect(await run(['webhooks', verb, id]), verb).toMatchObject({ code: 0 });
      }
      expect((await run(['webhooks', 'list'])).out).toBe('none');
    });

    it('says how the bridge is doing', async () => {
      expect((await run(['status'])).out).toContain('"state":"online"');
    });
  });
});
