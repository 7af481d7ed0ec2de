/** What a running bridge exports makes the same objects on another, and faults are told at the start. */
import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type {
  KeyCreatedBody,
  KeyPageBody,
  WebhookCreatedBody,
  WebhookPageBody,
} from '../../../src/contract/schemas.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { runCommand } from '../../support/cli-run.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { mountFolder, secretOf, sha256, startReplica, type Mounted } from './stage.ts';

const ROMEO = `keys:
  - name: romeo
    secretSha256: ${sha256(secretOf('romeo'))}
    identities: [romeo]
    scopes: [status:read]`;

describe.runIf(needs('redis'))('stanza-bridge export', () => {
  let redis: RedisServer;
  let empty: RedisServer;
  let folder: Mounted;
  let bridge: BridgeProcess;
  let friar: KeyCreatedBody;
  let nurse: KeyCreatedBody;
  let shop: WebhookCreatedBody;
  const started: BridgeProcess[] = [];

  const run = (...args: string[]) =>
    runCommand(['export', '--url', bridge.baseUrl, '--key', bridge.apiKey, ...args]);
  const create = async <T>(path: string, body: object, key?: string) => {
    const { status, text, json } = await bridge.api.post(path, body, key ? { key } : {});
    expect(status, text).toBe(201);
    return json as T;
  };
  const keysOf = async ({ api }: BridgeProcess) =>
    ((await api.get('/v1/keys')).json as KeyPageBody).items;
  const webhooksOf = async ({ api }: BridgeProcess) =>
    ((await api.get('/v1/webhooks')).json as WebhookPageBody).items;

  beforeAll(async () => {
    [redis, empty] = await Promise.all([startRedis(), startRedis()]);
    bridge = await startReplica('capulet', { redisUrl: redis.url });
    started.push(bridge);
    const scopes = ['messages:send', 'webhooks:manage', 'events:read', 'status:read'];
    const more = { recipients: ['example.org', '*.example.org'], rate: 40, quota: 7_000 };
    const expiresAt = '2099-01-01T00:00:00.000Z';
    friar = await create('/v1/keys', { name: 'friar', identities: ['friar'], scopes, ...more });
    nurse = await create('/v1/keys', { name: 'nurse', identities: ['*'], scopes, expiresAt });
    // Names need not differ over the API.
    await create('/v1/keys', { name: 'nurse', identities: ['nurse'], scopes });
    const events = ['message.received', 'message.status'];
    shop = await create(
      '/v1/webhooks',
      {
        ...{ url: 'https://shop.example/hook', events, remotes: ['example.org'], xml: true },
        ...{ headers: { 'X-Vial': 'mandrake' }, description: 'for the apothecary' },
        authorization: { scheme: 'basic', username: 'laurence', password: 'herbs' },
      },
      friar.key,
    );
    const other = { url: 'https://shop.example/other', events, signing: 'ed25519' };
    const { id } = await create<WebhookCreatedBody>('/v1/webhooks', other, nurse.key);
    await bridge.api.post(`/v1/webhooks/${id}/pause`);
    await create('/v1/webhooks', { url: 'https://verona.example/hook', events });
    folder = mountFolder({ 'provision.yaml': 'keys: []' });
  });
  afterAll(async () => {
    await Promise.all(started.map((it) => it.stop()));
    await Promise.all([redis.stop(), empty.stop()]);
    folder.remove();
  });

  /** The export, with the secrets in the files that it names. */
  async function exported(): Promise<string> {
    const { code, out, err } = await run('--secrets-dir', folder.path(''));
    expect([code, err]).toEqual([0, '']);
    const fill = {
      'shop.example.secret': shop.secret ?? '',
      'shop.example.x-vial': 'mandrake',
      'shop.example.username': 'laurence',
      'shop.example.password': 'herbs',
      'verona.example.secret': `whsec_${Buffer.from('the prince of Verona, Escalus').toString('base64')}`,
    };
    for (const [name, text] of Object.entries(fill)) writeFileSync(folder.path(name), text);
    return out;
  }

  it('makes the same objects in an empty Redis, with the same secrets', async () => {
    const file = folder.path('export.yaml');
    writeFileSync(file, await exported());
    const options = { redisUrl: empty.url, file };
    const other = await startReplica('montague', options);
    started.push(other);
    // What differs from bridge to bridge; a private key never leaves one.
    const own = [
      ...['id', 'createdAt', 'updatedAt', 'createdBy', 'provisionedAs', 'lastUsedAt'],
      'publicKey',
    ];
    const bare = (items: readonly object[]) =>
      items.map((item) =>
        Object.fromEntries(Object.entries(item).filter(([name]) => !own.includes(name))),
      );
    const [keys, webhooks] = await Promise.all([keysOf(bridge), webhooksOf(bridge)]);
    const renamed = keys.map((key, index) => (index === 2 ? { ...key, name: 'nurse 2' } : key));
    expect(bare(await keysOf(other))).toEqual(bare(renamed));
    expect(bare(await webhooksOf(other))).toEqual(bare(webhooks));
    for (const { key } of [friar, nurse]) {
      expect((await other.api.get('/v1/status', { key })).status).toBe(200);
    }
    const again = await other.api.get('/v1/provision');
    const before = (await bridge.api.get('/v1/provision')).json;
    expect(again.json).toEqual(before);
  });

  it('takes over what is there when the same bridge is given the file', async () => {
    const file = folder.path('same.yaml');
    writeFileSync(file, await exported());
    const ids = async () => [
      ...(await keysOf(bridge)).map(({ id }) => id),
      ...(await webhooksOf(bridge)).map(({ id }) => id),
    ];
    const before = await ids();
    const next = await startReplica('escalus', {
      ...{ redisUrl: redis.url, file, apiKey: bridge.apiKey },
    });
    started.push(next);
    expect(await ids()).toEqual(before);
    expect((await keysOf(next)).map(({ provisionedAs }) => provisionedAs)).toEqual([
      ...['friar', 'nurse', 'nurse 2'],
    ]);
    expect((await webhooksOf(next)).every((it) => it.provisionedAs !== undefined)).toBe(true);
  });

  it('has no secret in it', async () => {
    const { out } = await run();
    const { out: json } = await run('--json');
    for (const text of [
      friar.key,
      nurse.key,
      shop.secret ?? '?',
      'mandrake',
      'herbs',
      'laurence',
    ]) {
      expect(out + json).not.toContain(text);
    }
    expect(out).toContain('secret: { file: /run/secrets/provision/shop.example.secret }');
    expect(parse(out)).toMatchObject({ keys: [{ secretSha256: sha256(friar.key) }, {}, {}] });
  });

  it('needs a key with all rights', async () => {
    const scopes = ['keys:manage', 'webhooks:manage'];
    const order = { name: 'tybalt', identities: ['*'], scopes };
    const { key, id } = await create<KeyCreatedBody>('/v1/keys', order);
    const { code, err } = await runCommand(['export', '--url', bridge.baseUrl, '--key', key]);
    expect(code).toBe(77);
    expect(err).toContain('all rights');
    await bridge.api.delete(`/v1/keys/${id}`);
  });
});

describe.runIf(needs('redis'))('a bridge with a provisioning file', () => {
  let redis: RedisServer;
  let folder: Mounted;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    redis = await startRedis();
    folder = mountFolder({ 'provision.yaml': ROMEO });
  });
  afterEach(() => bridge.kill());
  afterAll(async () => {
    await redis.stop();
    folder.remove();
  });

  const options = () => ({ redisUrl: redis.url, file: folder.file });

  it('refuses to start with a fault, and says where it is', async () => {
    folder.swap({ 'provision.yaml': ROMEO.replace('status:read', 'status:write') });
    bridge = await startReplica('romeo', { ...options(), waitFor: 'none' });
    expect(await bridge.exited()).toBe(78);
    expect(bridge.logs()).toMatch(/provision\.yaml:5: \/keys\/0\/scopes\/0: Use one of: /);
  });

  it('refuses to start without the file', async () => {
    const file = folder.path('lost.yaml');
    bridge = await startReplica('romeo', { redisUrl: redis.url, file, waitFor: 'none' });
    expect(await bridge.exited()).toBe(78);
    expect(bridge.logs()).toContain('lost.yaml cannot be read (ENOENT)');
  });

  it.each([
    ['Redis', () => ({ redisUrl: redis.url })],
    ['memory', () => ({ redisUrl: '' })],
  ])('needs no other key, with %s', async (_, more) => {
    folder.swap({ 'provision.yaml': ROMEO });
    bridge = await startReplica('romeo', {
      ...{ ...options(), ...more(), env: { BRIDGE_API_KEY: '' } },
    });
    const { status } = await bridge.api.get('/v1/status', { key: secretOf('romeo') });
    expect(status).toBe(200);
  });

  it('lets the API change everything when it follows a file no more', async () => {
    folder.swap({ 'provision.yaml': ROMEO });
    bridge = await startReplica('romeo', options());
    const { items } = (await bridge.api.get('/v1/keys')).json as KeyPageBody;
    const id = items.find(({ name }) => name === 'romeo')?.id;
    expect((await bridge.api.patch(`/v1/keys/${id}`, { rate: 7 })).status).toBe(409);
    await bridge.kill();
    bridge = await startReplica('romeo', { redisUrl: redis.url });
    expect((await bridge.api.patch(`/v1/keys/${id}`, { rate: 7 })).status).toBe(200);
  });

  it('is not ready while Redis is away, and applies the file when it is there', async () => {
    folder.swap({ 'provision.yaml': `${ROMEO}\n    rate: 9` });
    await redis.kill();
    bridge = await startReplica('romeo', { ...options(), waitFor: '/healthz' });
    expect((await fetch(`${bridge.managementUrl}/readyz`)).status).toBe(503);
    await redis.restart();
    await bridge.waitUntil('/readyz');
    const call = () => bridge.api.get('/v1/status', { key: secretOf('romeo') });
    await until(async () => (await call()).status === 200);
  });
});
