/** Bridges of other versions on one Redis: what is written by an older one, and what a newer one leaves. */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeRecord } from '../../src/features/messages/ledger/record-form.ts';
import { startBridge, type BridgeOptions, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const NEWER = 'run a newer bridge';

describe.runIf(needs('prosody', 'redis'))('the version of the data', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let client: Redis;
  let bridge: BridgeProcess | undefined;

  beforeAll(async () => {
    server = await startProsody();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    redis = await startRedis();
    client = new Redis(redis.url);
  });
  afterEach(async () => {
    client.disconnect();
    await bridge?.kill();
    await redis.stop();
  });

  const key = (name: string) => `{sb:${server.componentDomain}}:${name}`;
  const start = async (options: Partial<BridgeOptions> = {}) => {
    bridge = await startBridge({ server, redisUrl: redis.url, ...options });
    return bridge;
  };
  const send = async ({ api }: BridgeProcess) => {
    const { status, json } = await api.post('/v1/messages', {
      to: 'juliet@example.org',
      body: 'Hi',
    });
    return { status, id: (json as { readonly id?: string }).id ?? '' };
  };
  const wellness = async ({ managementUrl }: BridgeProcess) => {
    const response = await fetch(`${managementUrl}/readyz`);
    return `${response.status} ${await response.text()}`;
  };

  it('is raised by a newer bridge, which reads what the older one wrote', async () => {
    const older = await start();
    const { id } = await send(older);
    const path = `/v1/messages/${id}`;
    await until(async () => (await older.api.get(path)).text.includes('acknowledged'));
    await older.stop();
    await writeAsVersion1(id);

    const newer = await start({ waitFor: 'none' });
    await newer.waitUntil('/healthz');
    await until(async () => (await wellness(newer)).startsWith('503'));
    expect(await wellness(newer)).toContain('has version 1 and gets version 2');
    await newer.waitUntil('link');
    expect(await client.get(key('data-version'))).toBe('2');
    const { json } = await newer.api.get(path);
    expect(json).toMatchObject({ id, status: 'acknowledged', to: 'juliet@example.org' });
    expect(newer.logs()).toContain('gets the version of this bridge');
    expect((await send(newer)).status).toBe(202);
  });

  /** The record as a JSON object. */
  async function writeAsVersion1(id: string): Promise<void> {
    const stored = (await client.get(key(`record:message:${id}`))) ?? '';
    const [version = '', value = ''] = stored.split('\n');
    const record = JSON.stringify(decodeRecord(value));
    await client.set(key(`record:message:${id}`), `${version}\n${record}`, 'KEEPTTL');
    await client.set(key('data-version'), '1');
  }

  it('of a newer bridge stops the start of an older one, which says so', async () => {
    await client.set(key('data-version'), '9');
    const older = await start({ waitFor: 'none' });
    expect(await older.exited()).toBe(1);
    expect(older.logs()).toContain(NEWER);
    expect(await client.keys('*')).toEqual([key('data-version')]);
  });

  it('raised by a newer bridge ends the work of an older one, until it is the old one again', async () => {
    const older = await start();
    await client.set(key('data-version'), '9<2');
    await until(async () => (await wellness(older)).startsWith('503'));
    expect(await wellness(older)).toContain(NEWER);
    expect(await send(older)).toMatchObject({ status: 503 });
    expect(older.running()).toBe(true);
    // As a backup from before, restored.
    await client.set(key('data-version'), '2');
    await older.waitUntil('link');
    expect((await send(older)).status).toBe(202);
  });
});
