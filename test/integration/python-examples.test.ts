/** The Python examples that send and follow, as a shell runs them, against a real bridge and a real XMPP server. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild, type Child } from '../support/child.ts';
import { needs } from '../support/need.ts';
import { startPathProxy } from '../support/path-proxy.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { tempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';
import { openStage, type Stage } from './spine/stage.ts';

const file = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

describe.runIf(needs('prosody'))('an example in Python', () => {
  let stage: Stage;
  const folder = tempDir('examples');
  const children: Child[] = [];
  beforeAll(async () => {
    stage = await openStage('prosody');
  });
  afterAll(async () => {
    for (const child of children) await child.kill();
    await stage.close();
    folder.remove();
  });

  async function keyFor(...scopes: string[]): Promise<string> {
    const rights = { identities: ['*'], recipients: ['*'], scopes };
    const { json, status, text } = await stage.api.post('/v1/keys', { name: 'example', ...rights });
    expect(status, text).toBe(201);
    return (json as { key: string }).key;
  }

  function python(name: string, env: Record<string, string>, ...args: string[]): Child {
    const BRIDGE_URL = stage.bridge.baseUrl;
    const child = startChild('python3', [file(name), ...args], {
      env: { ...process.env, BRIDGE_URL, ...env },
    });
    children.push(child);
    return child;
  }

  it('sends a message once, also when its answer is lost, and says what became of it', async () => {
    const juliet = await stage.user('juliet');
    const proxy = await startPathProxy(stage.bridge.baseUrl, '');
    proxy.dropAnswers = 1;
    const BRIDGE_KEY = await keyFor('messages:send');
    const env = { BRIDGE_KEY, BRIDGE_URL: proxy.url };
    const child = python('send.py', env, 'juliet@example.org', 'Good morrow');
    expect(await child.exited, child.output()).toBe(0);
    const { attributes } = await juliet.waitFor(({ body }) => body === 'Good morrow');
    expect(child.output().trim()).toBe(`${attributes['id']} acknowledged`);
    expect(proxy.paths.filter((path) => path === '/v1/messages')).toHaveLength(2);
    await stage.api.post('/v1/messages', { to: juliet.jid, body: 'proof' });
    await juliet.waitFor(({ body }) => body === 'proof');
    expect(juliet.received.filter(({ body }) => body === 'Good morrow')).toHaveLength(1);
    await proxy.close();
  });

  it('says why a message is refused', async () => {
    const BRIDGE_KEY = await keyFor('events:read');
    const child = python('send.py', { BRIDGE_KEY }, 'juliet@example.org', 'Good morrow');
    expect(await child.exited).toBe(1);
    expect(child.output()).toMatch(/^forbidden: .*messages:send/);
  });

  it('says why a message failed', async () => {
    const BRIDGE_KEY = await keyFor('messages:send');
    const child = python('send.py', { BRIDGE_KEY }, 'mercutio@nowhere.example', 'Good morrow');
    expect(await child.exited).toBe(1);
    expect(child.output()).toMatch(/ failed\n/);
    expect(child.output()).toMatch(/^stanza-error: mercutio@nowhere\.example: /m);
  });

  it.each([
    ['send.py', ['juliet@example.org', 'Good morrow']],
    ['follow.py', ['elsewhere.txt']],
  ])('names a proxy that answers in place of the bridge: %s', async (name, args) => {
    const page = createServer((_, response) => response.writeHead(403).end('<h1>403</h1>'));
    page.listen(0, '127.0.0.1');
    await once(page, 'listening');
    const BRIDGE_URL = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const child = python(name, { BRIDGE_KEY: 'capulet', BRIDGE_URL }, ...args);
    expect(await child.exited).toBe(1);
    expect(child.output()).toContain(`${BRIDGE_URL} answered 403 Forbidden, and not as a bridge`);
    page.close();
  });

  it.each([
    ['send.py', 'BRIDGE_KEY is not set'],
    ['follow.py', 'BRIDGE_KEY is not set'],
    ['receiver.py', 'WEBHOOK_SECRET is not a secret'],
  ])('says what it needs: %s', async (name, said) => {
    const child = python(name, { BRIDGE_KEY: '', WEBHOOK_SECRET: '' });
    expect(await child.exited).toBe(1);
    expect(child.output()).toContain(said);
  });

  it('follows events over a lost connection and a restart, each once', async () => {
    const juliet = await stage.user('juliet', 'window');
    const proxy = await startTcpProxy(Number(new URL(stage.bridge.baseUrl).port));
    const place = join(folder.path, 'place.txt');
    const BRIDGE_KEY = await keyFor('events:read');
    const env = { BRIDGE_KEY, BRIDGE_URL: `http://127.0.0.1:${proxy.port}` };
    const said: string[] = [];
    const say = async (body: string) => {
      said.push(body);
      await juliet.send(`<message to="bot@bridge.example.org"><body>${body}</body></message>`);
    };
    const printed = () => children.slice(first).flatMap((child) => bodiesIn(child.output()));
    const first = children.length;

    const follower = python('follow.py', env, place);
    await say('one');
    await until(() => printed().includes('one'), { message: () => follower.output() });
    proxy.reset();
    await say('two');
    await until(() => printed().includes('two'));
    await until(() => readFileSync(place, 'utf8') !== '');
    await follower.kill();
    await say('three');
    python('follow.py', env, place);
    await say('four');
    await until(() => printed().includes('four'));
    // What the kill came before the place was written for may come again.
    expect([...new Set(printed())]).toEqual(said);
    await proxy.stop();
  });
});

function bodiesIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => (JSON.parse(line) as { data: { body: string } }).data.body);
}
