/** What one user, or a full Redis, does to everybody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/contract/schemas.ts';
import { needs } from '../support/need.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, type Stage } from './spine/stage.ts';

const MEBI = 1024 * 1024;
const SIZE = 200_000;
/** What one message of a caller may have. */
const SENT = 60_000;

describe.runIf(needs('prosody', 'redis'))('a Redis of 64 MiB', () => {
  let redis: RedisServer;
  let stage: Stage;
  let juliet: XmppClient;

  beforeAll(async () => {
    const settings = { maxmemory: String(64 * MEBI), 'maxmemory-policy': 'noeviction' };
    redis = await startRedis({ settings });
    stage = await openStage('prosody', { BRIDGE_REDIS_URL: redis.url });
    juliet = await stage.user('juliet');
  });
  afterAll(async () => {
    await stage.close();
    await redis.stop();
  });

  const house = () => `house@${stage.server.componentDomain}`;
  const metric = async (name: string) => {
    const text = await (await fetch(`${stage.bridge.managementUrl}/metrics`)).text();
    return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const usedBytes = async () => {
    const info = await redisCommand(redis.port, 'INFO', 'memory');
    return Number(/used_memory:(\d+)/.exec(info)?.[1]);
  };
  const post = (body: string) =>
    stage.api.post('/v1/messages', { to: juliet.jid, from: house(), body });
  const readyz = async () => {
    const response = await fetch(`${stage.bridge.managementUrl}/readyz`);
    return { status: response.status, text: await response.text() };
  };

  it('is not filled by one user, who is told, while everybody else is served', async () => {
    const [romeo, events] = [await stage.user('romeo'), stage.events()];
    const total = 120;
    const flood = async () => {
      for (let count = 0; count < total; count += 1) {
        const body = 'x'.repeat(SIZE);
        await romeo.send(`<message to='${house()}' id='r${count}'><body>${body}</body></message>`);
      }
    };
    const flooding = flood();
    const refused = await romeo.waitFor(({ attributes }) => attributes['type'] === 'error', 60_000);
    expect(refused.xml).toContain('resource-constraint');

    await juliet.send(`<message to='${house()}' id='j1'><body>Anon!</body></message>`);
    await events.waitFor(({ data }) => 'body' in data && data.body === 'Anon!', 30_000);
    expect((await post('Good night')).status).toBe(202);
    await juliet.waitFor(({ body }) => body === 'Good night', 30_000);
    const iq = await stage.api.post('/v1/iq', { to: stage.server.domain, type: 'get', ping: {} });
    expect(iq.status, iq.text).toBe(200);
    const key = await stage.api.post('/v1/keys', {
      name: 'nurse',
      identities: ['*'],
      scopes: ['messages:send'],
    });
    expect(key.status, key.text).toBe(201);

    await flooding;
    await until(() => romeo.received.some(({ attributes: { id } }) => id === `r${total - 1}`), {
      timeout: 60_000,
    });
    expect(await metric('bridge_inbound_refused_total{reason="remote"}')).toBeGreaterThan(20);
    expect(await usedBytes()).toBeLessThan(40 * MEBI);
  });

  it('leaves room for everything else while messages wait for the XMPP server', async () => {
    await stage.server.kill();
    const accepted: string[] = [];
    const refused = await until(
      async () => {
        const answer = await post('x'.repeat(SENT));
        if (answer.status !== 202) return answer;
        accepted.push((answer.json as { id: string }).id);
        return undefined;
      },
      { timeout: 60_000, interval: 0 },
    );
    expect([refused.status, refused.json]).toMatchObject([503, { code: 'outbox-full' }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(accepted.length * SENT).toBeGreaterThan(12 * MEBI);
    expect(accepted.length * SENT).toBeLessThan(26 * MEBI);
    const romeo = { name: 'romeo', identities: ['*'], scopes: ['messages:send'] };
    expect((await stage.api.post('/v1/keys', romeo)).status).toBe(201);

    await stage.server.restart();
    const last = accepted.at(-1) ?? '';
    await until(
      async () => {
        const { json } = await stage.api.get(`/v1/messages/${last}`);
        return (json as { status: string }).status !== 'queued';
      },
      { timeout: 30_000, message: 'the last that was accepted to be sent' },
    );
    await until(async () => (await post('Good night')).status === 202, { timeout: 10_000 });
    juliet = await stage.user('juliet', 'orchard');
  });

  it('when it is full refuses what is new, says so, and sends and answers what it has', async () => {
    await stage.server.kill();
    const waiting = await post('Parting is such sweet sorrow');
    expect(waiting.status).toBe(202);
    const { id } = waiting.json as { id: string };
    const filled = (await usedBytes()) * 1.02;
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', Math.floor(filled));
    const answer = await until(async () => {
      const response = await post('That I shall say good night');
      return response.status === 503 && response;
    });
    expect(answer.json).toMatchObject({ code: 'store-full', retryable: true });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await readyz()).toMatchObject({
      status: 200,
      text: expect.stringContaining('The store is full') as string,
    });
    const { store } = (await stage.api.get('/v1/status')).json as StatusReport;
    expect(store.warnings.join()).toContain('The store is full');
    expect((await stage.api.get(`/v1/messages/${id}`)).json).toMatchObject({ status: 'queued' });

    await stage.server.restart();
    await until(
      async () => {
        const { json } = await stage.api.get(`/v1/messages/${id}`);
        return (json as { status: string }).status !== 'queued';
      },
      { timeout: 30_000, message: 'the message to be settled in a full Redis' },
    );
    juliet = await stage.user('juliet', 'balcony');
    await juliet.send(`<message to='${house()}' id='full'><body>Anon!</body></message>`);
    const told = await juliet.waitFor(({ attributes }) => attributes['id'] === 'full', 20_000);
    expect(told.xml).toContain('resource-constraint');
  });

  it('takes everything again once there is room', async () => {
    await redisCommand(redis.port, 'CONFIG', 'SET', 'maxmemory', 256 * MEBI);
    await until(async () => (await post('till it be morrow')).status === 202);
    await juliet.waitFor(({ body }) => body === 'till it be morrow', 30_000);
    expect((await readyz()).text).not.toContain('The store is full');
  });
});
