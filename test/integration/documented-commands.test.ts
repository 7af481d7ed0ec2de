/** Commands of the documentation other than curl: in a fresh folder, with keys of exactly the scopes that are needed. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startChild } from '../support/child.ts';
import { blockWith } from '../support/documents.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis } from '../support/redis.ts';
import { tempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('prosody'))('stanza-bridge, as the pages have it,', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  const folder = tempDir('commands');

  beforeAll(async () => {
    const command = join(folder.path, 'stanza-bridge');
    writeFileSync(command, `#!/bin/sh\nexec node ${resolve('dist/main.js')} "$@"\n`);
    chmodSync(command, 0o755);
    server = await startProsody();
    bridge = await startBridge({ server });
  });
  afterAll(async () => {
    await bridge.stop();
    await server.stop();
    folder.remove();
  });

  async function keyOf(...scopes: string[]): Promise<string> {
    const rights = { identities: ['*'], recipients: ['*'], scopes };
    const { json, text, status } = await bridge.api.post('/v1/keys', { name: 'reader', ...rights });
    expect(status, text).toBe(201);
    return (json as { readonly key: string }).key;
  }
  /** Of somebody who has just come to this machine. */
  const environment = (settings: Record<string, string> = {}) => ({
    PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
    HOME: join(folder.path, 'home'),
    ...settings,
  });
  /** The settings of this machine. */
  const ofMachine = (key: string) => {
    const { port } = new URL(bridge.baseUrl);
    return environment({ BRIDGE_HTTP_PORT: port, BRIDGE_API_KEY: key });
  };
  async function run(script: string, env: Record<string, string>): Promise<string> {
    const cwd = join(folder.path, 'fresh');
    mkdirSync(cwd, { recursive: true });
    const { stdout } = await promisify(execFile)('bash', ['-euc', script], { cwd, env });
    return stdout;
  }

  it('keeps a bridge by name', async () => {
    mkdirSync(join(folder.path, 'fresh'), { recursive: true });
    writeFileSync(join(folder.path, 'fresh/key.txt'), `${await keyOf('status:read')}\n`);
    const block = blockWith('docs/cli.md', 'context set');
    const said = await run(
      block.replace('https://bridge.example.org', bridge.baseUrl),
      environment(),
    );
    expect(said).toContain('online');
  });

  it('listens for a receiver on this machine, and sends it a sample', async () => {
    const receiver = await startWebhookReceiver();
    const [listen = '', trigger = ''] = blockWith('docs/cli.md', 'listen --forward-to')
      .replaceAll('http://127.0.0.1:3000', receiver.url.replace(/\/$/, ''))
      .split('\n');
    const env = ofMachine(await keyOf('events:read'));
    const listener = startChild('bash', ['-c', `exec ${listen}`], { env });
    await until(() => listener.output() !== '', { message: () => listener.output() });
    const juliet = await connectClient({ server, user: 'juliet' });
    // It prints the secret before it begins to read.
    await until(async () => {
      await juliet.send(
        `<message to="romeo@${server.componentDomain}" type="chat"><body>Hist!</body></message>`,
      );
      return receiver.received.some(({ raw }) => raw.includes('Hist!'));
    });
    await juliet.close();
    await listener.stop();
    await run(trigger, env);
    await receiver.waitFor(({ raw }) => raw.includes('message.received'));
    await receiver.stop();
  });

  it('subscribes a receiver that wants credentials', async () => {
    const made = await bridge.api.call(
      'POST',
      '/v1/webhooks',
      JSON.parse(blockWith('docs/webhooks.md', '"authorization"')),
      { key: await keyOf('webhooks:manage') },
    );
    expect(made.status, made.text).toBe(201);
  });

  it('shows who changed what', async () => {
    const said = await run(
      blockWith('docs/operating.md', 'stanza-bridge audit'),
      ofMachine(await keyOf('audit:read')),
    );
    expect(said).toContain('key');
  });
});

describe('the log of a pod', () => {
  it('is found by a label that the chart gives', () => {
    const [, label = ''] = /-l (\S+)/.exec(blockWith('docs/operating.md', 'kubectl logs')) ?? [];
    const [name = '', value = ''] = label.split('=');
    const chart = readFileSync('test/helm/snapshots/default.yaml', 'utf8');
    expect(chart).toContain(`${name}: ${value}`);
  });
});

describe.runIf(needs('redis'))('all data of a domain', () => {
  it('is deleted, and that of others is left', async () => {
    const redis = await startRedis();
    const [ours, theirs] = ['{sb:bridge.example.org}:a', '{sb:capulet.example.org}:a'];
    for (const key of [ours, theirs]) await redisCommand(redis.port, 'SET', key, 'x');
    const script = blockWith('docs/upgrading.md', 'redis-cli');
    const env = { PATH: process.env['PATH'], BRIDGE_REDIS_URL: redis.url };
    await promisify(execFile)('bash', ['-euc', script], { env });
    expect(await redisCommand(redis.port, 'EXISTS', ours)).toContain('0');
    expect(await redisCommand(redis.port, 'EXISTS', theirs)).toContain('1');
    await redis.stop();
  });
});
