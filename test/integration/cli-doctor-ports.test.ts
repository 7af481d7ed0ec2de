/** What the doctor says of ports at which something else is, or nothing at all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servesUsersOf } from '../../src/cli/doctor/port-probe.ts';
import { startBlackHole } from '../support/black-hole.ts';
import { runProcess } from '../support/cli-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('prosody', 'redis'))('doctor, of a port', () => {
  let server: XmppServer;
  let redis: RedisServer;

  beforeAll(async () => {
    [server, redis] = await Promise.all([startProsody(), startRedis()]);
  });
  afterAll(() => Promise.all([server.stop(), redis.stop()]));

  /** What it prints, with Redis and XMPP server as they are but for what is given. */
  async function told(over: Readonly<Record<string, string>> = {}) {
    const { code, out, err } = await runProcess(['doctor'], {
      BRIDGE_XMPP_SERVICE: server.service,
      BRIDGE_XMPP_DOMAIN: server.componentDomain,
      BRIDGE_XMPP_SECRET: server.secret,
      BRIDGE_REDIS_URL: redis.url,
      ...over,
    });
    expect(err).toBe('');
    return { code, out, bad: out.match(/^BAD .*\n.*$/gm) ?? [] };
  }
  const xmppAt = (port: number) => ({ BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${port}` });
  const redisAt = (port: number) => ({ BRIDGE_REDIS_URL: `redis://127.0.0.1:${port}` });

  it('has nothing to say where all is well', async () => {
    const { code, out } = await told();
    expect(code).toBe(0);
    for (const line of out.split('\n')) expect(line).toMatch(/^good /);
  });

  // Most of the time is spent in waiting for what does not come.
  it.concurrent('that swallows everything, guesses a firewall', async () => {
    const hole = await startBlackHole();
    try {
      const { code, out, bad } = await told({ ...xmppAt(hole.port), ...redisAt(hole.port) });
      expect(code).toBe(1);
      expect(bad).toHaveLength(2);
      for (const found of bad) expect(found).toMatch(/firewall/);
      expect(bad[0]).toContain('does not answer at all');
      expect(bad[1]).toContain('timed out');
      expect(out).not.toContain('component_secret');
    } finally {
      await hole.stop();
    }
  });

  it.concurrent('where nothing listens, says so', async () => {
    const port = await freePort();
    const { out, bad } = await told({ ...xmppAt(port), ...redisAt(port) });
    expect(bad[0]).toContain('nothing listens');
    expect(bad[1]).toContain('connection refused');
    for (const found of bad) expect(found).not.toMatch(/firewall/i);
    expect(out).not.toContain('component_secret');
  });

  it.concurrent('of a host without an address, names the host', async () => {
    const nowhere = { BRIDGE_XMPP_SERVICE: 'xmpp://nowhere.invalid:5347' };
    const { out, bad } = await told({ ...nowhere, BRIDGE_REDIS_URL: 'redis://nowhere.invalid' });
    expect(bad).toHaveLength(2);
    for (const found of bad) expect(found).toMatch(/nowhere\.invalid.*\n.*DNS/);
    expect(out).not.toContain('component_secret');
  });

  it.concurrent('of an HTTP server that waits for a request, names it', async () => {
    const { out, bad } = await told({ ...xmppAt(server.httpPort), ...redisAt(server.httpPort) });
    for (const found of bad) expect(found).toContain('is an HTTP server');
    expect(bad[0]).toContain('plain XEP-0114');
    expect(bad[1]).toContain('BRIDGE_REDIS_URL');
    expect(out).not.toContain('component_secret');
  });

  it.concurrent('that was mistaken for the other, names both', async () => {
    const { bad } = await told({ ...xmppAt(redis.port), ...redisAt(server.c2sPort) });
    expect(bad[0]).toContain('is a Redis');
    expect(bad[1]).toContain('is an XMPP server');
  });
});

describe.each([{ kind: 'prosody' }, { kind: 'ejabberd' }] as const)('with $kind', ({ kind }) => {
  it.runIf(needs(kind))('a domain of users is told from one that is not there', async () => {
    const server = await (kind === 'prosody' ? startProsody() : startEjabberd());
    try {
      const place = { host: '127.0.0.1', port: server.c2sPort };
      expect(await servesUsersOf({ ...place, domain: server.domain })).toBe(true);
      expect(await servesUsersOf({ ...place, domain: 'mantua.example.org' })).toBe(false);
      const component = { ...place, port: server.componentPort };
      expect(await servesUsersOf({ ...component, domain: server.domain })).toBe(false);
    } finally {
      await server.stop();
    }
  });
});
