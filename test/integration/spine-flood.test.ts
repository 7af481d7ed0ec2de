/**
 * What a flood from one key does to another. Times are printed and not asserted: they are the machine's too.
 *
 *     FLOOD_RATE=1000 FLOOD_SECONDS=20 npx vitest run --project real test/integration/spine-flood.test.ts
 */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyCreatedBody } from '../../src/contract/schemas.ts';
import { startChild } from '../support/child.ts';
import { needs } from '../support/need.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { pace, type Pace, type Paced } from './spine/pace.ts';
import { openStage, type Stage } from './spine/stage.ts';

const RATE = Number(process.env['FLOOD_RATE'] ?? 50);
const SECONDS = Number(process.env['FLOOD_SECONDS'] ?? 2);
const TIMES = 10;
const FLOOD = fileURLToPath(new URL('spine/flood.ts', import.meta.url));

describe.runIf(needs('prosody', 'redis'))('a flood from one key', () => {
  let redis: RedisServer;
  let stage: Stage;

  beforeAll(async () => {
    redis = await startRedis();
    stage = await openStage('prosody', { BRIDGE_REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await stage.close();
    await redis.stop();
  });

  /** Messages that a server drops when nobody is there (RFC 6121 §8.5.2.2). */
  async function sending(name: string, rate: number): Promise<Pace['target']> {
    const order = { name, identities: [name], scopes: ['messages:send'], rate };
    const created = await stage.api.post('/v1/keys', order);
    expect(created.status, created.text).toBe(201);
    const { key } = created.json as KeyCreatedBody;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const to = `juliet@${stage.server.domain}`;
    const body = JSON.stringify({ to, type: 'headline', body: 'Hi' });
    return {
      port: Number(new URL(stage.bridge.baseUrl).port),
      path: '/v1/messages',
      headers,
      body,
    };
  }

  async function flooded(plan: Pace, during: () => Promise<Paced>): Promise<[Paced, Paced]> {
    const args = ['--import', 'tsx', FLOOD, JSON.stringify(plan)];
    const flood = startChild(process.execPath, args, { env: process.env });
    await until(() => flood.output().includes('flooding'));
    const other = await during();
    expect(await flood.exited, flood.output()).toBe(0);
    const [last = ''] = flood.output().trimEnd().split('\n').slice(-1);
    return [JSON.parse(last) as Paced, other];
  }

  it('is held to its rate, told when to come back, and every call of the other is taken', async () => {
    const romeo = await sending('romeo', RATE);
    const nurse = await sending('nurse', 1_000);
    const calm = { target: nurse, rate: 100, seconds: SECONDS, connections: 16 };
    await pace({ ...calm, seconds: 1 });
    const alone = await pace(calm);
    const plan = { target: romeo, rate: TIMES * RATE, seconds: SECONDS + 1, connections: 64 };
    const [flood, beside] = await flooded(plan, () => pace(calm));
    console.log(JSON.stringify({ times: beside.p99 / alone.p99, alone, beside, flood }));

    const { 202: taken = 0, 429: refused = 0, ...others } = flood.statuses;
    expect(others).toEqual({});
    expect(refused).toBeGreaterThan(0);
    expect(flood.withoutRetryAfter).toBe(0);
    // The bucket begins full.
    expect(taken).toBeGreaterThanOrEqual(RATE);
    expect(taken).toBeLessThanOrEqual(RATE * (1 + flood.seconds) + 1);
    for (const { calls, statuses } of [alone, beside]) expect(statuses).toEqual({ 202: calls });
  });
});
