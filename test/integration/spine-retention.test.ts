/** Messages that live as long as their records, or longer; and a ledger that is kept to a number of bytes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const TO = 'juliet@example.org';

describe.runIf(needs('prosody', 'redis'))('with Redis', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;

  async function open(env: Record<string, string>): Promise<void> {
    server = await startProsody();
    redis = await startRedis();
    bridge = await startBridge({ server, redisUrl: redis.url, env });
  }
  async function close(): Promise<void> {
    await bridge.stop();
    await redis.stop();
    await server.stop();
  }
  const send = async (message: object, headers = {}) => {
    const { status, json, text } = await bridge.api.post('/v1/messages', message, { headers });
    expect(status, text).toBe(202);
    return json as SendRecord;
  };
  const find = (id: string) => bridge.api.get(`/v1/messages/${encodeURIComponent(id)}`);

  describe('and a retention as short as a time to live', () => {
    beforeAll(() => open({ BRIDGE_RETENTION: '1s' }));
    afterAll(close);

    it('each message that expires is told to have failed, and a retry is not sent again', async () => {
      await server.kill();
      const night = { 'idempotency-key': 'night' };
      const morrow = { 'idempotency-key': 'morrow' };
      const keyed = { to: TO, body: 'Good night', ttl: 2 };
      const chosen = { to: TO, body: 'Good morrow', ttl: 2, id: 'mine' };
      const sent = [
        await send({ to: TO, body: 'As long as the retention', ttl: 1 }),
        await send({ to: TO, body: 'Longer', ttl: 3 }),
        await send({ to: TO, body: 'By default' }),
        await send(keyed, night),
        await send(chosen, morrow),
      ];
      const fails = async ({ id }: SendRecord) => {
        const failed = await until(async () => {
          const { json } = await find(id);
          return (json as SendRecord).status === 'failed' && (json as SendRecord);
        });
        expect(failed.error).toMatchObject({ code: 'expired' });
      };
      await Promise.all(sent.map(fails));
      // Kept for the retention from its last status, and not from when it was accepted.
      await until(async () => (await find('mine')).status === 404);
      expect((await send(keyed, night)).id).toBe(sent[3]!.id);
      expect((await send(chosen, morrow)).createdAt).toBe(sent[4]!.createdAt);
      await server.restart();
      await bridge.waitUntil('link', 30_000);
      const juliet = await connectClient({ server, user: 'juliet' });
      const { id } = await send({ to: TO, body: 'A proof', ttl: 60 });
      await juliet.waitFor(({ attributes }) => attributes['id'] === id);
      const bodies = juliet.received.flatMap(({ body }) => body ?? []);
      expect(bodies).toEqual(['A proof']);
      await juliet.close();
    });
  });

  describe('and a bound of the ledger', () => {
    const BOUND = 256 * 1024;
    beforeAll(() => open({ BRIDGE_LEDGER_MAX_BYTES: String(BOUND) }));
    afterAll(close);

    async function batch(count: number): Promise<string[]> {
      const messages = Array.from({ length: count }, (_, n) => ({
        to: 'example.org',
        body: `${n}`,
      }));
      const { json } = await bridge.api.post('/v1/messages/batch', messages);
      return (json as { items: { message: SendRecord }[] }).items.map(({ message }) => message.id);
    }
    const settled = () =>
      until(
        async () => ((await bridge.api.get('/v1/status')).json as StatusReport).outbox.depth === 0,
        { timeout: 20_000, message: 'all to be settled' },
      );
    /** Nearly all keys are records of messages. */
    const keys = async () => Number((await redisCommand(redis.port, 'DBSIZE')).slice(1));
    const counted = async () => {
      const metrics = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
      return Number(/^bridge_ledger_bytes(?:\{.*\})? (\d+)/m.exec(metrics)?.[1]);
    };
    /** Of a small record, as Redis tells it (`MEMORY USAGE`). */
    const RECORD_BYTES = 280;

    it('the oldest records go, the newest stay, and it is said', async () => {
      const first = await batch(1_000);
      await until(async () => (await find(first.at(-1)!)).status === 200);
      await batch(1_000);
      await batch(1_000);
      await settled();
      // What is settled together is of the same age, whatever came first.
      const newest = await send({ to: 'example.org', body: 'The newest' });
      await settled();
      const gone = async () => (await find(first[0]!)).status === 404;
      await until(gone, { timeout: 20_000 });
      await until(async () => (await counted()) <= BOUND, {
        timeout: 20_000,
        message: 'the ledger to shrink',
      });
      // What goes in one commit may be half of so small a bound.
      expect(await counted()).toBeGreaterThan(BOUND / 3);
      await until(async () => (await keys()) * RECORD_BYTES < BOUND, { message: 'fewer keys' });
      expect((await find(newest.id)).status).toBe(200);
      expect(bridge.logs()).toContain('BRIDGE_LEDGER_MAX_BYTES');
    });
  });
});
