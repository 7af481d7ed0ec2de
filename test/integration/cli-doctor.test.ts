import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBridge } from '../support/bridge-process.ts';
import { makeCertificate } from '../support/certificate.ts';
import { runProcess } from '../support/cli-process.ts';
import { runCommand, type CliOptions } from '../support/cli-run.ts';
import { freePort } from '../support/free-port.ts';
import { startIssuer } from '../support/issuer.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { tempDir } from '../support/temp-dir.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly detail: string;
  readonly advice?: string;
}

describe.runIf(needs('prosody', 'redis'))('doctor', () => {
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
    // In this process: a start of Node for each would take most of the time.
    const line = ['doctor', '--json', ...args];
    const { code, out } = await runCommand(line, { ...options, env: settings(over) });
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    const wrong = findings.filter(({ verdict }) => verdict === 'bad');
    return { code, findings, wrong, first: wrong[0] };
  }

  it('finds nothing wrong where nothing is', async () => {
    const { code, out } = await runProcess(['doctor', '--json'], settings());
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    expect(code).toBe(0);
    expect(findings.map(({ check }) => check)).toEqual([
      ...['settings', 'xmpp name', 'xmpp handshake', 'xmpp barrier', 'xmpp server'],
      ...['xmpp rooms rooms.example.org', 'xmpp room owners rooms.example.org'],
      ...['xmpp administration', 'xmpp stanza size', 'xmpp second connection'],
      ...['redis', 'redis persistence', 'clock'],
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
    expect(first).not.toHaveProperty('snippetFor');
  });

  it('names a port that is another one', async () => {
    const { first } = await examine({
      BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${server.c2sPort}`,
    });
    expect(first?.check).toBe('xmpp handshake');
    expect(first?.detail).toContain('where users log in');
    expect(first?.advice).toContain('component port');
  });

  it('names an HTTP server and a TLS port, without a snippet for the XMPP server', async () => {
    const folder = tempDir('doctor');
    const { key, cert } = makeCertificate(folder.path, ['DNS:localhost']);
    folder.remove();
    const others = [
      [createHttpServer(), 'HTTP server'],
      [createTlsServer({ key, cert }), 'speaks TLS'],
    ] as const;
    for (const [other, name] of others) {
      await new Promise<void>((listening) => {
        other.listen(0, '127.0.0.1', listening);
      });
      const { port } = other.address() as AddressInfo;
      const over = { BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${port}` };
      const { out } = await runProcess(['doctor'], settings(over));
      other.close();
      expect(out).toContain(name);
      expect(out).toContain('plain XEP-0114');
      expect(out).not.toContain('component_secret');
    }
  });

  it('names a wrong secret', async () => {
    const { first } = await examine({ BRIDGE_XMPP_SECRET: 'a rose by any other name' });
    expect(first?.detail).toContain('not-authorized');
    expect(first?.advice).toContain('same secret');
  });

  it('names a wrong domain', async () => {
    const { first } = await examine({ BRIDGE_XMPP_DOMAIN: 'mantua.example.org' });
    expect(first).toMatchObject({ snippetFor: 'mantua.example.org' });
    expect(first?.detail).toContain('BRIDGE_XMPP_DOMAIN');
  });

  it('names a domain of users, and proposes another instead of a colliding one', async () => {
    const { first } = await examine({ BRIDGE_XMPP_DOMAIN: server.domain });
    expect(first).toMatchObject({ snippetFor: `bridge.${server.domain}` });
    expect(first?.advice).toContain('VirtualHost');
  });

  it('names a conflict', async () => {
    const strict = await startProsody({ conflict: 'kick_new' });
    endings.push(() => strict.stop());
    const holder = await startBridge({ server: strict });
    endings.push(() => holder.stop());
    const { first } = await examine({ BRIDGE_XMPP_SERVICE: strict.service });
    expect(first?.check).toBe('xmpp handshake');
    expect(first?.detail).toContain('conflict');
    expect(first?.advice).toContain('kick_old');
  });

  it('names a Redis that is away', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    const { wrong } = await examine({ BRIDGE_REDIS_URL: url });
    expect(wrong).toMatchObject([{ check: 'redis' }]);
    expect(wrong[0]?.detail).toContain(`${url.slice(8)}: connection refused`);
    expect(wrong[0]?.advice).toContain('BRIDGE_REDIS_URL');
  });

  it('names a Redis without an append-only file', async () => {
    const forgetful = await startRedis({ appendonly: false });
    endings.push(() => forgetful.stop());
    const { wrong } = await examine({ BRIDGE_REDIS_URL: forgetful.url });
    expect(wrong).toMatchObject([{ check: 'redis persistence' }]);
    expect(wrong[0]?.advice).toContain('appendonly yes');
  });

  it.each([
    ['a wrong password', 'redis://:wrong@', 'WRONGPASS', 'BRIDGE_REDIS_URL'],
    ['a user that may not run scripts', 'redis://weak:pw@', 'NOPERM', 'SECURITY.md'],
    ['TLS where there is none', 'rediss://', 'does not speak TLS', 'redis:// instead'],
  ])('names %s', async (_what, start, detail, advice) => {
    const own = await startRedis();
    endings.push(() => own.stop());
    const weak = ['weak', 'on', '>pw', '~*', '&*', '+@all', '-@scripting'];
    await redisCommand(own.port, 'ACL', 'SETUSER', ...weak);
    if (detail === 'WRONGPASS') await redisCommand(own.port, 'CONFIG', 'SET', 'requirepass', 'x');
    const { wrong } = await examine({ BRIDGE_REDIS_URL: `${start}127.0.0.1:${own.port}` });
    expect(wrong).toMatchObject([{ check: 'redis' }]);
    expect(wrong[0]?.detail).toContain(detail);
    expect(wrong[0]?.advice).toContain(advice);
  });

  it('names a port of Redis with TLS, and a certificate that is not accepted', async () => {
    const folder = tempDir('doctor');
    endings.push(() => {
      folder.remove();
      return Promise.resolve();
    });
    makeCertificate(folder.path, ['IP:127.0.0.1']);
    const port = await freePort();
    const own = await startRedis({
      settings: {
        'tls-port': String(port),
        'tls-cert-file': join(folder.path, 'cert.pem'),
        'tls-key-file': join(folder.path, 'key.pem'),
        'tls-ca-cert-file': join(folder.path, 'cert.pem'),
        'tls-auth-clients': 'no',
      },
    });
    endings.push(() => own.stop());
    const plain = await examine({ BRIDGE_REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(plain.wrong[0]?.detail).toContain('speaks TLS');
    expect(plain.wrong[0]?.advice).toContain('rediss://');
    const strange = await examine({ BRIDGE_REDIS_URL: `rediss://127.0.0.1:${port}` });
    expect(strange.wrong[0]?.advice).toContain('NODE_EXTRA_CA_CERTS');
  });

  it('names a read-only replica', async () => {
    const replica = await startRedis();
    endings.push(() => replica.stop());
    await redisCommand(replica.port, 'REPLICAOF', '127.0.0.1', String(redis.port));
    const { wrong } = await examine({ BRIDGE_REDIS_URL: replica.url });
    expect(wrong[0]?.detail).toContain('read-only replica');
    expect(wrong[0]?.advice).toContain('master');
  });

  it('names a Redis that drops data', async () => {
    const dropping = await startRedis({
      settings: { maxmemory: '50mb', 'maxmemory-policy': 'allkeys-lru' },
    });
    endings.push(() => dropping.stop());
    const { wrong } = await examine({ BRIDGE_REDIS_URL: dropping.url });
    expect(wrong[0]?.advice).toContain('maxmemory-policy noeviction');
  });

  it('names a misspelt setting, and the right one', async () => {
    const env = settings({ BRIDGE_REDISURL: 'redis://capulet' });
    const { code, out } = await runProcess(['doctor'], env);
    expect(code).toBe(78);
    expect(out).toContain('did you mean BRIDGE_REDIS_URL?');
  });

  it('names data of a newer bridge, and leaves it and the link alone', async () => {
    const newer = await startRedis();
    endings.push(() => newer.stop());
    const key = `{sb:${server.componentDomain}}:data-version`;
    await redisCommand(newer.port, 'SET', key, '9<8');
    const { code, findings, wrong } = await examine({ BRIDGE_REDIS_URL: newer.url });
    expect(code).toBe(1);
    expect(wrong).toMatchObject([{ check: 'redis data' }]);
    expect(wrong[0]?.detail).toContain('run a newer bridge');
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'xmpp handshake', verdict: 'skipped' }),
    );
    expect(await redisCommand(newer.port, 'GET', key)).toContain('9<8');
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

  it('names keys of an issuer that cannot be had', async () => {
    const issuer = await startIssuer();
    endings.push(() => issuer.stop());
    const named = {
      BRIDGE_JWT_ISSUER: issuer.issuer,
      BRIDGE_JWT_AUDIENCE: issuer.audience,
      BRIDGE_JWT_JWKS_URL: issuer.jwksUrl,
    };
    const check = `issuer keys ${issuer.jwksUrl}`;
    const { findings } = await examine(named);
    expect(findings).toContainEqual({ check, verdict: 'good', detail: 'has 1' });
    issuer.answer = { status: 404 };
    const { wrong } = await examine(named);
    expect(wrong).toMatchObject([{ check, detail: 'it answers 404' }]);
  });

  it('prints what the XMPP server has to say, without the secret', async () => {
    const env = settings({ BRIDGE_XMPP_SECRET: 'a rose by any other name' });
    const { code, out } = await runProcess(['doctor'], env);
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
    expect(findings.slice(1, 4)).toMatchObject([
      { check: 'xmpp name', verdict: 'good' },
      { check: 'xmpp connection', verdict: 'good' },
      { check: 'xmpp handshake', verdict: 'skipped' },
    ]);
    expect(bridge.logs()).not.toContain('conflict');
  });

  it('names a wrong port also where a replica has the link', async () => {
    const bridge = await startBridge({ server, redisUrl: redis.url });
    endings.push(() => bridge.stop());
    const service = `xmpp://127.0.0.1:${await freePort()}`;
    const { first } = await examine({ BRIDGE_XMPP_SERVICE: service });
    expect(first).toMatchObject({ check: 'xmpp connection', verdict: 'bad' });
  });

  it('logs in beside a replica when told to, and the link comes back', async () => {
    const bridge = await startBridge({ server, redisUrl: redis.url });
    endings.push(() => bridge.stop());
    const { findings } = await examine({}, ['--take-over']);
    const verdicts = new Map(findings.map(({ check, verdict }) => [check, verdict]));
    expect(verdicts.get('xmpp barrier')).toBe('good');
    expect(verdicts.get('xmpp services')).toBe('skipped');
    await bridge.waitUntil('link');
  });

  it('names a stored webhook that cannot be reached', async () => {
    const bridge = await startBridge({ server, redisUrl: redis.url });
    endings.push(() => bridge.stop());
    const url = `http://127.0.0.1:${await freePort()}/hook`;
    const made = await bridge.api.post('/v1/webhooks', { url, events: ['message.received'] });
    const { id } = made.json as { readonly id: string };
    endings.push(() => bridge.api.delete(`/v1/webhooks/${id}`));
    const { wrong } = await examine({ BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8' });
    expect(wrong).toMatchObject([{ check: `webhook ${url}` }]);
  });

  it('reaches a webhook target that answers', async () => {
    const receiver = await startWebhookReceiver();
    endings.push(() => receiver.stop());
    const allow = { BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8' };
    const { wrong } = await examine(allow, ['--webhook', receiver.url]);
    expect(wrong).toEqual([]);
  });

  it('names settings that are missing, and ends with 78', async () => {
    const { code, out } = await runProcess(['doctor', '--json']);
    expect(code).toBe(78);
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    expect(findings).toMatchObject([{ check: 'settings', verdict: 'bad' }]);
    expect(findings[0]?.detail).toContain('BRIDGE_XMPP_SECRET is missing');
  });
});
