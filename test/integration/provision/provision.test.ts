/** Keys and webhooks as a file declares them, on real replicas and a real Redis. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import type {
  AuditPageBody,
  KeyPageBody,
  KeyCreatedBody,
  WebhookPageBody,
} from '../../../src/contract/schemas.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { runCommand } from '../../support/cli-run.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { mountFolder, secretOf, SERVER, sha256, startReplica, type Mounted } from './stage.ts';

const API_KEY = 'the bootstrap key of both'.replaceAll(' ', '-');
const signing = (name: string) => `whsec_${Buffer.from(sha256(name)).toString('base64')}`;

const NURSE = `
  - name: nurse
    secretSha256: ${sha256(secretOf('nurse'))}
    identities: [nurse]
    scopes: [messages:send, webhooks:manage]`;
const FRIAR = `
  - name: friar
    secret: {file: FOLDER/friar}
    identities: [friar, 'bot-*']
    scopes: [messages:send, status:read]
    rate: 50`;

describe.runIf(needs('redis'))('a provisioning file with two replicas', () => {
  let redis: RedisServer;
  let receiver: WebhookReceiver;
  let folder: Mounted;
  let replicas: readonly [BridgeProcess, BridgeProcess];

  const webhook = (more = '') => `
webhooks:
  - name: shop
    key: friar
    url: ${receiver.url}
    events: [message.received]
    secret: {file: FOLDER/shop}
    authorization: {scheme: bearer, token: {file: FOLDER/token}}${more}`;
  const files = (text: string, more: Record<string, string> = {}) => ({
    friar: `${secretOf('friar')}\n`,
    shop: signing('first'),
    token: 'apothecary-token\n',
    ...more,
    'provision.yaml': text.replaceAll('FOLDER', folder.path('')),
  });
  const whole = () => `keys:${NURSE}${FRIAR}${webhook()}`;
  const statusOf = async (bridge: BridgeProcess, name: string) =>
    (await bridge.api.get('/v1/status', { key: secretOf(name) })).status;
  const everywhere = async (name: string, status: number) => {
    for (const bridge of replicas) {
      await until(async () => (await statusOf(bridge, name)) === status, {
        message: () => `${status} for ${name}\n${bridge.logs().slice(-3_000)}`,
      });
    }
  };
  const keys = async () => ((await replicas[0].api.get('/v1/keys')).json as KeyPageBody).items;
  const webhooks = async () =>
    ((await replicas[0].api.get('/v1/webhooks')).json as WebhookPageBody).items;
  const named = async (name: string) => (await keys()).find((key) => key.name === name);
  const audit = async () =>
    ((await replicas[0].api.get('/v1/audit?limit=1000')).json as AuditPageBody).items;
  const logs = () => replicas.map((it) => it.logs()).join('\n');
  const metric = async ({ managementUrl }: BridgeProcess, name: string) => {
    const text = await (await fetch(`${managementUrl}/metrics`)).text();
    return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const inForce = async () => {
    for (const bridge of replicas) {
      await until(async () => (await metric(bridge, 'bridge_provision_in_force')) === 1, {
        message: () => `the file to be in force\n${bridge.logs().slice(-3_000)}`,
      });
    }
  };
  /** What doctor says of the file. */
  const diagnosis = async () => {
    const env = {
      BRIDGE_XMPP_SERVICE: SERVER.service,
      BRIDGE_XMPP_DOMAIN: SERVER.componentDomain,
      BRIDGE_XMPP_SECRET: SERVER.secret,
      BRIDGE_REDIS_URL: redis.url,
      BRIDGE_API_KEY: API_KEY,
      BRIDGE_PROVISION: folder.file,
      BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8',
    };
    const { out } = await runCommand(['doctor', '--json'], { env });
    const { findings } = JSON.parse(out) as { readonly findings: readonly { check: string }[] };
    return findings.find(({ check }) => check === 'provisioning');
  };
  /** A change is there once every replica says so: none of them had it before. */
  const apply = async (text: string, more?: Record<string, string>) => {
    const before = await metric(replicas[0], 'bridge_provision_hash');
    folder.swap(files(text, more));
    for (const bridge of replicas) {
      await until(async () => (await metric(bridge, 'bridge_provision_hash')) !== before);
    }
    await inForce();
  };

  beforeAll(async () => {
    [redis, receiver] = await Promise.all([startRedis(), startWebhookReceiver()]);
    folder = mountFolder({ 'provision.yaml': '' });
    folder.swap(files(whole()));
    const options = { redisUrl: redis.url, file: folder.file, apiKey: API_KEY };
    replicas = await Promise.all([
      startReplica('capulet', options),
      startReplica('montague', options),
    ]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((bridge) => bridge.stop()));
    await Promise.all([redis.stop(), receiver.stop()]);
    folder.remove();
  });

  it('is applied once before a replica is ready', async () => {
    expect((await keys()).map(({ name }) => name)).toEqual(['nurse', 'friar']);
    expect(await named('friar')).toMatchObject({
      ...{ identities: ['friar', 'bot-*'], rate: 50, provisionedAs: 'friar' },
      createdBy: 'provision',
    });
    expect((await webhooks()).map(({ provisionedAs }) => provisionedAs)).toEqual(['shop']);
    const made = (await audit()).filter(({ actor }) => actor.keyId === 'provision');
    expect(made.map(({ action, object }) => `${action} ${object.id}`)).toEqual(
      [...(await webhooks()).map(({ id }) => `webhook.created ${id}`)].concat(
        [...(await keys())].reverse().map(({ id }) => `key.created ${id}`),
      ),
    );
    expect(logs().match(/"the provisioning file was applied"/g)).toHaveLength(1);
  });

  it('makes keys good by a hash and from a file', async () => {
    await everywhere('friar', 200);
    await everywhere('nurse', 403);
    await everywhere('tybalt', 401);
  });

  it('signs deliveries with the secret of its file, and sends the credentials', async () => {
    const [{ id } = { id: '' }] = await webhooks();
    await replicas[0].api.post(`/v1/webhooks/${id}/test`);
    const { headers, raw } = await receiver.next(() => true);
    expect(headers.authorization).toBe('Bearer apothecary-token');
    const verify = () =>
      new Webhook(signing('first')).verify(raw, headers as Record<string, string>);
    expect(verify).not.toThrow();
  });

  it('refuses changes of what it declares over the API, and says where they go', async () => {
    const friar = await named('friar');
    const [shop] = await webhooks();
    const calls = [
      ['PATCH', `/v1/keys/${friar?.id}`, { rate: 1 }],
      ['POST', `/v1/keys/${friar?.id}/rotate`, {}],
      ['DELETE', `/v1/keys/${friar?.id}`, undefined],
      ['PATCH', `/v1/webhooks/${shop?.id}`, { xml: true }],
      ['POST', `/v1/webhooks/${shop?.id}/rotate-secret`, {}],
      ['DELETE', `/v1/webhooks/${shop?.id}`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      const { status, text } = await replicas[1].api.call(method, path, body);
      expect([status, text], path).toEqual([409, expect.stringContaining('BRIDGE_PROVISION')]);
    }
    const paused = await replicas[1].api.post(`/v1/webhooks/${shop?.id}/pause`);
    expect(paused.json).toMatchObject({ status: 'paused' });
    const resumed = await replicas[1].api.post(`/v1/webhooks/${shop?.id}/resume`);
    expect(resumed.json).toMatchObject({ status: 'active' });
  });

  it('rotates a key whose hash changes; the one before stays good as long as is said', async () => {
    const before = await named('nurse');
    const next = NURSE.replace(sha256(secretOf('nurse')), sha256(secretOf('angelica')));
    await apply(`keys:${next}${FRIAR}${webhook()}`);
    await everywhere('angelica', 403);
    await everywhere('nurse', 403);
    expect(await named('nurse')).toMatchObject({
      ...before,
      previousUntil: expect.any(String) as string,
    });
    await apply(`keys:${next}\n    overlapSeconds: 0${FRIAR}${webhook()}`);
    await everywhere('nurse', 401);
    await everywhere('angelica', 403);
    await apply(`keys:${NURSE}\n    overlapSeconds: 0${FRIAR}${webhook()}`);
    await everywhere('angelica', 401);
  });

  it('gives rights and takes them', async () => {
    await apply(`keys:${NURSE.replace('messages:send', 'status:read')}${FRIAR}${webhook()}`);
    await everywhere('nurse', 200);
    await apply(whole());
    await everywhere('nurse', 403);
    const [entry] = await audit();
    expect(entry).toMatchObject({
      ...{ action: 'key.changed', fields: ['scopes'], actor: { keyId: 'provision' } },
      object: { name: 'nurse' },
    });
  });

  it('is followed when only a file that it refers to changes', async () => {
    await apply(whole(), { friar: secretOf('laurence'), shop: signing('second') });
    await everywhere('laurence', 200);
    const [{ id } = { id: '' }] = await webhooks();
    await replicas[1].api.post(`/v1/webhooks/${id}/test`);
    const { headers, raw } = await receiver.next(() => true);
    for (const name of ['first', 'second']) {
      const verify = () =>
        new Webhook(signing(name)).verify(raw, headers as Record<string, string>);
      expect(verify, name).not.toThrow();
    }
    await apply(whole());
  });

  it('leaves alone what it does not name', async () => {
    const order = { name: 'tybalt', identities: ['tybalt'], scopes: ['status:read'] };
    const { id } = (await replicas[0].api.post('/v1/keys', order)).json as KeyCreatedBody;
    const get = async () => (await replicas[0].api.get(`/v1/keys/${id}`)).json;
    const before = await get();
    await apply(`keys:${NURSE}\n    quota: 7${FRIAR}`);
    expect(await get()).toEqual(before);
    // A list that is left out leaves its kind alone.
    expect(await webhooks()).toHaveLength(1);
    await replicas[0].api.delete(`/v1/keys/${id}`);
    await apply(whole());
  });

  it('ends what it names no more, and makes it anew', async () => {
    await apply(`keys:${NURSE}\nwebhooks: []`);
    await everywhere('friar', 401);
    expect(await webhooks()).toEqual([]);
    const said = (await audit()).slice(0, 2).map(({ action }) => action);
    expect(said).toEqual(['key.revoked', 'webhook.deleted']);
    await apply(whole());
    await everywhere('friar', 200);
  });

  it('gives what it names no more back to the API where it says so', async () => {
    const friar = await named('friar');
    await apply(`removed: keep\nkeys:${NURSE}\nwebhooks: []`);
    await everywhere('friar', 200);
    const { status } = await replicas[0].api.patch(`/v1/keys/${friar?.id}`, { rate: 7 });
    expect(status).toBe(200);
    // And takes it over again by its secret.
    await apply(whole());
    expect(await named('friar')).toMatchObject({ ...friar });
  });

  it('renames a key that keeps its secret, with its webhooks', async () => {
    const [friar, [shop]] = await Promise.all([named('friar'), webhooks()]);
    await apply(
      whole().replace('name: friar', 'name: laurence').replace('key: friar', 'key: laurence'),
    );
    expect((await named('laurence'))?.id).toBe(friar?.id);
    expect((await webhooks()).map(({ id }) => id)).toEqual([shop?.id]);
    await apply(whole());
  });

  it('with a fault changes nothing; log and metric say so, and the replica stays ready', async () => {
    const before = await keys();
    folder.swap(files(whole().replace('status:read', 'status:raed')));
    for (const bridge of replicas) {
      await until(() => bridge.logs().includes('Did you mean'));
      expect(bridge.logs()).toContain('provision.yaml:9: /keys/1/scopes/1: ');
      expect(await metric(bridge, 'bridge_provision_in_force')).toBe(0);
      expect(await metric(bridge, 'bridge_provision_failures_total{reason="file"}')).toBe(1);
      expect((await fetch(`${bridge.managementUrl}/readyz`)).status).toBe(200);
    }
    expect(await keys()).toMatchObject(before.map(({ id, scopes }) => ({ id, scopes })));
    expect(await diagnosis()).toMatchObject({
      ...{ verdict: 'bad', detail: expect.stringContaining('provision.yaml:9: ') as string },
    });
    folder.swap(files(whole()));
    await inForce();
    expect(await diagnosis()).toMatchObject({ verdict: 'good' });
  });

  it('comes back into an empty Redis', async () => {
    await redisCommand(redis.port, 'FLUSHALL');
    await until(async () => (await keys()).length === 2);
    await everywhere('friar', 200);
    await inForce();
  });

  it('is not undone by a replica that does not see the change', async () => {
    const other = mountFolder({ 'provision.yaml': `keys:${NURSE}` });
    const escalus = await startReplica('escalus', {
      ...{ redisUrl: redis.url, apiKey: API_KEY, file: other.file },
    });
    await everywhere('friar', 401);
    await until(() => logs().includes('another replica has applied another provisioning file'));
    await until(async () => (await metric(replicas[0], 'bridge_provision_in_force')) === 0);
    expect(await diagnosis()).toMatchObject({
      ...{ verdict: 'bad', detail: expect.stringContaining('escalus applied another') as string },
    });
    await escalus.stop();
    other.remove();
    await apply(`${whole()}\n    paused: true`);
    await everywhere('friar', 200);
    expect(await webhooks()).toMatchObject([{ status: 'paused' }]);
    await apply(whole());
  });
});
