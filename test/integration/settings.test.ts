/** `check-config` and `serve` as processes: both find the same faults, in one list, and end with 78. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge } from '../support/bridge-process.ts';
import { FakeServer } from '../support/fake-server.ts';
import { serves } from '../support/fake-server-scripts.ts';
import { freePort } from '../support/free-port.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const GOOD = {
  BRIDGE_XMPP_SERVICE: 'xmpp://127.0.0.1:1',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: 'wherefore-art-thou',
  BRIDGE_API_KEY: 'a-key-that-nobody-guesses-so-soon',
  BRIDGE_HTTP_HOST: '127.0.0.1',
  BRIDGE_HTTP_PORT: '0',
  BRIDGE_MANAGEMENT_PORT: '0',
};

type Environment = Readonly<Record<string, string>>;

async function run(command: string, env: Environment) {
  const options = { env: { PATH: process.env['PATH'], ...env }, timeout: 20_000 };
  const ran = promisify(execFile)('node', ['dist/main.js', command], options);
  return ran.then(
    ({ stderr }) => ({ code: 0, said: stderr }),
    (error: unknown) => {
      const { code, stderr } = error as { readonly code: number; readonly stderr: string };
      return { code, said: stderr };
    },
  );
}

describe('settings that cannot work', () => {
  let folder: TempDir;
  beforeAll(() => {
    folder = tempDir('settings');
    writeFileSync(join(folder.path, 'empty'), '\n');
    writeFileSync(join(folder.path, 'two-lines'), 'wherefore\nart thou\n');
    mkdirSync(join(folder.path, 'folder'));
  });
  afterAll(() => {
    folder.remove();
  });

  const at = (name: string) => join(folder.path, name);
  const cases: readonly (readonly [string, () => Environment, RegExp])[] = [
    [
      'a Redis password that is not encoded',
      () => ({ BRIDGE_REDIS_URL: 'redis://:p@ss#w/rd@h:6379/0' }),
      /BRIDGE_REDIS_URL: .*percent-encode the password/,
    ],
    [
      'a Redis database that is no number',
      () => ({ BRIDGE_REDIS_URL: 'rediss://cache:6380/main' }),
      /BRIDGE_REDIS_URL: .*the database as a number/,
    ],
    [
      'a misspelt name',
      () => ({ BRIDGE_REDIS_ULR: 'redis://cache' }),
      /BRIDGE_REDIS_ULR .*did you mean BRIDGE_REDIS_URL\?/,
    ],
    [
      'an allow list that is none',
      () => ({ BRIDGE_WEBHOOK_ALLOW: '10.0.0.0/8,not a host' }),
      /BRIDGE_WEBHOOK_ALLOW: /,
    ],
    [
      'a URL of keys with an impossible port',
      () => ({
        BRIDGE_JWT_ISSUER: 'https://verona.example',
        BRIDGE_JWT_AUDIENCE: 'bridge',
        BRIDGE_JWT_JWKS_URL: 'https://verona.example:99999/jwks',
      }),
      /BRIDGE_JWT_JWKS_URL: .*a port from 1 to 65535/,
    ],
    [
      'a URL of a collector that is none',
      () => ({ BRIDGE_TRACES_URL: 'http://[::1/v1/traces' }),
      /BRIDGE_TRACES_URL: .*IPv6/,
    ],
    ['no room for a body', () => ({ BRIDGE_MAX_BODY: '0' }), /BRIDGE_MAX_BODY: /],
    [
      'one port for both',
      () => ({ BRIDGE_HTTP_PORT: '8080', BRIDGE_MANAGEMENT_PORT: '8080' }),
      /are both 8080/,
    ],
    ['no key', () => ({ BRIDGE_API_KEY: '' }), /BRIDGE_API_KEY is missing/],
    [
      'an empty secret file',
      () => ({ BRIDGE_XMPP_SECRET: '', BRIDGE_XMPP_SECRET_FILE: at('empty') }),
      /BRIDGE_XMPP_SECRET_FILE: .*\/empty is empty/,
    ],
    [
      'a secret file with two lines',
      () => ({ BRIDGE_XMPP_SECRET: '', BRIDGE_XMPP_SECRET_FILE: at('two-lines') }),
      /BRIDGE_XMPP_SECRET_FILE: .*\/two-lines has several lines/,
    ],
    [
      'a folder as a secret file',
      () => ({ BRIDGE_API_KEY: '', BRIDGE_API_KEY_FILE: at('folder') }),
      /BRIDGE_API_KEY_FILE: .*\/folder: it is a directory/,
    ],
    [
      'a secret file that is missing',
      () => ({ BRIDGE_REDIS_URL_FILE: at('nowhere') }),
      /BRIDGE_REDIS_URL_FILE: .*\/nowhere: there is no such file/,
    ],
  ];

  it.each(cases)('end check-config and serve alike: %s', async (_what, env, words) => {
    const all = { ...GOOD, ...env() };
    const [checked, served] = await Promise.all([run('check-config', all), run('serve', all)]);
    expect(checked.said).toMatch(words);
    expect(served).toEqual(checked);
    expect(served.code).toBe(78);
    expect(served.said).not.toMatch(/\bat .*\.js:\d+|p@ss|w\/rd/);
  });
});

describe('settings beside what others put there', () => {
  it('work where Kubernetes has Services called bridge and bridge-management', async () => {
    const server = new FakeServer(serves('wherefore'));
    await server.listen(0);
    const bridge = await startBridge({
      server: {
        service: server.service,
        componentDomain: 'bridge.example.org',
        secret: 'wherefore',
      },
      env: {
        BRIDGE_SERVICE_HOST: '10.96.0.17',
        BRIDGE_SERVICE_PORT: '80',
        BRIDGE_SERVICE_PORT_HTTP: '80',
        BRIDGE_PORT: 'tcp://10.96.0.17:80',
        BRIDGE_PORT_80_TCP: 'tcp://10.96.0.17:80',
        BRIDGE_PORT_80_TCP_ADDR: '10.96.0.17',
        BRIDGE_PORT_80_TCP_PORT: '80',
        BRIDGE_PORT_80_TCP_PROTO: 'tcp',
      },
    });
    expect(await bridge.stop()).toBe(0);
    await server.stop();
  });

  it('work with a secret whose file ends with CRLF and blanks', async () => {
    const folder = tempDir('secret');
    const file = join(folder.path, 'xmpp-secret');
    writeFileSync(file, 'wherefore \r\n\r\n');
    const server = new FakeServer(serves('wherefore'));
    await server.listen(0);
    const bridge = await startBridge({
      server: { service: server.service, componentDomain: 'bridge.example.org', secret: '' },
      env: { BRIDGE_XMPP_SECRET: '', BRIDGE_XMPP_SECRET_FILE: file },
      httpPort: await freePort(),
    });
    expect(bridge.logs()).toContain('the blanks around the secret');
    await bridge.stop();
    await server.stop();
    folder.remove();
  });
});
