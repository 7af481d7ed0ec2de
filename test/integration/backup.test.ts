/** docs/backup-and-restore.md, as it stands there: a backup is made, life goes on, Redis is lost and comes back from it. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { describeAtOnce } from '../support/at-once.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { blocksOf } from '../support/documents.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis } from '../support/redis.ts';
import { tempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';

const PAGE = 'docs/backup-and-restore.md';
const RIGHTS = { identities: ['*'], recipients: ['*'], scopes: ['messages:send', 'events:read'] };

/** The blocks of the page that mention all these words, run one after the other. */
async function follow(words: readonly string[], place: Place): Promise<string> {
  const blocks = blocksOf(PAGE).filter(
    ({ language, text }) => language === 'sh' && words.some((word) => text.includes(word)),
  );
  expect(blocks).toHaveLength(words.length);
  const script = blocks.map(({ text }) => text.replace('examples/', `${resolve('examples')}/`));
  const { stdout } = await promisify(execFile)('sh', ['-euc', script.join('\n')], {
    cwd: place.folder,
    env: {
      PATH: process.env['PATH'],
      BRIDGE_REDIS_URL: place.redisUrl,
      REDIS_DIR: place.redisDir,
    },
  });
  return stdout;
}

interface Place {
  readonly folder: string;
  readonly redisUrl: string;
  readonly redisDir: string;
}

interface Kind {
  readonly kind: string;
  readonly backUp: readonly string[];
  readonly restore: readonly string[];
}

const KINDS: readonly Kind[] = [
  { kind: 'an RDB file', backUp: ['--rdb'], restore: ['restore-redis.sh'] },
  {
    kind: 'the append-only file',
    backUp: ['percentage 0', 'in_progress', 'cp -a "$REDIS_DIR', 'percentage 100'],
    restore: ['cp -a appendonlydir.backup'],
  },
];

describe.runIf(needs('prosody', 'redis'))('a backup of Redis', () => {
  describeAtOnce(KINDS, 'as $kind', ({ backUp, restore }) => {
    const endings: (() => unknown)[] = [];
    afterEach(async () => {
      for (const end of endings.splice(0).reverse()) await end();
    });
    const folder = () => {
      const made = tempDir('backup');
      endings.push(() => {
        made.remove();
      });
      return made.path;
    };
    const redisIn = async (dir: string, port?: number) => {
      mkdirSync(dir, { recursive: true });
      const started = await startRedis({ settings: { dir }, ...(port !== undefined && { port }) });
      endings.push(() => started.stop());
      return started;
    };

    it('brings back what there was', async () => {
      const here = folder();
      const redis = await redisIn(join(here, 'redis'));
      const place = { folder: here, redisUrl: redis.url, redisDir: join(here, 'redis') };
      const server = await startProsody();
      endings.push(() => server.stop());
      const receiver = await startWebhookReceiver();
      endings.push(() => receiver.stop());
      const apiKey = 'a-bootstrap-key-of-verona';
      const options = { server, redisUrl: redis.url, apiKey };
      const bridge = await startBridge(options);
      endings.push(() => bridge.kill());
      const started = await before(bridge, receiver.url);

      await server.kill();
      const waiting = await send(bridge, 'Wait');
      await follow(backUp, place);
      await server.restart();
      const juliet = await connectClient({ server, user: 'juliet' });
      endings.push(() => juliet.close());
      await until(async () => (await statusOf(bridge, waiting)) === 'acknowledged');
      const later = await after(bridge, started);
      await bridge.stop();

      await redis.kill();
      await server.kill();
      const restored = { ...place, redisDir: join(here, 'restored') };
      mkdirSync(restored.redisDir);
      await follow(restore, restored);
      await redisIn(restored.redisDir, redis.port);
      expect(await follow(['--scan'], restored)).toContain(`{sb:${server.componentDomain}}`);
      const again = await startBridge({ ...options, waitFor: '/readyz' });
      endings.push(() => again.stop());

      await hasWhatThereWas(again, started, later);
      // A cursor after the end, as long as nothing is new.
      expect((await again.api.get(`/v1/events?after=${later.cursor}`)).status).toBe(410);
      expect(await statusOf(again, waiting)).toBe('queued');

      await server.restart();
      const juliet2 = await connectClient({ server, user: 'juliet', resource: 'later' });
      endings.push(() => juliet2.close());
      await until(async () => (await statusOf(again, waiting)) === 'acknowledged');
      const copy = await juliet2.waitFor(({ attributes }) => attributes['id'] === waiting);
      expect(copy.xml).toContain('origin-id');
      await goesOn(again, started, later);
      await until(() => receiver.received.filter(({ raw }) => raw.includes(later.id)).length > 1);
    });

    async function before({ api }: BridgeProcess, url: string) {
      const key = await keyOf(api, 'before');
      const doomed = await keyOf(api, 'doomed');
      const made = await api.post('/v1/webhooks', { url, events: ['message.status'] });
      expect(made.status, made.text).toBe(201);
      const first = await api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hist' });
      const { id } = first.json as { readonly id: string };
      await until(async () => (await api.get(`/v1/messages/${id}`)).text.includes('acknowledged'));
      const { json } = await api.get('/v1/events');
      const { cursor } = json as { readonly cursor: string };
      await api.get('/v1/events?consumer=chorus&wait=0');
      expect((await api.post('/v1/consumers/chorus/ack', { cursor })).status).toBe(200);
      return { key, doomed, webhook: (made.json as { readonly id: string }).id, id, cursor };
    }
    type Before = Awaited<ReturnType<typeof before>>;

    async function after(bridge: BridgeProcess, started: Before) {
      const { api } = bridge;
      const key = await keyOf(api, 'after');
      expect((await api.delete(`/v1/keys/${started.doomed.id}`)).status).toBe(204);
      const id = await send(bridge, 'Later', 'later-0001');
      await until(async () => (await statusOf(bridge, id)) === 'acknowledged');
      const { json } = await api.get(`/v1/events?after=${started.cursor}`);
      const { cursor } = json as { readonly cursor: string };
      expect((await api.post('/v1/consumers/chorus/ack', { cursor })).status).toBe(200);
      return { key, id, cursor };
    }
    type After = Awaited<ReturnType<typeof after>>;

    async function hasWhatThereWas({ api }: BridgeProcess, started: Before, later: After) {
      const as = async (key: string) => (await api.get('/v1/events', { key })).status;
      expect(await as(started.key.secret)).toBe(200);
      expect(await as(started.doomed.secret)).toBe(200);
      expect(await as(later.key.secret)).toBe(401);
      expect((await api.get(`/v1/webhooks/${started.webhook}`)).status).toBe(200);
      expect((await api.get(`/v1/messages/${started.id}`)).text).toContain('acknowledged');
      expect((await api.get(`/v1/messages/${later.id}`)).status).toBe(404);
      expect((await api.get('/v1/events?after=oldest')).text).toContain(started.id);
      const { json } = await api.get('/v1/consumers/chorus');
      expect(json).toMatchObject({ cursor: started.cursor });
    }

    /** A retry is sent again, and who reads on gets what is new. */
    async function goesOn(bridge: BridgeProcess, started: Before, later: After) {
      const repeated = await send(bridge, 'Later', 'later-0001');
      expect(repeated).toBe(later.id);
      await until(async () => (await statusOf(bridge, repeated)) === 'acknowledged');
      const { api } = bridge;
      await until(async () =>
        (await api.get(`/v1/events?after=${later.cursor}`)).text.includes(repeated),
      );
      const polled = await api.get('/v1/events?consumer=chorus&limit=1000');
      expect(polled.text).toContain(repeated);
      expect(polled.text).not.toContain(started.id);
    }
  });
});

describe.runIf(needs('redis'))('restore-redis.sh', () => {
  const run = (...args: string[]) =>
    promisify(execFile)('sh', ['examples/restore-redis.sh', ...args]).then(
      () => '',
      (error: unknown) => (error as { readonly stderr: string }).stderr,
    );

  it('says that a file is no RDB file, and leaves nothing behind', async () => {
    const folder = tempDir('restore');
    const garbage = join(folder.path, 'bridge.rdb');
    writeFileSync(garbage, 'A plague o’ both your houses');
    expect(await run(garbage, folder.path)).toContain(`${garbage} could not be read`);
    expect(readdirSync(folder.path)).toEqual(['bridge.rdb']);
    folder.remove();
  });

  it('touches no folder that has data', async () => {
    const folder = tempDir('restore');
    writeFileSync(join(folder.path, 'dump.rdb'), 'data');
    expect(await run('bridge.rdb', folder.path)).toContain('move it away first');
    expect(readFileSync(join(folder.path, 'dump.rdb'), 'utf8')).toBe('data');
    folder.remove();
  });
});

async function keyOf(api: BridgeProcess['api'], name: string) {
  const { status, json, text } = await api.post('/v1/keys', { name, ...RIGHTS });
  expect(status, text).toBe(201);
  const { id, key } = json as { readonly id: string; readonly key: string };
  return { id, secret: key };
}

async function send({ api }: BridgeProcess, body: string, key?: string): Promise<string> {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const message = { to: 'juliet@example.org', body };
  const { status, json, text } = await api.post('/v1/messages', message, { headers });
  expect(status, text).toBe(202);
  return (json as { readonly id: string }).id;
}

async function statusOf({ api }: BridgeProcess, id: string): Promise<string> {
  const { json } = await api.get(`/v1/messages/${id}`);
  return (json as { readonly status: string }).status;
}
