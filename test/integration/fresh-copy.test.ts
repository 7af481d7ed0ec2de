/** What somebody does who has just copied the sources: the quickstart, and the installation on one machine. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { blocksOf, blockWith, settingsIn } from '../support/documents.ts';
import { freePorts } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis } from '../support/redis.ts';
import { tempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';

const PAGE = 'docs/deploying.md';
const NOT_OURS = ['.git', 'node_modules', '.tools', 'dist', 'release'];
/** Packages are installed; a slow network or a busy machine is no fault. */
const PATIENCE = 300_000;

describe.runIf(needs('prosody', 'redis'))('in a fresh copy of the sources', () => {
  const folder = tempDir('copy');
  const sources = join(folder.path, 'stanza-bridge');
  /** Without what the runner of the tests tells npm. */
  const base = {
    PATH: `${folder.path}/npm/bin:${process.env['PATH'] ?? ''}`,
    HOME: process.env['HOME'],
    npm_config_prefix: join(folder.path, 'npm'),
    npm_config_prefer_offline: 'true',
  };
  const run = (script: string, env = {}) =>
    promisify(execFile)('bash', ['-euc', script], { cwd: sources, env: { ...base, ...env } });

  beforeAll(() => {
    const filter = (path: string) => !NOT_OURS.includes(path) && path !== 'client/dist';
    for (const name of readdirSync('.').filter(filter)) {
      cpSync(name, join(sources, name), { recursive: true, filter });
    }
  });
  afterAll(() => {
    folder.remove();
  });

  it(
    'the quickstart shows a message each way, and commands that work',
    async () => {
      const quickstart = startChild('bash', ['-c', blockWith('docs/quickstart.md', 'npm run')], {
        cwd: sources,
        env: base,
      });
      const message = () => quickstart.output();
      const isThere = () => {
        if (!quickstart.running()) throw new Error(message());
        return quickstart.output().includes('Ctrl-C ends everything');
      };
      await until(isThere, { timeout: PATIENCE - 60_000, message });
      expect(message()).toContain('juliet got:   "Hello Juliet');
      expect(message()).toContain('webhook got:  message.received');
      const commands = message().match(/^ {2}curl .*$/gm) ?? [];
      expect(commands).toHaveLength(3);
      for (const command of commands) {
        expect((await run(command.replace('curl', 'curl -s --fail-with-body'))).stdout).not.toBe(
          '',
        );
      }
      await until(() => message().includes('juliet got:   "Hi"'));
      await quickstart.kill('SIGINT');
      expect(message()).toContain('nothing is left behind');
    },
    PATIENCE,
  );

  it(
    'the bridge is installed and run as the page says',
    async () => {
      const etc = join(folder.path, 'etc');
      mkdirSync(etc);
      for (const name of ['xmpp-secret', 'api-key']) {
        writeFileSync(join(etc, name), execFileSync('openssl', ['rand', '-hex', '32']));
      }
      const secret = readFileSync(join(etc, 'xmpp-secret'), 'utf8').trim();
      const [redis, server] = await Promise.all([startRedis(), startProsody({ secret })]);
      const settings = blocksOf(PAGE).find(({ language }) => language === 'env')?.text ?? '';
      const here = settings
        .replaceAll('/etc/stanza-bridge', etc)
        .replace('xmpp://127.0.0.1:5347', server.service)
        .replace('redis://127.0.0.1:6379', redis.url);
      const [http = 0, management = 0] = await freePorts(2);
      const ports = { BRIDGE_HTTP_PORT: String(http), BRIDGE_MANAGEMENT_PORT: String(management) };

      // The quickstart has just installed all packages.
      const block = blockWith(PAGE, 'npm ci');
      expect(block).toMatch(/^npm ci && /);
      await run(block.replace('npm ci && ', ''));
      writeFileSync(join(etc, 'env'), here);
      const load = `set -a; . ${etc}/env; set +a;`;
      await run(`${load} stanza-bridge check-config`, ports);
      await run(`${load} stanza-bridge doctor`, ports);

      const unit = settingsIn(blockWith(PAGE, '[Service]'));
      expect(unit['EnvironmentFile']).toBe('/etc/stanza-bridge/env');
      const start = (unit['ExecStart'] ?? '').replace('/opt/stanza-bridge', sources);
      const bridge = startChild('bash', ['-c', `${load} exec ${start}`], {
        env: { ...base, ...ports },
      });
      const isReady = () =>
        fetch(`http://127.0.0.1:${management}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await until(isReady, { timeout: 30_000, message: () => bridge.output() });
      await bridge.stop();
      await Promise.all([server.stop(), redis.stop()]);
    },
    PATIENCE,
  );
});
