/** What compose.yaml starts, without an engine: its Prosody, its Redis and its two replicas, on ports of this machine. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startChild, type Child } from '../support/child.ts';
import { composition } from '../support/composition.ts';
import { answers, freePorts } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { tempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';

const { services, configs } = composition();
const folder = tempDir('compose');
const file = join(folder.path, 'prosody.cfg.lua');

/** As it is, but for where this machine puts things. */
function writeConfig(c2s: number, component: number): void {
  const content = configs['prosody']?.content ?? '';
  expect(content).toContain('component_ports = { 5347 }');
  const here = `
run_as_root = true
data_path = ${JSON.stringify(folder.path)}
certificates = ${JSON.stringify(folder.path)}
c2s_ports = { ${c2s} }
s2s_ports = {}
`;
  writeFileSync(file, here + content.replace('{ 5347 }', `{ ${component} }`));
}

const prosodyctl = (...args: string[]) =>
  promisify(execFile)('prosodyctl', ['--config', file, ...args]);

/** With the settings that it has there, but for where Prosody and Redis are. */
function startReplica(
  settings: Readonly<Record<string, string>>,
  component: number,
  redisUrl: string,
): Promise<BridgeProcess> {
  const { BRIDGE_XMPP_SERVICE: prosody, BRIDGE_REDIS_URL: redis, ...env } = settings;
  expect([prosody, redis]).toEqual(['xmpp://prosody:5347', 'redis://redis:6379']);
  const { BRIDGE_XMPP_DOMAIN: componentDomain = '', BRIDGE_XMPP_SECRET: secret = '' } = env;
  const server = { service: `xmpp://127.0.0.1:${component}`, componentDomain, secret };
  return startBridge({ server, redisUrl, env, apiKey: env['BRIDGE_API_KEY'] ?? '' });
}

describe.runIf(needs('prosody', 'redis'))('what compose.yaml starts', () => {
  let ports: number[];
  let prosody: Child;
  let redis: RedisServer;
  const bridges: BridgeProcess[] = [];

  beforeAll(async () => {
    ports = await freePorts(2);
    const [c2s = 0, component = 0] = ports;
    writeConfig(c2s, component);
    prosody = startChild('prosody', ['--config', file, '-F'], { cwd: folder.path });
    for (const port of ports) {
      await until(() => answers(port), { timeout: 30_000, message: () => prosody.output() });
    }
    redis = await startRedis({ settings: settingsOf(services['redis']?.command ?? []) });
    for (const name of ['bridge-1', 'bridge-2']) {
      bridges.push(await startReplica(services[name]?.environment ?? {}, component, redis.url));
    }
  });

  afterAll(async () => {
    for (const bridge of bridges) await bridge.stop();
    await redis.stop();
    await prosody.kill();
    folder.remove();
  });

  it('has a Prosody that finds nothing wrong with its configuration', async () => {
    const { stdout } = await prosodyctl('check', 'config');
    expect(stdout).toContain('All checks passed');
  });

  it('sends by one replica and hears on the other', async () => {
    const [first, second] = bridges;
    await prosodyctl('register', 'juliet', 'example.org', 'juliet-pw');
    const users = [{ name: 'juliet', password: 'juliet-pw' }];
    const server = { domain: 'example.org', c2sPort: ports[0] ?? 0, users };
    const juliet = await connectClient({ server, user: 'juliet' });
    await first?.api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hist!' });
    await juliet.next(({ body }) => body === 'Hist!');
    await juliet.send(
      '<message to="nurse@bridge.example.org" type="chat"><body>Romeo, hist</body></message>',
    );
    await until(async () => {
      const heard = await second?.api.get('/v1/events?events=message.received');
      return heard?.text.includes('Romeo, hist');
    });
    await juliet.close();
  });
});

/** `redis-server --name value …` */
function settingsOf(command: readonly string[]): Record<string, string> {
  const [program, ...words] = command;
  expect(program).toBe('redis-server');
  const pairs = words.flatMap((word, at) =>
    word.startsWith('--') ? [[word.slice(2), words[at + 1] ?? '']] : [],
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}
